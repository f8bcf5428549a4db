using LoanTwin.Benchmarks.Realism;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 2: the severely adverse path over nine quarters. The closed book in expectation decides; the living lender shows what its capital does.</summary>
internal static class RecessionEvidence
{
    private const int Loans = 100_000;

    public static EvidenceLine Line(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed }).Value;
        using var stress = StressedBook.Severe(lender);
        var shelves = lender.World.Book.Shelves;
        var opening = shelves.Sum(shelf => stress.Opening(shelf.Place));
        var loss = shelves.Sum(shelf => stress.Loss(shelf.Place)) / opening;
        var cash = shelves.Sum(shelf => stress.CashLoss(shelf.Place)) / opening;
        var byProduct = shelves.ToDictionary(shelf => shelf.Product.Key, shelf => Math.Round(stress.Loss(shelf.Place) / stress.Opening(shelf.Place), 5));
        var path = CapitalPath(lender);
        return new(
            2,
            "default book at its start day, severely adverse 2026, closed book, 27 months, expected: loss on the LGD basis over opening balance; cards highest, mortgages lowest",
            new { lgdBasis = Math.Round(loss, 5), cashBasis = Math.Round(cash, 5), byProduct, capitalByQuarterWithNewLending = path, lowest = path.Min() },
            new { low = .04, high = .12 },
            loss is >= .04 and <= .12 && byProduct.MaxBy(entry => entry.Value).Key == "creditCard" && byProduct.MinBy(entry => entry.Value).Key == "mortgage");
    }

    /// <summary>The capital ratio at the quarter ends while the lender goes on lending; half of its funding floats.</summary>
    private static double[] CapitalPath(Lender lender)
    {
        var severe = ScenarioOverlay.Of(lender.World.Market, lender.World.Day, PublishedScenarios.SeverelyAdverse2026, lender.World.Economy!);
        using var stressed = lender.Under(severe);
        using var fork = stressed.Fork(RandomKey.Future(lender.World.Seed, "capital under stress", 0));
        var first = SimMonth.Of(fork.World.Day);
        var path = new List<double> { Math.Round(fork.CapitalRatio, 5) };
        for (var month = first; month < first + 27; month++)
        {
            while (fork.World.Day < SimMonth.LastDay(month))
            {
                fork.LiveDay();
            }

            if (month % 3 == 2)
            {
                path.Add(Math.Round(fork.CapitalRatio, 5));
            }
        }

        return [.. path];
    }
}
