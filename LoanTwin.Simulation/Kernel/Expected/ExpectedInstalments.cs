using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// One month of instalment loans in expectation, the same five phases as the sampled step. All money is weighted by the probability of its
/// state, and every rule but the floor of the principal part is linear, so the result is exact up to the rounding of cents.
/// </summary>
internal static class ExpectedInstalments
{
    public static void Run<T>(ExpectedSlab slab, int count, ExpectedFrame frame, FlowTable flows) where T : struct, ILanes<T>
    {
        var sums = default(ExpectedSums<T>);
        for (var i = 0; i < count; i += T.Count)
        {
            Step(slab, i, frame, ref sums);
        }

        sums.Give(flows, frame.Month.Month);
    }

    private static void Step<T>(ExpectedSlab slab, int i, ExpectedFrame frame, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var (terms, month, zero) = (slab.Terms, frame.Month, T.Of(0));
        var anchor = T.Load(terms.Anchor, i);
        var rate = T.Load(terms.Rate, i);
        var remaining = T.Load(terms.Remaining, i);
        var age = T.Load(terms.Age, i);
        var isLast = remaining < T.Of(2);
        var payment = T.Load(terms.Payment, i);
        var isOnTop = T.Load(terms.OnTop, i) > zero;
        var perYear = T.Of(1 / frame.Product.Accrual.YearUnits);
        var daysInPeriod = frame.Product.Accrual.IsMonthly ? T.Of(30) : month.DaysInPeriod<T>(terms, i);
        var calendar = new ExpectedCalendar<T>(month, anchor);
        var next = default(ExpectedNext<T>);
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            var probability = T.Load(slab.Probability[state], i);
            if (T.Bits(probability > zero) == 0)
            {
                continue;
            }

            // Accrue and Bill.
            var balance = T.Load(slab.Balance[state], i);
            var interest = T.MultiplyAdd(balance * rate, daysInPeriod, T.Load(slab.LateInterest[state], i)) * perYear;
            var principalDue = T.Load(slab.PrincipalDue[state], i);
            var unbilled = balance - principalDue;
            var regular = T.Select(isOnTop, payment * probability, T.Max((payment * probability) - interest, zero));
            principalDue += T.Select(isLast, unbilled, T.Min(regular, unbilled));
            var due = new ExpectedDue<T>(
                balance,
                principalDue,
                T.Load(slab.InterestDue[state], i) + interest,
                T.Load(slab.FeesDue[state], i) + (balance * T.Of(frame.MonthlyFee)));

            // Behave: the exit first, then the row given that the loan stays.
            var row = new ExpectedRow<T>(frame, terms, i, state, probability, balance, age, rate);
            Leave(due, probability, row.Exit, rate * perYear, calendar, ref sums);

            // Post and Age, target by target.
            var targets = ExpectedState.Targets(state);
            for (var to = 0; to < TransitionMatrix.To; to++)
            {
                var weight = row.Weight(to);
                if (targets[to] == ExpectedState.Terminated)
                {
                    ExpectedDefaults.Terminate(frame, slab, i, anchor, probability * weight, balance * weight, ref sums);
                }
                else
                {
                    Move(due.Times(weight), probability * weight, state, to, targets[to], rate, calendar, ref next, ref sums);
                }
            }

            if (state == (int)PaymentStatus.Days60)
            {
                ExpectedDefaults.Begin(frame, anchor, probability, balance, row.Weight(ExpectedState.Ninety), ref sums);
            }
        }

        next.Store(slab, i, T.Same(remaining, zero) | isLast, ref sums);
        T.Max(remaining - T.Of(1), zero).Store(terms.Remaining, i);
        (age + T.Of(1)).Store(terms.Age, i);
    }

    /// <summary>Early exits pay everything, with interest to their day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Leave<T>(in ExpectedDue<T> due, T probability, T exit, T dailyRate, in ExpectedCalendar<T> calendar, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var balance = due.Balance * exit;
        var accruedNow = balance * dailyRate * calendar.LateDaysNow;
        var accruedAll = balance * dailyRate * T.Of(ExpectedCalendar<T>.LateMeanDays);
        sums.AddSplit(Flow.PaidEarly, balance, calendar.LateNow);
        sums.AddSplit(Flow.FeesPaid, due.Fees * exit, calendar.LateNow);
        sums.AddSplit(Flow.InterestPaid, due.Interest * exit, calendar.LateNow);
        sums.AddMoney(Flow.InterestPaid, 0, accruedNow);
        sums.AddMoney(Flow.InterestPaid, 1, accruedAll - accruedNow);
        sums.AddMoney(Flow.Balance, 0, balance - (balance * calendar.LateNow));
        sums.AddCount(Flow.Active, 0, probability * exit * (T.Of(1) - calendar.LateNow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(
        in ExpectedDue<T> due, T probability, int state, int to, int target, T rate, in ExpectedCalendar<T> calendar, ref ExpectedNext<T> next, ref ExpectedSums<T> sums)
        where T : struct, ILanes<T>
    {
        var owed = Instalments.OwedByState[ExpectedState.RowOf[state]] + 1;
        var share = (owed - Instalments.OwedByState[to]) / owed;
        var paid = due.Times(T.Of(share));
        var kept = due.Less(paid);
        if (to == (int)PaymentStatus.OnTime)
        {
            sums.AddMoney(Flow.PrincipalPaid, 0, paid.Principal);
            sums.AddMoney(Flow.InterestPaid, 0, paid.Interest);
            sums.AddMoney(Flow.FeesPaid, 0, paid.Fees);
            next.Add(target, probability, kept, T.Of(0));
            return;
        }

        var isGrace = to == (int)PaymentStatus.GracePeriod;
        var now = isGrace ? calendar.GraceNow : calendar.LateNow;
        var days = isGrace ? calendar.GraceMeanDays : T.Of(ExpectedCalendar<T>.LateMeanDays);
        if (share > 0)
        {
            sums.AddSplit(Flow.PrincipalPaid, paid.Principal, now);
            sums.AddSplit(Flow.InterestPaid, paid.Interest, now);
            sums.AddSplit(Flow.FeesPaid, paid.Fees, now);

            // What is paid next month is still outstanding when this one ends.
            sums.AddMoney(Flow.Balance, 0, paid.Principal - (paid.Principal * now));
        }

        next.Add(target, probability, kept, paid.Principal * rate * days);
    }
}
