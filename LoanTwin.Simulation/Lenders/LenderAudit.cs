using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Measures;

namespace LoanTwin.Simulation.Lenders;

/// <summary>Recomputes what the lender says from the loans, slowly: levels to the cent, and every metric of the lender and of each product.</summary>
/// <param name="Metrics">How many values were compared.</param>
/// <param name="Worst">Which one was farthest off.</param>
/// <param name="WorstGap">Relative to the larger of the value and one.</param>
public sealed record LenderAudit(int Metrics, string Worst, double WorstGap)
{
    /// <param name="diary">The flows of the months as single loans had them; without one they are taken as they are.</param>
    public static LenderAudit Of(Lender lender, FlowDiary? diary = null)
    {
        var fast = lender.Figures();
        var slow = fast with
        {
            Products = [.. lender.World.Book.Shelves.Select(shelf => SlowProduct(lender, shelf))],
            Sheet = SlowSheet(lender),
            Months = diary is null ? fast.Months : [.. fast.Months.Select(diary.Rewritten)],
        };
        var pairs = Pairs("lender", fast, slow).ToList();
        foreach (var product in fast.Products)
        {
            pairs.AddRange(Pairs(product.Product, fast.Of(product.Product).Value, slow.Of(product.Product).Value));
        }

        var worst = pairs.MaxBy(pair => pair.Gap);
        return new(pairs.Count, worst.Name, worst.Gap);
    }

    private static ProductFigures SlowProduct(Lender lender, Book.Shelf shelf)
        => ReferenceFigures.Of(shelf, lender.World.Day, lender.OutlookOf(shelf)) with { Allowance = SlowLevels(lender, shelf).Allowance };

    private static BalanceSheet SlowSheet(Lender lender)
    {
        ProductLevels[] levels = [.. lender.World.Book.Shelves.Select(shelf => SlowLevels(lender, shelf))];
        return Sheet.Of(lender.Ledger, levels, lender.GrossIncome) with
        {
            AccruedInterest = levels.Sum(level => (double)level.InterestReceivable + level.FeesReceivable),
            RecoveryReceivable = levels.Sum(level => (double)level.RecoveryReceivable),
        };
    }

    private static ProductLevels SlowLevels(Lender lender, Book.Shelf shelf) => ReferenceLevels.Of(shelf, lender.World.Market, lender.World.Day, lender.Pds);

    private static IEnumerable<(string Name, double Gap)> Pairs(string scope, PortfolioFigures fast, PortfolioFigures slow)
        => MetricCatalogue.Evaluate(fast).Zip(MetricCatalogue.Evaluate(slow), (one, other) => ($"{scope}.{one.Metric.Key}", Gap(one.Value, other.Value)));

    private static double Gap(double? one, double? other) => (one, other) switch
    {
        (null, null) => 0,
        ({ } a, { } b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(a)),
        _ => double.PositiveInfinity,
    };
}
