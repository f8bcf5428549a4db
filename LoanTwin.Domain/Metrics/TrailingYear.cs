using System.Collections.Immutable;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Domain.Metrics;

/// <summary>The last twelve months of a list, or those there are. Flows of a shorter list are scaled up to a year.</summary>
public readonly struct TrailingYear
{
    private readonly ImmutableArray<MonthFigures> _months;
    private readonly ImmutableArray<LenderMonth> _lender;

    public TrailingYear(ImmutableArray<MonthFigures> months)
    {
        _months = months[Math.Max(0, months.Length - Annualised.MonthsPerYear)..];

        // A lender that is known for some of the months only would mix figures of different lengths.
        _lender = _months.All(month => month.Lender is not null) ? [.. _months.Select(month => month.Lender!)] : [];
    }

    public int Count => _months.Length;

    /// <summary>Whether the lender is known for every month, and there is a month.</summary>
    public bool HasLender => _lender.Length > 0;

    public ImmutableArray<LenderMonth> Lender => _lender;

    /// <summary>A flow of all products over the months, as it is.</summary>
    public double Sum(Func<ProductMonth, double> flow) => _months.Sum(month => month.Products.Sum(flow));

    /// <summary>A flow of all products in a year; nothing without a month.</summary>
    public double? Yearly(Func<ProductMonth, double> flow) => Count > 0 ? Annualised.Flow(Sum(flow), Count) : null;

    /// <summary>A flow of the lender in a year; nothing where the lender is not known.</summary>
    public double? YearlyOfLender(Func<LenderMonth, double> flow) => HasLender ? Annualised.Flow(_lender.Sum(flow), Count) : null;

    /// <summary>A stock of all products, averaged over the months; nothing without a month.</summary>
    public double? Mean(Func<ProductMonth, double> stock) => Count > 0 ? Sum(stock) / Count : null;

    public double? MeanOfLender(Func<LenderMonth, double> stock) => HasLender ? _lender.Average(stock) : null;

    /// <summary>What was outstanding when the first of the months began; nothing without a month.</summary>
    public double? Opening => Count > 0 ? _months[0].Products.Sum(product => product.Opening) : null;

    /// <summary>Prepayment of each month that had anything to prepay.</summary>
    public double[] MonthlyPrepayment()
        => [.. _months.Select(month => Annualised.Smm(month.Products.Sum(p => p.PaidEarly), month.Products.Sum(p => p.Opening), month.Products.Sum(p => p.ScheduledPrincipal)))
            .OfType<double>()];

    /// <summary>Net income over the equity the month began with, above a twelfth of the base rate; none at all when equity was gone in a month.</summary>
    public double[] MonthlyExcessReturn()
        => _lender.All(month => month.OpeningEquity > 0)
            ? [.. _lender.Select(month => (month.NetIncome / month.OpeningEquity) - (month.BaseRate / Annualised.MonthsPerYear))]
            : [];
}
