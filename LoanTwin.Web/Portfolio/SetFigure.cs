using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Portfolio;

/// <summary>One figure that sets of loans are compared by.</summary>
internal sealed record SetFigure(string Name, string Key, MetricUnit Unit, Func<SumsView, double?> Read)
{
    public static IReadOnlyList<SetFigure> All { get; } =
    [
        new("Loans", "count", MetricUnit.Count, sums => sums.Count), new("Balance", "balance", MetricUnit.Usd, sums => (double)sums.Balance), new("Rate", "rate", MetricUnit.Fraction, sums => sums.Rate),
        new("Score", "score", MetricUnit.Points, sums => sums.Score), new("DTI", "dti", MetricUnit.Ratio, sums => sums.Dti), new("LTV", "ltv", MetricUnit.Fraction, sums => sums.Ltv), new("PD 12 m", "pd12", MetricUnit.Fraction, sums => sums.Pd12),
        new("Expected loss", "expectedLoss", MetricUnit.Usd, sums => (double)sums.ExpectedLoss), new("Expected loss, % of balance", "expectedLossRate", MetricUnit.Fraction, sums => sums.ExpectedLossRate), new("30+ days late, % of balance", "dpd30Balance", MetricUnit.Fraction, sums => sums.Dpd30Balance),
    ];

    /// <summary>How large a set is says nothing about how good it is.</summary>
    public bool IsSize => Key is "count" or "balance" or "expectedLoss";
}
