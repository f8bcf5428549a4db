using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The fourth phase on a day that is not a due day: what was decided happens. Whole instalments pay equal shares of what is owed of fees,
/// interest and principal, half-up to the cent (<see cref="Waterfall"/>); a charge-off books the loss and sets the day of the recovery.
/// </summary>
internal static class Posting
{
    private const double DaysPerMonth = 365 / 12.0;

    /// <summary>Posts the pending decision of a row on its day.</summary>
    public static void Post(Slab slab, int i, ProductFrame product, FlowTable flows)
    {
        var day = (int)slab.PendingDay[i];
        Post(slab, i, product, flows, SimMonth.Of(day), SimMonth.LastDueDay(day, (int)slab.Anchor[i]));
    }

    /// <summary>The same where the driver knows the month of the day and the due day before it.</summary>
    public static void Post(Slab slab, int i, ProductFrame product, FlowTable flows, int month, int lastDue)
    {
        var kind = (PendingKind)slab.Pending[i];
        var day = (int)slab.PendingDay[i];
        (slab.Pending[i], slab.PendingDay[i]) = (0, 0);
        switch (kind)
        {
            case PendingKind.Payment when product.Product.Card is not null:
                PostCardPayment(slab, i, product, flows, month, day - lastDue);
                break;
            case PendingKind.Payment:
                PostInstalments(slab, i, product, flows, month, day - lastDue);
                break;
            case PendingKind.Payoff or PendingKind.Prepayment:
                PostExit(slab, i, product, flows, month, day - lastDue, kind);
                break;
            case PendingKind.ChargeOff:
                PostChargeOff(slab, i, product, flows, month, day);
                break;
            case PendingKind.Recovery:
                flows.Add(Flow.Recovered, month, slab.PendingAmount[i]);
                NotePaid(slab, i, 0, 0, slab.PendingAmount[i]);
                slab.PendingAmount[i] = 0;
                break;
            default:
                throw new InvalidOperationException($"row {slab.Rows[i]} has nothing pending");
        }
    }

    private static void PostInstalments(Slab slab, int i, ProductFrame product, FlowTable flows, int month, int days)
    {
        var owed = (int)slab.Owed[i];
        var left = ((PaymentStatus)slab.Outcome[i]).InstalmentsOwed();
        var fees = Share(slab.FeesDue[i], owed - left, owed);
        var interest = Share(slab.InterestDue[i], owed - left, owed);
        var principal = Share(slab.PrincipalDue[i], owed - left, owed);
        slab.FeesDue[i] -= fees;
        slab.InterestDue[i] -= interest;
        slab.PrincipalDue[i] -= principal;
        slab.Balance[i] -= principal;
        slab.LateInterest[i] += product.Accrual.Late(principal, slab.Rate[i], days);
        slab.Owed[i] = left;
        NotePaid(slab, i, fees, interest, principal);
        flows.Add(Flow.FeesPaid, month, fees);
        flows.Add(Flow.InterestPaid, month, interest);
        flows.Add(Flow.PrincipalPaid, month, principal);
        flows.Lower(Flow.Balance, month, principal);
        if (slab.Balance[i] == 0)
        {
            End(slab, i, PaymentStatus.PaidOff, flows, month);
        }
    }

    private static void PostCardPayment(Slab slab, int i, ProductFrame product, FlowTable flows, int month, int days)
    {
        var owed = (int)slab.Owed[i];
        var left = ((PaymentStatus)slab.Outcome[i]).InstalmentsOwed();
        var amount = left == 0 ? slab.PendingAmount[i] : Share(slab.PrincipalDue[i], owed - left, owed);
        slab.PendingAmount[i] = 0;
        slab.PrincipalDue[i] -= Math.Min(slab.PrincipalDue[i], amount);
        slab.Balance[i] -= amount;
        slab.LateInterest[i] += product.Accrual.Late(amount, slab.Rate[i], days);
        slab.Owed[i] = left;
        NotePaid(slab, i, 0, 0, amount);
        flows.Add(Flow.PrincipalPaid, month, amount);
        flows.Lower(Flow.Balance, month, amount);
    }

    private static void PostExit(Slab slab, int i, ProductFrame product, FlowTable flows, int month, int days, PendingKind kind)
    {
        var isCurrentTransactor = product.Product.Card is not null && slab.Transactor[i] != 0 && slab.Owed[i] <= 1;
        var accrued = isCurrentTransactor ? 0 : product.Accrual.ToDate((long)slab.Balance[i], (long)slab.Rate[i], days, (long)slab.LateInterest[i]);
        NotePaid(slab, i, slab.FeesDue[i], slab.InterestDue[i] + accrued, slab.Balance[i]);
        flows.Add(Flow.FeesPaid, month, slab.FeesDue[i]);
        flows.Add(Flow.InterestPaid, month, slab.InterestDue[i] + accrued);
        flows.Add(Flow.PaidEarly, month, slab.Balance[i]);
        flows.Add(Flow.Prepaid, month, kind == PendingKind.Prepayment ? slab.Balance[i] : 0);
        flows.Lower(Flow.Balance, month, slab.Balance[i]);
        End(slab, i, kind == PendingKind.Payoff ? PaymentStatus.PaidOff : PaymentStatus.Prepaid, flows, month);
    }

    private static void PostChargeOff(Slab slab, int i, ProductFrame product, FlowTable flows, int month, int day)
    {
        var balance = slab.Balance[i];
        var loss = Math.Floor((balance * product.LossGivenDefault(month, balance, slab.ValueUnits[i])) + .5);
        flows.Add(Flow.ChargeOffs, month, 1);
        flows.Add(Flow.ChargedOff, month, balance);
        flows.Add(Flow.LossBooked, month, loss);
        NotePaid(slab, i, 0, loss, balance);
        flows.Lower(Flow.Balance, month, balance);
        End(slab, i, PaymentStatus.Default, flows, month);
        slab.PendingAmount[i] = balance - loss;
        if (balance > loss)
        {
            var lag = product.Product.Loss.RecoveryLagMonths * DaysPerMonth;
            var word = product.Key.Draw(slab.Ids[i], day, ChanceStream.Recovery).Word0;
            slab.Pending[i] = (double)PendingKind.Recovery;
            slab.PendingDay[i] = day + 1 + (int)(lag * (.5 + (word / Behave.TwoTo32)));
        }
    }

    private static void NotePaid(Slab slab, int i, double fees, double interest, double principal)
        => (slab.PaidFees[i], slab.PaidInterest[i], slab.PaidPrincipal[i]) = (fees, interest, principal);

    /// <summary>A loan that has ended owes nothing and is no longer counted.</summary>
    private static void End(Slab slab, int i, PaymentStatus status, FlowTable flows, int month)
    {
        slab.Balance[i] = 0;
        slab.PrincipalDue[i] = 0;
        slab.InterestDue[i] = 0;
        slab.FeesDue[i] = 0;
        slab.LateInterest[i] = 0;
        slab.Owed[i] = 0;
        slab.Status[i] = (double)status;
        slab.Outcome[i] = (double)status;
        flows.Lower(Flow.Active, month, 1);
    }

    /// <summary>half-up(part x paid / owed); halves and quarters are exact in a double, thirds never lie on a half.</summary>
    private static double Share(double part, int paid, int owed) => paid == owed ? part : Math.Floor((part * paid / owed) + .5);
}
