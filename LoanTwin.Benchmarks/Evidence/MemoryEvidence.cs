using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 4: how much a payment in grace says about the next instalment, over the last lived year.</summary>
internal static class MemoryEvidence
{
    private const int Seeds = 10;
    private const int Loans = 20_000;
    private const double For90Percent = 1.645;

    public static EvidenceLine Line(Options options)
    {
        var samples = new List<RollCount[]>();
        for (var seed = options.Seed; seed < options.Seed + Seeds; seed++)
        {
            samples.Add(LastYear(new LenderPlan { Loans = Loans, Seed = seed }));
        }

        var products = ProductCatalogue.Default.Products
            .Select((product, place) => new { product = product.Key, againstAll = Interval(samples, place, ToAll), againstOnTime = Interval(samples, place, ToOnTime) })
            .ToList();
        var consumer = products[0].againstAll;
        return new(
            4,
            "P(next instalment not paid on its day | last was grace) over the same for all active consumer loans lies in 2.3 to 3.7; against on_time about 5; 90 % intervals over seeds",
            products,
            new { low = 2.3, high = 3.7 },
            consumer[1] >= 2.3 && consumer[2] <= 3.7);
    }

    private static RollCount[] LastYear(LenderPlan plan)
    {
        using var lender = Lender.Open(plan);
        var counts = lender.World.Book.Shelves.Select(_ => new RollCount()).ToArray();
        var first = SimMonth.Of(plan.StartDay.DayNumber) - 13;
        while (lender.World.Day < plan.StartDay.DayNumber)
        {
            lender.LiveDay();
            var month = SimMonth.Of(lender.World.Day);
            if (lender.World.Day == SimMonth.LastDay(month) && month >= first)
            {
                foreach (var shelf in lender.World.Book.Shelves)
                {
                    counts[shelf.Place].Count(shelf);
                    counts[shelf.Place].Note(shelf);
                }
            }
        }

        return counts;
    }

    private static double ToAll(RollCount count)
        => Rate(count, [PaymentStatus.GracePeriod]) / Rate(count, [PaymentStatus.OnTime, PaymentStatus.GracePeriod, PaymentStatus.Days30, PaymentStatus.Days60, PaymentStatus.Days90]);

    private static double ToOnTime(RollCount count) => Rate(count, [PaymentStatus.GracePeriod]) / Rate(count, [PaymentStatus.OnTime]);

    private static double Rate(RollCount count, PaymentStatus[] from) => (double)from.Sum(count.Missing) / from.Sum(count.Staying);

    /// <summary>Mean over seeds, and the bounds of its 90 % interval.</summary>
    private static double[] Interval(List<RollCount[]> samples, int place, Func<RollCount, double> ratio)
    {
        var estimate = Estimate.Of(samples.Select(sample => ratio(sample[place])));
        return [Math.Round(estimate.Mean, 3), Math.Round(estimate.Mean - (For90Percent * estimate.StandardError), 3), Math.Round(estimate.Mean + (For90Percent * estimate.StandardError), 3)];
    }
}
