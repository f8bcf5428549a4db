using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>
/// Line 4: what belongs together scores above what does not. Beside the two named paths ten more: those of a file
/// ([{"name", "isOdd", "values": {"unemployment": [...]}}]), or drawn by the seed in five pairs, a recession as the model fills it and the same with
/// another factor turned the wrong way.
/// </summary>
internal static class CoherenceEvidence
{
    private const double Coherent = .05;
    private const double Absurd = .01;
    private const int Pairs = 5;
    private static readonly StartingPoint Start = new(History.Path, new DateOnly(2026, 1, 1).DayNumber, MarketModel.Default);
    private static readonly MacroFactor[] Turned = [MacroFactor.GdpGrowth, MacroFactor.CreditSpread, MacroFactor.Volatility];

    public static EvidenceLine Line(Options options)
    {
        var fed = Standing(PublishedScenarios.SeverelyAdverse2026);
        var odd = Standing(ScenarioLibrary.Shocked(Start, "jobs go while the economy grows", (MacroFactor.Unemployment, Rise(.06)), (MacroFactor.GdpGrowth, quarter => .03 - Start.Expected(quarter).GdpGrowth)));
        var further = (options.Input is { } file ? Given(file) : Drawn(new Random((int)options.Seed))).ToList();
        var (sound, strange) = (further.Where(path => !path.IsOdd).ToList(), further.Where(path => path.IsOdd).ToList());
        var isOrdered = options.Input is null ? sound.Zip(strange).All(pair => pair.First.Coherence > pair.Second.Coherence) : sound.Min(path => path.Coherence) > strange.Max(path => path.Coherence);
        return new(
            4,
            "the Reserve's severe path of 2026 is coherent, unemployment +6 pp with growth of 3 % is in the worst 1 %, ten further paths of the file or the seed order sensibly",
            new { fed = fed.Coherence, fedSeverity = fed.Severity, jobsGoWhileItGrows = odd.Coherence, further },
            new { fed = $"above {Coherent}", jobsGoWhileItGrows = $"below {Absurd}", further = "of a file each that is odd below each that is not; drawn, each below the one it was turned from" },
            fed.Coherence > Coherent && odd.Coherence < Absurd && further.Count >= 2 * Pairs && isOrdered);
    }

    private static PathStanding Standing(Scenario scenario) => ScenarioCheck.Of(Start, scenario).Standing;

    private static IEnumerable<Judged> Given(string file)
        => Json.Read<AskedPath[]>(file).Select(asked => ScenarioDoor.Open(new(asked.Name, file, asked.Values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select(value => (double?)value)]))
        {
            HousePriceBase = Start.Today.HousePriceIndex,
        }).Value is var scenario && Standing(scenario) is var standing ? new Judged(asked.Name, asked.IsOdd, standing.Coherence, standing.Severity) : throw new InvalidDataException(asked.Name));

    private static IEnumerable<Judged> Drawn(Random luck)
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var jobs = .035 + (.03 * luck.NextDouble());
            var turned = Turned[luck.Next(Turned.Length)];
            var filled = ImpliedValues.Filled(Start, ScenarioLibrary.Shocked(Start, "jobs go", (MacroFactor.Unemployment, Rise(jobs))));
            var strange = StressEvidence.Changed(filled, turned.Key, (quarter, value) => Wrong(turned, Start.Expected(quarter)[turned], value));
            var (sound, odd) = (Standing(filled), Standing(strange));
            yield return new($"unemployment +{100 * jobs:F1} pp, filled", false, sound.Coherence, sound.Severity);
            yield return new($"the same, {turned.Key} the other way", true, odd.Coherence, odd.Severity);
        }
    }

    private static double Wrong(MacroFactor factor, double calm, double value) => Math.Clamp(calm - (1.5 * (value - calm)), factor == MacroFactor.Volatility ? 5 : factor.Lowest, factor.Highest);

    /// <summary>Up within a year and back within two more.</summary>
    private static Func<int, double> Rise(double by) => quarter => by * (quarter < 5 ? Math.Min(1, (quarter + 1) / 4.0) : Math.Max(0, (13 - quarter) / 8.0));

    private sealed record AskedPath(string Name, bool IsOdd, Dictionary<string, double[]> Values);

    private sealed record Judged(string Name, bool IsOdd, double Coherence, double Severity);
}
