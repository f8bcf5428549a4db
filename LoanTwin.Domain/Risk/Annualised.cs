namespace LoanTwin.Domain.Risk;

/// <summary>Figures of some months as yearly ones.</summary>
public static class Annualised
{
    public const int MonthsPerYear = 12;

    /// <summary>A flow of some months as that of a year, in proportion.</summary>
    public static double Flow(double sum, int months) => sum * MonthsPerYear / months;

    /// <summary>A flow of some months as a yearly rate on the average it came from; nothing without an average.</summary>
    public static double? Rate(double sum, int months, double average) => months > 0 && average > 0 ? Flow(sum, months) / average : null;

    /// <summary>
    /// Yearly prepayment rate of single months that survive one another: 1 - ((1 - SMM1)(1 - SMM2) ...)^(12 / months). A month cannot prepay
    /// more than everything nor less than nothing.
    /// </summary>
    public static double? Cpr(params ReadOnlySpan<double> monthly)
    {
        var left = 1.0;
        foreach (var smm in monthly)
        {
            left *= 1 - Math.Clamp(smm, 0, 1);
        }

        return monthly.IsEmpty ? null : 1 - Math.Pow(left, (double)MonthsPerYear / monthly.Length);
    }

    /// <summary>Single monthly mortality: what was repaid early, of what would have stood without it.</summary>
    public static double? Smm(double paidEarly, double opening, double scheduledPrincipal)
        => opening > scheduledPrincipal ? paidEarly / (opening - scheduledPrincipal) : null;

    /// <summary>Growth over some months, compounded to a year.</summary>
    public static double? Growth(double opening, double closing, int months)
        => months > 0 && opening > 0 && closing >= 0 ? Math.Pow(closing / opening, (double)MonthsPerYear / months) - 1 : null;
}
