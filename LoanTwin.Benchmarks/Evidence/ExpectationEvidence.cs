using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Statistics;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>
/// Line 4: sampled against expected. Cells are product x month x {default events, loss booked}, with the latent factor off; balance and
/// interest enter the largest |z| at quarter ends alone. Futures are added until the total loss is known to 0.12 % (0.2 % is asked).
/// </summary>
internal static class ExpectationEvidence
{
    private const double TotalPrecision = .0012;
    private const int FuturesAtOnce = 1_000;
    private const int MostFutures = 40_000;
    private const double PlantedFault = 1.01;
    private static readonly double[] MeanSquareRange = [.7, 1.4];
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly NineQuarters = new(2028, 3, 31);

    public static EvidenceLine Line(Options options)
    {
        var runs = Enumerable.Range(0, 3).Select(i => Compare(options.Seed + (ulong)i)).ToList();
        return new(
            4,
            "sampled against expected; a planted fault of +1 % in expected losses is caught",
            runs,
            new { cells = "at least 200", meanSquareZ = MeanSquareRange, largestZOfLevels = 4.5, standardErrorOfTotal = .002, largestZOfTotal = Comparison.LargestTotalZ, plantedFault = "fails" },
            runs.TrueForAll(run => run.Holds && !run.HoldsWithFault));
    }

    private static Comparison Compare(ulong seed)
    {
        using var world = new World(StartingBook.Create(5_000, seed, Start), MarketPath.Neutral(2025 * 12, 120), seed, Start.DayNumber, hasLatent: false);
        var plan = new HorizonPlan { Question = "sampled against expected", LastDay = NineQuarters, Futures = FuturesAtOnce };
        var expected = Horizon.Run(world, plan with { Behaviour = Behaviour.Expected, Futures = 1 }).Value;
        var sampled = Horizon.Run(world, plan).Value;
        while (Precision(sampled) > TotalPrecision && sampled.Futures < MostFutures)
        {
            sampled = sampled.Join(Horizon.Run(world, plan with { FirstFuture = sampled.Futures }).Value);
        }

        return Comparison.Of(seed, sampled, expected, world.Book.Catalogue.Count, PlantedFault);
    }

    private static double Precision(HorizonOutcome outcome)
    {
        var total = outcome.MeanTotal(Flow.LossBooked);
        return total.StandardError / total.Mean;
    }
}

/// <summary>The z values of one seed, as found and with the fault planted.</summary>
internal sealed record Comparison(
    ulong Seed, int Futures, int Cells, double MeanSquareZ, double LargestZOfLevels, double TotalZ, double TotalRelative, double StandardErrorOfTotal, double MeanSquareZWithFault, double TotalZWithFault)
{
    // Two-sided, 4.5 is passed by chance less than once in 100,000 runs.
    public const double LargestTotalZ = 4.5;

    private static readonly Flow[] Judged = [Flow.DefaultEvents, Flow.LossBooked];
    private static readonly Flow[] Levels = [Flow.Balance, Flow.InterestPaid];

    public bool Holds => Judge(MeanSquareZ, TotalZ);

    public bool HoldsWithFault => Judge(MeanSquareZWithFault, TotalZWithFault);

    public static Comparison Of(ulong seed, HorizonOutcome sampled, HorizonOutcome expected, int products, double fault)
    {
        var (cells, sum, faulty, levels) = (0, 0.0, 0.0, 0.0);
        for (var product = 0; product < products; product++)
        {
            for (var month = sampled.FirstMonth; month < sampled.FirstMonth + sampled.Months; month++)
            {
                foreach (var flow in Judged)
                {
                    var mean = sampled.Mean(product, flow, month);
                    if (mean.StandardError > 0)
                    {
                        cells++;
                        sum += Square(Z(expected.Of(0, product, flow, month), mean));
                        faulty += Square(Z(expected.Of(0, product, flow, month) * (flow == Flow.LossBooked ? fault : 1), mean));
                    }
                }

                levels = month % 3 == 2 ? Math.Max(levels, LargestLevel(sampled, expected, product, month)) : levels;
            }
        }

        var total = sampled.MeanTotal(Flow.LossBooked);
        var expectedTotal = expected.Total(0, Flow.LossBooked);
        var (totalZ, totalFaulty) = (Z(expectedTotal, total), Z(expectedTotal * fault, total));
        return new(
            seed, sampled.Futures, cells + 1, (sum + Square(totalZ)) / (cells + 1), levels, totalZ, (expectedTotal / total.Mean) - 1, total.StandardError / total.Mean,
            (faulty + Square(totalFaulty)) / (cells + 1), totalFaulty);
    }

    private static double LargestLevel(HorizonOutcome sampled, HorizonOutcome expected, int product, int month)
        => Levels
            .Select(flow => (Mean: sampled.Mean(product, flow, month), Expected: expected.Of(0, product, flow, month)))
            .Where(cell => cell.Mean.StandardError > 0)
            .Max(cell => Math.Abs(Z(cell.Expected, cell.Mean)));

    private static double Z(double expected, Estimate mean) => (expected - mean.Mean) / mean.StandardError;

    private static double Square(double x) => x * x;

    private bool Judge(double meanSquare, double totalZ)
        => Cells >= 200 && meanSquare is >= .7 and <= 1.4 && LargestZOfLevels < 4.5 && Math.Abs(totalZ) < LargestTotalZ && StandardErrorOfTotal <= .002;
}
