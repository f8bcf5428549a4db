using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 6: every lived day of twenty lenders closes to the cent, and every metric is what the loans themselves say.</summary>
internal static class LedgerEvidence
{
    private const int Seeds = 20;
    private const int Loans = 10_000;
    private const double Tolerance = 1e-9;

    public static EvidenceLine Line(Options options)
    {
        var (days, worst, metrics, cents) = (0, ("none", 0.0), 0, 0L);
        for (var seed = options.Seed; seed < options.Seed + Seeds; seed++)
        {
            // A day that does not balance throws, in the strip of each product and in the general ledger.
            using var lender = Lender.Open(new LenderPlan { Loans = Loans, Seed = seed });
            var diary = new FlowDiary();
            lender.World.Facts = new();
            while (lender.World.Day < new LenderPlan().StartDay.DayNumber)
            {
                var day = lender.LiveDay();
                diary.Note(lender, day);
                cents += day.Lived.Reconciliations.Sum(strip => Math.Abs(strip.Difference));
                days++;
            }

            var audit = LenderAudit.Of(lender, diary);
            (metrics, worst) = (metrics + audit.Metrics, audit.WorstGap > worst.Item2 ? (audit.Worst, audit.WorstGap) : worst);
        }

        return new(
            6,
            "every day of three years balances for 20 seeds (an unbalanced day throws); every metric, for the lender and each product, equals its slow recomputation: balances, levels and risk loan by loan, the flows of the trailing year from the facts of single loans on each day (income and costs come from the ledger, whose accounts are held against the loans daily)",
            new { days, products = ProductCatalogue.Default.Count, differenceCents = cents, metricsCompared = metrics, catalogue = MetricCatalogue.All.Length, worst = worst.Item1, gap = worst.Item2 },
            new { differenceCents = 0, relativeGap = Tolerance },
            cents == 0 && metrics > 0 && worst.Item2 <= Tolerance);
    }
}
