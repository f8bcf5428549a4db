namespace LoanTwin.Domain.Lending;

/// <summary>The smallest payment a card statement asks for: 1 % of the balance plus interest and fees, at least 25 dollars, never more than is owed.</summary>
public static class CardMinimum
{
    public const long FloorCents = 2_500;

    /// <param name="balanceCents">Balance before this statement's interest and fees.</param>
    /// <param name="interestCents">Interest of this statement.</param>
    /// <param name="feesCents">Fees of this statement.</param>
    public static long Of(long balanceCents, long interestCents, long feesCents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(balanceCents);
        ArgumentOutOfRangeException.ThrowIfNegative(interestCents);
        ArgumentOutOfRangeException.ThrowIfNegative(feesCents);

        var charges = interestCents + feesCents;
        return Math.Min(balanceCents + charges, Math.Max(FloorCents, Cents.HalfUp(balanceCents, 100) + charges));
    }
}

/// <summary>Interest and fees stop when they would lift a card's balance above 110 % of its limit.</summary>
public static class CardCap
{
    /// <summary>The part of new interest and fees that may be charged, rounded down to the cent in the borrower's favour.</summary>
    public static long Allowed(long limitCents, long balanceCents, long chargesCents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limitCents);
        ArgumentOutOfRangeException.ThrowIfNegative(balanceCents);
        ArgumentOutOfRangeException.ThrowIfNegative(chargesCents);

        var ceiling = (long)((Int128)limitCents * 110 / 100);
        return Math.Clamp(ceiling - balanceCents, 0, chargesCents);
    }
}
