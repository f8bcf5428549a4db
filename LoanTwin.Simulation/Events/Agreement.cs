using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;

namespace LoanTwin.Simulation.Events;

/// <summary>
/// New terms from today on. Interest up to today stays at the old rate and on the old balance, exactly; the level payment is worked out
/// anew to the cent on what is not billed yet. Not a cent appears or goes: arrears that join the balance were owed before.
/// </summary>
internal static class Agreement
{
    private const double ExactWhole = 9_007_199_254_740_992;

    public static Problem? Apply(LoanDesk desk, RateChanged change)
    {
        var loan = desk.Reading;
        var faults = Running(desk, loan)
            .RequireRange(change.AnnualRate, 0, LoanDoor.HighestRate, "annualRate")
            .Require(!loan.IsFloating, "loanId", "floating", "a fixed rate; a floating one follows the base rate")
            .Require(Exact(loan.Balance, change.AnnualRate), "annualRate", change.AnnualRate, "interest small enough to be exact");
        if (!faults.Any)
        {
            desk.Change(open => Renew(desk, open, open.Balance, change.AnnualRate, open.Remaining));
        }

        return faults.Refusal();
    }

    public static Problem? Apply(LoanDesk desk, LoanRestructured restructure)
    {
        var (loan, offer) = (desk.Reading, restructure.Offer);
        var rate = offer.NewRate?.TenMillionths ?? loan.Rate;
        var months = loan.Remaining + offer.AddedMonths;
        var balance = loan.Balance + (offer.ReAge ? loan.FeesDue + loan.InterestDue : 0);
        var faults = Running(desk, loan)
            .Require(offer.ReAge || offer.AddedMonths != 0 || offer.NewRate is not null, "offer", "nothing", "re-age, added months or a new rate")
            .Require(rate <= loan.Rate, "annualRate", offer.NewRate, $"at most the present rate {new AnnualRate(loan.Rate)}")
            .Require(offer.NewRate is null || !loan.IsFloating, "loanId", "floating", "a fixed rate; a floating one follows the base rate")
            .Require(offer.AddedMonths >= 0 && months is >= 1 and <= LoanDoor.LongestTerm, "addedMonths", offer.AddedMonths, $"0 or more, with 1 to {LoanDoor.LongestTerm} months left")
            .Require(balance is >= 1 and <= LoanDoor.HighestAmount && Exact(balance, loan.Rate), "balance", EventDoor.Money(balance), $"0.01 to {EventDoor.Money(LoanDoor.HighestAmount)}, interest small enough to be exact");
        if (!faults.Any)
        {
            desk.Change(open => Restructure(desk, open, offer, rate, months));
        }

        return faults.Refusal();
    }

    private static FaultList Running(LoanDesk desk, ReferenceLoan loan) => new FaultList().RequireRunning(loan, desk.IsDue(loan)).RequireInstalments(loan);

    private static bool Exact(long balance, int rate) => (double)balance * rate * 31 < ExactWhole;

    private static void Restructure(LoanDesk desk, ReferenceLoan loan, RestructureOffer offer, int rate, int months)
    {
        var balance = loan.Balance;
        if (offer.ReAge)
        {
            balance += loan.FeesDue + loan.InterestDue;
            desk.Flows.Add(Flow.Restructured, desk.Month, balance - loan.Balance);
            Standing.CancelDefault(desk, loan, desk.Period(loan));
            (loan.FeesDue, loan.InterestDue, loan.PrincipalDue, loan.Owed, loan.DefaultDay) = (0, 0, 0, 0, 0);
            (loan.Status, loan.Outcome) = (PaymentStatus.OnTime, PaymentStatus.OnTime);
            (loan.Pending, loan.PendingDay, loan.PendingAmount) = (PendingKind.None, 0, 0);
            desk.World.Outside.Periods = desk.World.Outside.Periods.Remove((long)loan.Id);
        }

        Renew(desk, loan, balance, rate, months);
    }

    private static void Renew(LoanDesk desk, ReferenceLoan loan, long balance, int rate, int months)
    {
        // The next bill charges the whole period at the new rate on the new balance; this puts the days before today right.
        loan.LateInterest += ((loan.Balance * loan.Rate) - (balance * rate)) * desk.Elapsed(loan);
        (loan.Balance, loan.Rate, loan.Remaining) = (balance, rate, months);
        var unbilled = balance - loan.PrincipalDue;
        loan.Payment = (loan.InterestOnTop, loan.Payment, months) switch
        {
            (_, _, 0) or (true, 0, _) => loan.Payment,
            (true, _, _) => Cents.HalfUp(unbilled, months),
            _ => LevelPayment.Of(unbilled, new AnnualRate(rate), months).RoundedCents,
        };
    }
}
