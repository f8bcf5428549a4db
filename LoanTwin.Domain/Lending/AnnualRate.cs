using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>A yearly interest rate between 0 and 100 %, held as a whole number of 1e-7, so 9.5 % is 950,000.</summary>
public readonly record struct AnnualRate
{
    /// <summary>Units in a rate of 1 (100 %).</summary>
    public const int One = 10_000_000;

    /// <summary>For rates that already are whole units; anything outside 0 to 100 % is a bug of the caller.</summary>
    public AnnualRate(int tenMillionths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tenMillionths);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tenMillionths, One);
        TenMillionths = tenMillionths;
    }

    public int TenMillionths { get; }

    public double Fraction => TenMillionths / (double)One;

    public static AnnualRate Zero => default;

    /// <summary>0.095 is 9.5 %. NaN, a negative rate, more than 1 (a percent written as a number?) and an eighth decimal are refused.</summary>
    public static Result<AnnualRate> FromFraction(double fraction, string field = "annualRate")
    {
        // A double near 1 carries 1e-9 of a unit of noise; a thousandth of a unit can only be a real eighth decimal.
        const double noise = 1e-3;
        var units = fraction * One;
        return units is >= 0 and <= One && Math.Abs(units - Math.Round(units)) <= noise
            ? new AnnualRate((int)Math.Round(units))
            : Refuse(fraction, field, "between 0 and 1 with at most seven decimals");
    }

    /// <summary>The nearest rate we can hold, for rates that come out of a model and not out of a contract.</summary>
    public static Result<AnnualRate> Nearest(double fraction, string field = "annualRate")
        => fraction is >= 0 and <= 1
            ? new AnnualRate((int)Math.Round(fraction * One, MidpointRounding.AwayFromZero))
            : Refuse(fraction, field, "between 0 and 1");

    public override string ToString() => (TenMillionths / (decimal)One).ToString(CultureInfo.InvariantCulture);

    private static Problem Refuse(double fraction, string field, string rule)
        => Problem.Of(ProblemKind.Invalid, field, fraction.ToString(CultureInfo.InvariantCulture), rule);
}
