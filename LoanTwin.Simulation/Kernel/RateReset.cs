using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// A floating loan takes the base rate plus its margin after every twelfth due day, for the period that begins; the level payment is recalculated on what is not yet billed, to the cent.
/// </summary>
internal static class RateReset
{
    public const int EveryMonths = 12;

    /// <summary>Runs after the due day, so the new rate holds for the period that begins.</summary>
    public static void Apply(Slab slab, int count, double baseRate)
    {
        for (var i = 0; i < count; i++)
        {
            if (slab.Floating[i] != 0 && slab.Age[i] % EveryMonths == 0 && slab.Remaining[i] > 0 && slab.Balance[i] > 0)
            {
                (slab.Rate[i], slab.Payment[i]) = Reset((long)slab.Balance[i], (long)slab.PrincipalDue[i], (int)slab.Margin[i], (int)slab.Remaining[i], slab.OnTop[i] != 0, (long)slab.Payment[i], baseRate);
            }
        }
    }

    public static (int Rate, long Payment) Reset(long balance, long principalDue, int margin, int remaining, bool onTop, long payment, double baseRate)
    {
        var rate = Math.Clamp((int)Math.Round(baseRate * AnnualRate.One) + margin, 0, Book.LoanDoor.HighestRate);
        return (rate, onTop ? payment : LevelPayment.Of(balance - principalDue, new AnnualRate(rate), remaining).RoundedCents);
    }
}
