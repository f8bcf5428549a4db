namespace LoanTwin.Domain.Risk;

/// <summary>Operational risk by the basic indicator: 15 % of gross income as capital, times 12.5 as risk-weighted assets (calibration.md 3).</summary>
public static class OperationalRisk
{
    public const double CapitalShare = .15;
    public const double AssetsPerCapital = 12.5;

    /// <summary>Risk-weighted assets from up to three years of gross income; years without a profit are left out of the average.</summary>
    public static double Assets(params ReadOnlySpan<double> yearlyGrossIncome)
    {
        var (sum, years) = (0.0, 0);
        foreach (var income in yearlyGrossIncome)
        {
            (sum, years) = income > 0 ? (sum + income, years + 1) : (sum, years);
        }

        return years == 0 ? 0 : AssetsPerCapital * CapitalShare * sum / years;
    }
}
