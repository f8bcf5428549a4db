using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Phase 2. The instalment, or the card minimum, falls due.</summary>
internal static class ReferenceBill
{
    public static void Instalment(ReferenceLoan loan, long interest)
    {
        var unbilled = loan.Balance - loan.PrincipalDue;
        var regular = loan.InterestOnTop ? loan.Payment : Math.Max(loan.Payment - interest, 0);
        loan.PrincipalDue += loan.Remaining > 1 ? Math.Min(regular, unbilled) : unbilled;
        loan.InterestDue += interest;
        loan.FeesDue += Fee(loan);
        loan.Remaining = Math.Max(loan.Remaining - 1, 0);
    }

    /// <summary>Charges join the balance up to the cap; the minimum joins what is owed. Returns the charges and the part of them that is fees.</summary>
    public static (long Charges, long Fees) Statement(ReferenceLoan loan, long interest)
    {
        var opening = loan.Balance;
        var paidInFull = loan.IsTransactor && loan.Outcome <= PaymentStatus.GracePeriod;
        var fee = Fee(loan);
        var charges = CardCap.Allowed(loan.CreditLimit, opening, (paidInFull ? 0 : interest) + fee);
        loan.Balance += charges;
        loan.PrincipalDue = Math.Min(loan.PrincipalDue + CardMinimum.Of(opening, charges, 0), loan.Balance);
        return (charges, Math.Min(fee, charges));
    }

    private static long Fee(ReferenceLoan loan) => Cents.HalfUp((Int128)loan.Balance * (long)Math.Round(loan.Product.AnnualFee * AnnualRate.One), 12L * AnnualRate.One);
}
