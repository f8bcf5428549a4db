using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// A due day of instalment loans: Accrue, Bill, Behave, and Post for those who pay on the day. Late payments, exits and charge-offs are
/// decided here and wait for their day (<see cref="Decisions"/>). Money in whole cents, rates in 1e-7, days as day numbers.
/// Reads Balance, PrincipalDue, InterestDue, FeesDue, LateInterest, Rate, Payment, Remaining, Age, Outcome, Anchor, OnTop, DefaultDay and
/// the risk columns; writes all of these but the contract, and Status, Owed.
/// </summary>
internal static class InstalmentDue
{
    /// <summary>Runs rows from <paramref name="from"/> up to the last whole register before <paramref name="to"/>; returns where it stopped.</summary>
    public static int Run<T>(Slab slab, int from, int to, ProductFrame product, MonthFrame month, FlowTable flows) where T : struct, ILanes<T>
    {
        var (interestPaid, feesPaid, principalPaid, outstanding) = (T.Of(0), T.Of(0), T.Of(0), T.Of(0));
        var i = from;
        for (; i + T.Count <= to; i += T.Count)
        {
            // Accrue: interest since the last due day, less what late payments have already earned.
            var balance = T.Load(slab.Balance, i);
            var rate = T.Load(slab.Rate, i);
            var anchor = T.Load(slab.Anchor, i);
            var dueInMonth = T.Min(anchor, T.Of(month.Days));
            var daysBefore = T.Of(month.DaysBefore) + dueInMonth - T.Min(anchor, T.Of(month.DaysBefore));
            var interest = product.Accrual.Interest(balance, rate, daysBefore, T.Load(slab.LateInterest, i));
            var fee = T.Floor(((balance * T.Of(product.FeeRate)) + T.Of(Fees.HalfUnit)) / T.Of(Fees.Unit));

            // Bill: the level payment less interest, never below zero; the last instalment clears what is not billed yet.
            var principalDue = T.Load(slab.PrincipalDue, i);
            var unbilled = balance - principalDue;
            var remaining = T.Load(slab.Remaining, i);
            var payment = T.Load(slab.Payment, i);
            var regular = T.Select(T.Load(slab.OnTop, i) > T.Of(0), payment, T.Max(payment - interest, T.Of(0)));
            var principal = T.Select(remaining > T.Of(1), T.Min(regular, unbilled), unbilled);
            principalDue += principal;
            var interestDue = T.Load(slab.InterestDue, i) + interest;
            var feesDue = T.Load(slab.FeesDue, i) + fee;
            remaining = T.Max(remaining - T.Of(1), T.Of(0));
            remaining.Store(slab.Remaining, i);

            // Behave.
            var state = T.Load(slab.Outcome, i);
            var age = T.Load(slab.Age, i);
            var dueDay = T.Of(month.FirstDay - 1) + dueInMonth;
            var decision = Behave.Decide(slab, i, product, month, state, age, balance, dueDay);
            (age + T.Of(1)).Store(slab.Age, i);

            // Post: those who are on time pay all they owe today.
            var paysToday = T.Except(decision.Next < T.Of(1), decision.Exits);
            var zero = T.Of(0);
            var paidPrincipal = T.Select(paysToday, principalDue, zero);
            interestPaid += T.Select(paysToday, interestDue, zero);
            feesPaid += T.Select(paysToday, feesDue, zero);
            principalPaid += paidPrincipal;
            var closing = balance - paidPrincipal;
            outstanding += closing;
            closing.Store(slab.Balance, i);
            T.Select(paysToday, zero, principalDue).Store(slab.PrincipalDue, i);
            T.Select(paysToday, zero, interestDue).Store(slab.InterestDue, i);
            T.Select(paysToday, zero, feesDue).Store(slab.FeesDue, i);
            zero.Store(slab.LateInterest, i);

            // Age: the state of the last instalment is recorded, the new one is owed until it is paid.
            state.Store(slab.Status, i);
            decision.Next.Store(slab.Outcome, i);
            var owed = T.Pick(Instalments.OwedByState, state) + T.Of(1);
            T.Select(paysToday, zero, owed).Store(slab.Owed, i);
            T.Select(state < T.Of((int)PaymentStatus.Days30), zero, T.Load(slab.DefaultDay, i)).Store(slab.DefaultDay, i);

            var cleared = T.Same(closing, zero);
            var waits = T.Bits(T.Except(T.Same(zero, zero), T.Except(paysToday, cleared)));
            if (waits != 0)
            {
                Decisions.Schedule(slab, i, waits, product, month, flows, decision, dueDay, T.Of(0));
            }
        }

        flows.Add(Flow.InterestPaid, month.Month, Lanes.Sum(interestPaid));
        flows.Add(Flow.FeesPaid, month.Month, Lanes.Sum(feesPaid));
        flows.Add(Flow.PrincipalPaid, month.Month, Lanes.Sum(principalPaid));
        flows.Add(Flow.Balance, month.Month, Lanes.Sum(outstanding));
        return i;
    }
}
