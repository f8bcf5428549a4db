using System.Numerics;

namespace LoanTwin.Domain.Lending;

/// <summary>The equal payment that repays a loan: unrounded in cents, and rounded half-up to the whole cent.</summary>
public readonly record struct LevelPayment(decimal UnroundedCents, long RoundedCents)
{
    /// <summary>12 months of 1e-7: a monthly rate is TenMillionths / this.</summary>
    internal const long MonthlyUnits = 12L * AnnualRate.One;

    // Decimal carries 28 digits and loses about 1e-10 of a cent here; nearer than this to half a cent the exact integers decide.
    private const decimal Doubt = 0.000001m;

    /// <summary>payment = amount x r / (1 - (1 + r)^-months) with r = annual rate / 12, in decimal and integer arithmetic only.</summary>
    public static LevelPayment Of(long amountCents, AnnualRate rate, int months) => Of(amountCents, rate, months, 0);

    /// <summary>The same with a balloon left for the last day: the level payment of the rest, plus interest on the balloon.</summary>
    public static LevelPayment Of(long amountCents, AnnualRate rate, int months, long balloonCents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amountCents);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);

        if (rate.TenMillionths == 0)
        {
            return new LevelPayment((decimal)(amountCents - balloonCents) / months, Cents.HalfUp(amountCents - balloonCents, months));
        }

        var monthly = (decimal)rate.TenMillionths / MonthlyUnits;
        var unrounded = ((amountCents - balloonCents) * monthly / (1 - Power(1 / (1 + monthly), months))) + (balloonCents * monthly);
        return Rounded(unrounded, () => Exact(amountCents, balloonCents, Enumerable.Repeat(new Growth(rate.TenMillionths, MonthlyUnits), months)));
    }

    /// <summary>Periods of unequal length: the payment whose value, discounted period by period, is the amount less the balloon's value.</summary>
    internal static LevelPayment Over(long amountCents, long balloonCents, IReadOnlyList<Growth> periods)
        => Rounded(
            Discounted(amountCents, balloonCents, periods),
            () => Exact(amountCents, balloonCents, periods));

    internal static decimal Discounted(decimal amountCents, decimal balloonCents, IReadOnlyList<Growth> periods)
    {
        var (discount, annuity) = (1m, 0m);
        foreach (var period in periods)
        {
            discount /= 1 + period.Interest;
            annuity += discount;
        }

        return (amountCents - (balloonCents * discount)) / annuity;
    }

    private static LevelPayment Rounded(decimal unrounded, Func<long> exact)
    {
        var fraction = unrounded - decimal.Floor(unrounded);
        return new LevelPayment(unrounded, Math.Abs(fraction - 0.5m) < Doubt ? exact() : Cents.HalfUp(unrounded));
    }

    // amount x G = payment x S + balloon, G = product of all growth, S = growth of a payment of 1 each period; both over the product of denominators.
    private static long Exact(long amountCents, long balloonCents, IEnumerable<Growth> periods)
    {
        var (growth, paid, scale) = (BigInteger.One, BigInteger.Zero, BigInteger.One);
        foreach (var period in periods)
        {
            var factor = period.Denominator + period.Numerator;
            growth *= factor;
            scale *= period.Denominator;
            paid = (paid * factor) + scale;
        }

        return (long)BigInteger.Divide((2 * ((amountCents * growth) - (balloonCents * scale))) + paid, 2 * paid);
    }

    private static decimal Power(decimal factor, int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
        {
            power = (exponent & 1) == 1 ? power * factor : power;
        }

        return power;
    }
}

/// <summary>Interest of one period on a balance of 1, as an exact ratio.</summary>
internal readonly record struct Growth(Int128 Numerator, Int128 Denominator)
{
    public decimal Interest => (decimal)Numerator / (decimal)Denominator;
}
