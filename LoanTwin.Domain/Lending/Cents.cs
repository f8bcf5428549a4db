using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>Money is a whole number of cents; this is the only place where a fraction of a cent is rounded away.</summary>
public static class Cents
{
    /// <summary>Numerator / denominator to the nearest whole cent; exactly half a cent goes away from zero.</summary>
    public static long HalfUp(Int128 numerator, Int128 denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, Int128.One);

        var size = Int128.Abs(numerator);
        var whole = size / denominator;
        var rest = size - (whole * denominator);
        if (rest >= denominator - rest)
        {
            whole++;
        }

        return checked((long)(numerator < 0 ? -whole : whole));
    }

    /// <summary>A decimal number of cents to the nearest whole cent, half away from zero.</summary>
    public static long HalfUp(decimal cents) => checked((long)decimal.Round(cents, 0, MidpointRounding.AwayFromZero));

    /// <summary>Dollars as whole cents; an amount with a fraction of a cent is refused, because rounding it would lose money.</summary>
    public static Result<long> OfDollars(decimal dollars, string field = "amount")
    {
        const decimal largest = long.MaxValue / 100;
        if (dollars is < -largest or > largest || decimal.Truncate(dollars * 100) != dollars * 100)
        {
            return Problem.Of(ProblemKind.Invalid, field, dollars.ToString(CultureInfo.InvariantCulture), "dollars with at most two decimals");
        }

        return (long)(dollars * 100);
    }

    public static decimal ToDollars(long cents) => cents / 100m;
}
