using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Population;

/// <summary>What a measure of the book should be (calibration.md 3), how far it may be off, and what it is.</summary>
public readonly record struct TargetRow(string Product, string Measure, string Unit, double Target, double Tolerance, double Achieved)
{
    public bool IsInside => Math.Abs(Achieved - Target) <= Tolerance;
}

/// <summary>The targets of a standing book beside what one book achieves.</summary>
public static class TargetTable
{
    private static readonly ImmutableArray<Targets> All =
    [
        new("consumer", .105, 16_400, 689, .19, 0, .125),
        new("auto", .25, 32_900, 708, .21, 1.01, .083),
        new("mortgage", .35, 322_000, 741, .31, .68, .058),
        new("business", .24, 88_000, 708, .27, .56, .093),
        new("creditCard", .055, 12_900, 705, .19, 0, .210),
    ];

    public static ImmutableArray<TargetRow> Of(LoanBook book)
    {
        var all = book.Shelves.Sum(shelf => Living(shelf).Sum(row => (double)shelf.Moving.Balance[row]));
        var rows = from shelf in book.Shelves
                   join target in All on shelf.Product.Key equals target.Product
                   from row in Rows(shelf, target, all)
                   select row;
        return [.. rows];
    }

    private static IEnumerable<TargetRow> Rows(Shelf shelf, Targets target, double all)
    {
        var (terms, key) = (shelf.Fixed, target.Product);
        var living = Living(shelf).ToList();
        double Mean(Func<int, double> of) => living.Average(of);
        var balance = living.Sum(row => (double)shelf.Moving.Balance[row]);
        yield return new(key, "share of balance", "fraction", target.Share, .02, balance / all);
        yield return new(key, shelf.Product.Card is null ? "mean amount" : "mean limit", "usd", target.Amount, .08 * target.Amount, Mean(row => terms.Amount[row] / 100.0));
        yield return new(key, "mean score", "points", target.Score, 8, Mean(row => terms.Score[row]));
        yield return new(key, "mean debt to income", "fraction", target.Dti, .02, Mean(row => terms.Dti[row]));
        if (target.Ltv > 0)
        {
            yield return new(key, "mean loan to value", "fraction", target.Ltv, .04, Mean(row => (double)terms.Amount[row] / terms.CollateralValue[row]));
        }

        yield return new(key, "mean rate by balance", "fraction", target.Rate, .1 * target.Rate, living.Sum(row => (double)shelf.Moving.Balance[row] * shelf.Moving.Rate[row]) / balance / AnnualRate.One);
    }

    private static IEnumerable<int> Living(Shelf shelf) => Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default);

    private sealed record Targets(string Product, double Share, double Amount, double Score, double Dti, double Ltv, double Rate);
}
