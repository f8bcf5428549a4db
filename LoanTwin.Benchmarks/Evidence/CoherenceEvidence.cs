using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>
/// Line 4: what belongs together scores above what does not. Beside the two named paths ten more: those of a file
/// ([{"name", "isOdd", "values": {"unemployment": [...]}}]), or drawn by the seed in two chains, each a recession as the model fills it and four
/// versions in which one other factor contradicts it step by step. What was published or has happened is coherent.
/// </summary>
internal static class CoherenceEvidence
{
    private const double Coherent = .1;
    private const double Absurd = .01;
    private const int Chains = 2;
    private const int Versions = 5;
    private const double RareWindow = .05;
    private const double RareWindows = .1;
    private static readonly StartingPoint Start = new(History.Path, new DateOnly(2026, 1, 1).DayNumber, MarketModel.Default);
    private static readonly string[] Lived = ["fed-2025-baseline", "fed-2025-severe", "fed-2026-baseline", "fed-2026-severe", "2008-like", "1981-like"];

    // What does not go with lost jobs, a step of it.
    private static readonly (MacroFactor Factor, double Step)[] Contradictions =
    [
        (MacroFactor.GdpGrowth, .015), (MacroFactor.CreditSpread, -.003), (MacroFactor.Volatility, -2.5), (MacroFactor.HousePriceIndex, .08), (MacroFactor.BaseRate, .02),
    ];

    public static EvidenceLine Line(Options options)
    {
        var lived = Lived.ToDictionary(id => id, id => Standing(ScenarioLibrary.Find(id)!.Make(Start)).Coherence);
        var odd = Standing(ScenarioLibrary.Shocked(Start, "jobs go while the economy grows", (MacroFactor.Unemployment, Rise(.06)), (MacroFactor.GdpGrowth, quarter => .03 - Start.Expected(quarter).GdpGrowth)));
        var windows = LivedWindows.Coherences();
        var rare = windows.Count(coherence => coherence < RareWindow) / (double)windows.Count;
        var further = (options.Input is { } file ? Given(file) : Drawn(new Random((int)options.Seed))).ToList();
        var isOrdered = options.Input is null ? further.Chunk(Versions).All(Falls) : further.Where(path => !path.IsOdd).Min(path => path.Coherence) > further.Where(path => path.IsOdd).Max(path => path.Coherence);
        return new(
            4,
            "the Reserve's paths and those of 2008 and 1981 are coherent, unemployment +6 pp with growth of 3 % is in the worst 1 %, ten further paths of the file or the seed order strictly, and history scores as a percentile should",
            new { lived, jobsGoWhileItGrows = odd.Coherence, windows = windows.Count, windowsBelow = rare, median = windows.Order().ElementAt(windows.Count / 2), further },
            new { lived = $"above {Coherent}", jobsGoWhileItGrows = $"below {Absurd}", windowsBelow = $"at most {RareWindows} of the windows below {RareWindow}", further = "of a file each that is odd below each that is not; drawn, each version below the milder one" },
            lived.Values.Min() > Coherent && odd.Coherence < Absurd && rare <= RareWindows && further.Count >= Chains * Versions && isOrdered);
    }

    private static bool Falls(Judged[] chain) => chain.Zip(chain.Skip(1)).All(pair => pair.Second.Coherence < pair.First.Coherence);

    private static PathStanding Standing(Scenario scenario) => ScenarioCheck.Of(Start, scenario).Standing;

    private static IEnumerable<Judged> Given(string file)
        => Json.Read<AskedPath[]>(file).Select(asked => ScenarioDoor.Open(new(asked.Name, file, asked.Values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select(value => (double?)value)]))
        {
            HousePriceBase = Start.Today.HousePriceIndex,
        }).Value is var scenario && Standing(scenario) is var standing ? new Judged(asked.Name, asked.IsOdd, standing.Coherence, standing.Severity) : throw new InvalidDataException(asked.Name));

    private static IEnumerable<Judged> Drawn(Random luck)
    {
        foreach (var (factor, step) in Contradictions.OrderBy(_ => luck.Next()).Take(Chains).ToList())
        {
            var jobs = .035 + (.03 * luck.NextDouble());
            var size = step * (.8 + (.4 * luck.NextDouble()));
            var filled = ImpliedValues.Filled(Start, ScenarioLibrary.Shocked(Start, "jobs go", (MacroFactor.Unemployment, Rise(jobs))));
            for (var version = 0; version < Versions; version++)
            {
                var against = version * size;
                var standing = Standing(StressEvidence.Changed(filled, factor.Key, (quarter, value) => Moved(factor, value, against * Share(factor, quarter))));
                yield return new($"unemployment +{100 * jobs:F1} pp, filled, {factor.Key} {against:+0.###;-0.###;as it is}", version > 0, standing.Coherence, standing.Severity);
            }
        }
    }

    private static double Moved(MacroFactor factor, double value, double by) => factor == MacroFactor.HousePriceIndex
        ? value * Math.Exp(by)
        : Math.Clamp(value + by, factor == MacroFactor.Volatility ? 5 : factor.Lowest, factor.Highest);

    /// <summary>Up within a year and back within two more.</summary>
    private static Func<int, double> Rise(double by) => quarter => by * (quarter < 5 ? Math.Min(1, (quarter + 1) / 4.0) : Math.Max(0, (13 - quarter) / 8.0));

    // Growth contradicts while the jobs go, prices once they have, levels as long as they are gone.
    private static double Share(MacroFactor factor, int quarter) => factor == MacroFactor.GdpGrowth
        ? quarter < 4 ? 1 : 0
        : factor == MacroFactor.HousePriceIndex ? Math.Min(1, (quarter + 1) / 4.0) : Rise(1)(quarter);

    private sealed record AskedPath(string Name, bool IsOdd, Dictionary<string, double[]> Values);

    private sealed record Judged(string Name, bool IsOdd, double Coherence, double Severity);
}
