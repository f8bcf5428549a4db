using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>One movement of money on one loan: what a payment history shows, and what a replay reads.</summary>
internal readonly record struct ReferencePosting(ulong Loan, int Day, PendingKind Kind, bool IsOnDueDay, long Fees, long Interest, long Principal, long Curtailment = 0);

/// <summary>Phase 4. Payments go through the waterfall; exits, charge-offs and recoveries happen on their day.</summary>
internal static class ReferencePost
{
    private const double DaysPerMonth = 365 / 12.0;

    public static ReferencePosting OnDueDay(ReferenceLoan loan, int day)
    {
        var posting = new ReferencePosting(loan.Id, day, PendingKind.Payment, true, loan.FeesDue, loan.InterestDue, loan.PrincipalDue);
        loan.Balance -= loan.PrincipalDue;
        (loan.FeesDue, loan.InterestDue, loan.PrincipalDue, loan.Owed) = (0, 0, 0, 0);
        return posting;
    }

    /// <summary>The share of the statement this holder pays, at least all that is owed, at most the balance.</summary>
    public static long FullCardPayment(ReferenceLoan loan)
    {
        var card = loan.Product.Card!;
        var perMille = loan.IsTransactor ? card.TransactorPaysPerMille : card.RevolverPaysPerMille;
        return Math.Min(Math.Max(loan.PrincipalDue, Cents.HalfUp((Int128)loan.Balance * perMille, 1000)), loan.Balance);
    }

    public static ReferencePosting OnStatementDay(ReferenceLoan loan, int day)
    {
        var paid = FullCardPayment(loan);
        loan.Balance -= paid;
        (loan.PrincipalDue, loan.Owed) = (0, 0);
        return new(loan.Id, day, PendingKind.Payment, true, 0, 0, paid);
    }

    /// <summary>An amount from outside: fees, interest and principal due, and what is left over before it falls due.</summary>
    public static ReferencePosting Outside(ReferenceLoan loan, int day, long cents, bool isOnDueDay)
    {
        var paid = Waterfall.Apply(new AmountOwed(loan.FeesDue, loan.InterestDue, loan.PrincipalDue, loan.Balance), cents).Value;
        loan.FeesDue -= paid.FeesCents;
        loan.InterestDue -= paid.InterestCents;
        loan.PrincipalDue -= paid.PrincipalCents;
        loan.Balance -= paid.PrincipalCents + paid.CurtailmentCents;
        loan.LateInterest += ReferenceAccrue.Late(loan, paid.PrincipalCents + paid.CurtailmentCents, day);

        // Every card payment is a payment of its statement; only a contract with instalments knows early ones.
        return loan.IsCard
            ? new(loan.Id, day, PendingKind.Payment, isOnDueDay, 0, 0, paid.PrincipalCents + paid.CurtailmentCents)
            : new(loan.Id, day, PendingKind.Payment, isOnDueDay, paid.FeesCents, paid.InterestCents, paid.PrincipalCents, paid.CurtailmentCents);
    }

    public static ReferencePosting Pending(ReferenceLoan loan, int day, RandomKey key, Func<int, Climate> climateOf)
    {
        var kind = loan.Pending;
        (loan.Pending, loan.PendingDay) = (PendingKind.None, 0);
        return kind switch
        {
            PendingKind.Payment when loan.IsCard => CardPayment(loan, day),
            PendingKind.Payment => Instalments(loan, day),
            PendingKind.Payoff or PendingKind.Prepayment => Exit(loan, day, kind),
            PendingKind.ChargeOff => ChargeOff(loan, day, key, climateOf(SimMonth.Of(day))),
            _ => Recovery(loan, day),
        };
    }

    private static ReferencePosting Instalments(ReferenceLoan loan, int day)
    {
        var left = loan.Outcome.InstalmentsOwed();
        var paid = Waterfall.PayInstalments(new AmountOwed(loan.FeesDue, loan.InterestDue, loan.PrincipalDue, loan.Balance), loan.Owed - left, loan.Owed);
        loan.FeesDue -= paid.FeesCents;
        loan.InterestDue -= paid.InterestCents;
        loan.PrincipalDue -= paid.PrincipalCents;
        loan.Balance -= paid.PrincipalCents;
        loan.LateInterest += ReferenceAccrue.Late(loan, paid.PrincipalCents, day);
        loan.Owed = left;
        if (loan.Balance == 0)
        {
            loan.End(PaymentStatus.PaidOff);
        }

        return new(loan.Id, day, PendingKind.Payment, false, paid.FeesCents, paid.InterestCents, paid.PrincipalCents);
    }

    private static ReferencePosting CardPayment(ReferenceLoan loan, int day)
    {
        var left = loan.Outcome.InstalmentsOwed();
        var amount = left == 0 ? loan.PendingAmount : Waterfall.Share(loan.PrincipalDue, loan.Owed - left, loan.Owed);
        loan.PendingAmount = 0;
        loan.PrincipalDue -= Math.Min(loan.PrincipalDue, amount);
        loan.Balance -= amount;
        loan.LateInterest += ReferenceAccrue.Late(loan, amount, day);
        loan.Owed = left;
        return new(loan.Id, day, PendingKind.Payment, false, 0, 0, amount);
    }

    public static ReferencePosting Exit(ReferenceLoan loan, int day, PendingKind kind)
    {
        var accrued = AccruedToDate(loan, day);
        var posting = new ReferencePosting(loan.Id, day, kind, false, loan.FeesDue, loan.InterestDue + accrued, loan.Balance);
        loan.End(kind == PendingKind.Payoff ? PaymentStatus.PaidOff : PaymentStatus.Prepaid);
        return posting;
    }

    /// <summary>Interest since the last due day that a payoff pays; those who pay their card in full carry none while current.</summary>
    public static long AccruedToDate(ReferenceLoan loan, int day) => loan.IsTransactor && loan.Owed <= 1 ? 0 : ReferenceAccrue.ToDate(loan, day);

    public static ReferencePosting ChargeOff(ReferenceLoan loan, int day, RandomKey key, in Climate climate)
    {
        var balance = loan.Balance;
        var loss = (long)Math.Floor((balance * LossGivenDefault(loan, climate)) + .5);
        loan.End(PaymentStatus.Default);
        loan.PendingAmount = balance - loss;
        if (balance > loss)
        {
            // Evenly over half to one and a half times the lag.
            var lag = loan.Product.Loss.RecoveryLagMonths * DaysPerMonth;
            var luck = key.Draw(loan.Id, day, ChanceStream.Recovery).Word0 / 4294967296.0;
            loan.Wait(PendingKind.Recovery, day + 1 + (int)(lag * (.5 + luck)));
        }

        return new(loan.Id, day, PendingKind.ChargeOff, false, 0, loss, balance);
    }

    private static ReferencePosting Recovery(ReferenceLoan loan, int day)
    {
        var posting = new ReferencePosting(loan.Id, day, PendingKind.Recovery, false, 0, 0, loan.PendingAmount);
        loan.PendingAmount = 0;
        return posting;
    }

    private static double LossGivenDefault(ReferenceLoan loan, in Climate climate)
    {
        var terms = loan.Product.Loss;
        return terms.ValueShare > 0
            ? Math.Clamp(1 - (terms.ValueShare * loan.ValueUnits * climate.ValueIndex / Math.Max((double)loan.Balance, 1)), terms.Floor, terms.Cap)
            : Math.Clamp(terms.Level + climate.LossShift, terms.Floor, terms.Cap);
    }
}
