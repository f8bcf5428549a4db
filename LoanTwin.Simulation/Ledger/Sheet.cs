using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Simulation.Ledger;

/// <summary>The balance sheet of a closed day as the metrics read it.</summary>
public static class Sheet
{
    // Run-off of a month under stress: a tenth of what is borrowed leaves, a twentieth of undrawn limits is drawn, half of what is due comes in,
    // and inflows may cover three quarters of outflows (after the liquidity coverage ratio, simplified).
    private const double FundingRunOff = .10;
    private const double LimitsDrawn = .05;
    private const double InflowShare = .50;
    private const double InflowCap = .75;

    public static BalanceSheet Of(GeneralLedger ledger, ReadOnlySpan<ProductLevels> levels, double grossIncome)
    {
        var operational = OperationalRisk.Assets(grossIncome);
        return new()
        {
            AccruedInterest = ledger.Total(Account.InterestReceivable) + ledger.Total(Account.FeesReceivable),
            RecoveryReceivable = ledger.Total(Account.RecoveryReceivable),
            LiquidAssets = ledger.Total(Account.Liquid),
            Funding = -ledger.Total(Account.Funding),
            Equity = ledger.Equity,
            RiskWeightedAssets = Closing.RiskWeighted(ledger, levels, grossIncome) - operational,
            OperationalRiskAssets = operational,
            NetOutflows30 = NetOutflows(ledger, levels),
        };
    }

    private static double NetOutflows(GeneralLedger ledger, ReadOnlySpan<ProductLevels> levels)
    {
        var (undrawn, due) = (0.0, 0.0);
        foreach (var level in levels)
        {
            (undrawn, due) = (undrawn + level.Undrawn, due + level.PaymentsAhead);
        }

        var outflows = (FundingRunOff * -ledger.Total(Account.Funding)) + (LimitsDrawn * undrawn);
        return outflows - Math.Min(InflowCap * outflows, InflowShare * due);
    }
}
