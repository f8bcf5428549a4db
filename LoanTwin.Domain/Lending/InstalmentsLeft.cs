namespace LoanTwin.Domain.Lending;

/// <summary>
/// What odd payments leave unpaid, counted in whole instalments. All instalments owed are equal shares of what was owed on the due day; left
/// is the smallest number of shares that still covers what is unpaid, with a tolerance of a cent for the rounding of shares.
/// </summary>
public static class InstalmentsLeft
{
    /// <param name="dueCents">Everything owed on the last due day, in arrears or new.</param>
    /// <param name="unpaidCents">What is still unpaid of it.</param>
    /// <param name="owedInstalments">Instalments owed on the last due day.</param>
    public static int Of(long dueCents, long unpaidCents, int owedInstalments)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(owedInstalments);
        ArgumentOutOfRangeException.ThrowIfNegative(unpaidCents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unpaidCents, dueCents);

        // Half a share at most: a tolerance of a whole cent would forgive shares of a cent or two.
        var tolerance = Int128.Min(2 * owedInstalments, dueCents);
        var left = 0;
        while ((Int128)unpaidCents * owedInstalments * 2 > ((Int128)dueCents * left * 2) + tolerance)
        {
            left++;
        }

        return left;
    }

    /// <summary>The state that is recorded on the next due day: nothing left is on time when it was paid on the due day, else grace.</summary>
    public static PaymentStatus Status(int left, bool isPaidOnDueDay) => left switch
    {
        0 => isPaidOnDueDay ? PaymentStatus.OnTime : PaymentStatus.GracePeriod,
        1 => PaymentStatus.Days30,
        2 => PaymentStatus.Days60,
        3 => PaymentStatus.Days90,
        _ => PaymentStatus.Default,
    };
}
