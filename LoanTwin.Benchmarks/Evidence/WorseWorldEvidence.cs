using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Stress;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 3: a worse economy never defaults less on random books and paths, costs the default book more, and sampled futures lie around the expected one.</summary>
internal static class WorseWorldEvidence
{
    private const int Books = 1_000;
    private const int Months = 27;
    private const double Tolerance = 1e-9;
    private const double TotalPrecision = .0012;
    private const int FuturesAtOnce = 1_000;
    private const int MostFutures = 40_000;
    private const double PlantedFault = 1.01;
    private static readonly DateOnly Start = new(2025, 12, 31);
    private static readonly DateOnly LastDay = new(2028, 3, 31);
    private static readonly int First = 2026 * 12;

    public static EvidenceLine Line(Options options)
    {
        var falls = Enumerable.Range(0, Books).Select(book => Falls(new Random(HashCode.Combine((int)options.Seed, book)))).ToList();
        using var lender = Lender.Found(new LenderPlan { Seed = options.Seed, YearsLived = 1 }).Value;
        using var bench = StressBench.Freeze(lender).Value;
        var (calm, jobs, houses) = (Loss(bench, null, 0), Loss(bench, MacroFactor.Unemployment, .01), Loss(bench, MacroFactor.HousePriceIndex, Math.Log(.95)));
        var sampled = Enumerable.Range(0, 3).Select(i => Compare(bench, options.Seed + (ulong)i)).ToList();
        return new(
            3,
            "cumulative expected balance at default under unemployment raised or prices lowered by a shift that never shrinks, 1,000 random books and paths; net loss of the default book with unemployment 1 pp higher and prices 5 % lower; sampled against expected under the severe scenario, with a planted fault of 1 %",
            new { books = Books, lowered = falls.Count(fall => fall > Tolerance), worstFall = falls.Max(), loss = Math.Round(calm / 100), withUnemployment = Math.Round(jobs / 100), withHousePrices = Math.Round(houses / 100), sampled },
            new { lowered = 0, worstFall = Tolerance, withUnemployment = "above loss", withHousePrices = "above loss", sampled = "kernel.md 8, the fault fails" },
            falls.TrueForAll(fall => fall <= Tolerance) && jobs > calm && houses > calm && sampled.TrueForAll(run => run.Holds && !run.HoldsWithFault));
    }

    /// <summary>How far the sum of defaults falls below the calm one at its worst, as a share of it.</summary>
    private static double Falls(Random luck)
    {
        var calm = History.Path.Continued(MarketModel.Default, RandomKey.Future((ulong)luck.Next(), "worse world", 0), First + Months);
        var (isHouses, shifts) = (luck.Next(2) == 0, new double[Months + 1]);
        for (var i = 0; i < shifts.Length; i++)
        {
            shifts[i] = (i > 0 ? shifts[i - 1] : 0) + (luck.NextDouble() < .3 ? luck.NextDouble() * (isHouses ? .04 : .01) : 0);
        }

        using var world = new World(StartingBook.Create(luck.Next(20, 400), (ulong)luck.Next(1, int.MaxValue), Start), calm, 1, Start.DayNumber, hasLatent: false);
        using var worse = world.Under(Shifted(calm, shifts, isHouses));
        var (a, b, before, after, worst) = (Run(world), Run(worse), 0.0, 0.0, 0.0);
        for (var month = First; month < First + Months; month++)
        {
            (before, after) = (before + Defaulted(a, month), after + Defaulted(b, month));
            worst = Math.Max(worst, (before - after) / Math.Max(1, before));
        }

        return worst;
    }

    private static HorizonOutcome Run(World world) => Horizon.Run(world, new() { Question = "worse world", LastDay = LastDay, Behaviour = Behaviour.Expected, HasLatent = false, Threads = 1 }).Value;

    private static double Defaulted(HorizonOutcome outcome, int month) => Enumerable.Range(0, 5).Sum(place => outcome.Of(0, place, Flow.DefaultedBalance, month));

    private static MarketPath Shifted(MarketPath path, double[] shifts, bool isHouses)
        => MarketPath.Create(path.FirstMonth, [.. path.States.Select((state, i) => path.FirstMonth + i - First is var month && month < 0
            ? state
            : isHouses
                ? state with { HousePriceIndex = state.HousePriceIndex * Math.Exp(-shifts[month]) }
                : state with { Unemployment = Math.Min(.5, state.Unemployment + shifts[month]) })]).Value;

    /// <summary>Loss at the horizon with one factor shifted throughout and all others where they are expected to be.</summary>
    private static double Loss(StressBench bench, MacroFactor? shifted, double shift)
    {
        var start = new StartingPoint(bench.Before, bench.Day.DayNumber, bench.Model);
        var scenario = ScenarioLibrary.Shocked(start, "shifted", [.. MacroFactor.All.Select<MacroFactor, (MacroFactor, Func<int, double>)>(factor => (factor, _ => factor == shifted ? shift : 0))]);
        return bench.Answer(new() { Scenario = scenario }).Value.Stressed.Loss;
    }

    private static Comparison Compare(StressBench bench, ulong seed)
    {
        var last = bench.LastMonth(9);
        using var world = new World(StartingBook.Create(5_000, seed, bench.Day), bench.Economy(PublishedScenarios.SeverelyAdverse2026, last), seed, bench.Day.DayNumber, hasLatent: false);
        var plan = new HorizonPlan { Question = "stress, sampled against expected", LastDay = DateOnly.FromDayNumber(SimMonth.LastDay(last)), Futures = FuturesAtOnce };
        var expected = Horizon.Run(world, plan with { Behaviour = Behaviour.Expected, Futures = 1 }).Value;
        var sampled = Horizon.Run(world, plan).Value;
        while (Precision(sampled) > TotalPrecision && sampled.Futures < MostFutures)
        {
            sampled = sampled.Join(Horizon.Run(world, plan with { FirstFuture = sampled.Futures }).Value);
        }

        return Comparison.Of(seed, sampled, expected, world.Book.Catalogue.Count, PlantedFault);
    }

    private static double Precision(HorizonOutcome outcome) => outcome.MeanTotal(Flow.LossBooked) is var total ? total.StandardError / total.Mean : 0;
}
