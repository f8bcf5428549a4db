using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Domain.Metrics;

/// <summary>All that any metric reads: the loans and the balance sheet at the end of a day, and the completed months before it, newest last.</summary>
public sealed record PortfolioFigures
{
    private readonly Lazy<OneFactorLoss?> _losses;

    public PortfolioFigures() => _losses = new(LossesOfYear);

    // The law belongs to the buckets it was made of: a changed copy makes its own.
    private PortfolioFigures(PortfolioFigures original)
        => (_losses, Day, Products, Sheet, Months, Scope) = (new(LossesOfYear), original.Day, original.Products, original.Sheet, original.Months, original.Scope);

    public required DateOnly Day { get; init; }

    public required ImmutableArray<ProductFigures> Products { get; init; }

    /// <summary>Nothing when only one product is looked at: equity and liquidity belong to the lender.</summary>
    public BalanceSheet? Sheet { get; init; }

    public ImmutableArray<MonthFigures> Months { get; init; } = [];

    /// <summary>The product these figures are restricted to; nothing for the whole lender.</summary>
    public string? Scope { get; private init; }

    public double Outstanding => Sum(product => product.Balance);

    /// <summary>Loans less allowance, and everything else the lender owns; nothing without a balance sheet.</summary>
    public double? TotalAssets
        => Sheet is { } sheet ? Outstanding - Sum(product => product.Allowance) + sheet.AccruedInterest + sheet.RecoveryReceivable + sheet.LiquidAssets : null;

    /// <summary>The loss law of the next year, worked out once; nothing when its buckets make no sense.</summary>
    public OneFactorLoss? Losses => _losses.Value;

    /// <summary>The last twelve completed months.</summary>
    public TrailingYear Trailing => new(Months);

    public double Sum(Func<ProductFigures, double> figure) => Products.Sum(figure);

    /// <summary>The same figures for one product alone.</summary>
    public Result<PortfolioFigures> Of(string product)
        => Products.Any(figures => figures.Product == product)
            ? this with
            {
                Scope = product,
                Sheet = null,
                Products = [.. Products.Where(figures => figures.Product == product)],
                Months = [.. Months.Select(month => Of(month, product))],
            }
            : Problem.Of(ProblemKind.NotFound, "product", product, $"one of {string.Join(", ", Products.Select(figures => figures.Product))}");

    private static MonthFigures Of(MonthFigures month, string product)
        => month with { Lender = null, Products = [.. month.Products.Where(figures => figures.Product == product)] };

    private OneFactorLoss? LossesOfYear()
    {
        var law = OneFactorLoss.Create([.. Products.SelectMany(product => product.Buckets)], Sum(product => product.CertainLoss));
        return law.IsSuccess ? law.Value : null;
    }
}
