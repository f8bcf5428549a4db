namespace LoanTwin.Domain.Metrics;

/// <summary>
/// The lender's side of a day, in cents. Loans and allowance are not repeated here: they are the sums of the products, so that the two cannot
/// disagree.
/// </summary>
public sealed record BalanceSheet
{
    public double AccruedInterest { get; init; }

    /// <summary>What charged-off loans are still expected to bring in.</summary>
    public double RecoveryReceivable { get; init; }

    public double LiquidAssets { get; init; }
    public double Funding { get; init; }
    public double Equity { get; init; }

    /// <summary>Risk-weighted assets for credit risk.</summary>
    public double RiskWeightedAssets { get; init; }

    /// <summary>Risk-weighted assets for operational risk.</summary>
    public double OperationalRiskAssets { get; init; }

    /// <summary>Cash that leaves over the next 30 days, less what comes in.</summary>
    public double NetOutflows30 { get; init; }

    public double AllRiskWeightedAssets => RiskWeightedAssets + OperationalRiskAssets;
}
