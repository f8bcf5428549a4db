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
    public static void Run<T>(ExpectedSlab slab, int from, int count, ExpectedFrame frame, FlowTable flows) where T : struct, ILanes<T>
    {
        var sums = default(ExpectedSums<T>);
        for (var i = from; i < count; i += T.Count)
        {
            Step(slab, i, frame, ref sums);
        }

        sums.Give(flows, frame.Month.Month);
    }

    private static void Step<T>(ExpectedSlab slab, int i, ExpectedFrame frame, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var terms = slab.Terms;
        var calendar = new ExpectedCalendar<T>(frame.Month, T.Load(terms.Anchor, i));
        var remaining = T.Load(terms.Remaining, i);
        var isLast = remaining < T.Of(2);
        var risk = new ExpectedRisk<T>(slab, i, frame.HasBalanceDrift);
        var move = default(InstalmentMove<T>);
        var (next, row) = (default(ExpectedNext<T>), default(ExpectedRow<T>));
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            if (T.Bits(T.Load(slab.Probability[state], i) > T.Of(0)) == 0)
            {
                continue;
            }

            Bill(slab, i, state, frame, isLast, out var due);
            row.Fill(frame, terms, i, state, risk, due.Probability, due.Balance);
            move.From(due, row, state, calendar, ref next);
            ExpectedDefaults.Follow(frame, slab, i, state, due.Probability, due.Balance, row, ref next, ref sums);
        }

        move.Give(T.Load(terms.Rate, i) * T.Of(1 / frame.Product.Accrual.YearUnits), calendar, ref sums);
        next.Store(slab, i, isLast, T.Load(terms.Rate, i), calendar, ref sums);
        T.Max(remaining - T.Of(1), T.Of(0)).Store(terms.Remaining, i);
        (T.Load(terms.Age, i) + T.Of(1)).Store(terms.Age, i);
    }

    /// <summary>Accrue and Bill: interest since the last due day, the fee, and the principal part of the level payment.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bill<T>(ExpectedSlab slab, int i, int state, ExpectedFrame frame, in T isLast, out ExpectedDue<T> due) where T : struct, ILanes<T>
    {
        var (terms, accrual) = (slab.Terms, frame.Product.Accrual);
        var days = accrual.IsMonthly ? T.Of(30) : frame.Month.DaysInPeriod<T>(terms, i);
        var probability = T.Load(slab.Probability[state], i);
        var balance = T.Load(slab.Balance[state], i);
        var interest = T.MultiplyAdd(balance * T.Load(terms.Rate, i), days, T.Load(slab.LateInterest[state], i)) * T.Of(1 / accrual.YearUnits);
        var principalDue = T.Load(slab.PrincipalDue[state], i);
        var unbilled = balance - principalDue;
        var payment = T.Load(terms.Payment, i) * probability;
        var regular = T.Select(T.Load(terms.OnTop, i) > T.Of(0), payment, T.Max(payment - interest, T.Of(0)));
        due = new(
            probability,
            balance,
            principalDue + T.Select(isLast, unbilled, T.Min(regular, unbilled)),
            T.Load(slab.InterestDue[state], i) + interest,
            T.MultiplyAdd(balance, T.Of(frame.MonthlyFee), T.Load(slab.FeesDue[state], i)));
    }
}

/// <summary>Where the money of one block of lanes went this month, and the moves that took it there.</summary>
internal struct InstalmentMove<T> where T : struct, ILanes<T>
{
    private ExpectedPaid<T> _today;
    private ExpectedPaid<T> _inGrace;
    private ExpectedPaid<T> _late;
    private ExpectedPaid<T> _leaving;
    private T _leavingBalance;
    private T _leavingProbability;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void From(in ExpectedDue<T> due, in ExpectedRow<T> row, int state, in ExpectedCalendar<T> calendar, ref ExpectedNext<T> next)
    {
        // Early exits pay everything.
        _leaving.Add(due, row.Exit);
        _leavingBalance = T.MultiplyAdd(due.Balance, row.Exit, _leavingBalance);
        _leavingProbability = T.MultiplyAdd(due.Probability, row.Exit, _leavingProbability);

        var afterPayment = due.Balance - due.Principal;
        _today.Add(due, row[0]);
        next.AddPerforming(0, due.Probability * row[0], afterPayment * row[0], T.Of(0));
        var isLate = state >= (int)PaymentStatus.Days30;
        (isLate ? ref _late : ref _inGrace).Add(due, row[1]);
        next.AddPerforming(1, due.Probability * row[1], afterPayment * row[1], calendar.AsGrace(due.Principal * row[1], isLate));

        var owed = Instalments.OwedByState[state] + 1;
        for (var to = (int)PaymentStatus.Days30; to <= Math.Min(ExpectedRow<T>.LastColumn(state), ExpectedState.Ninety); to++)
        {
            var weight = row[to];
            var paid = weight * T.Of((owed - Instalments.OwedByState[to]) / owed);
            _late.Add(due, paid);
            var paidPrincipal = due.Principal * paid;
            next.AddArrears(to, due, weight, T.MultiplyAdd(due.Balance, weight, T.Of(0)) - paidPrincipal, weight - paid, paidPrincipal);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Give(in T dailyRate, in ExpectedCalendar<T> calendar, ref ExpectedSums<T> sums)
    {
        _today.Give(ref sums, T.Of(1));
        _inGrace.Give(ref sums, calendar.GraceNow);
        _late.Give(ref sums, calendar.LateNow);
        sums.AddSplit(Flow.PaidEarly, _leavingBalance, calendar.LateNow);
        sums.AddSplit(Flow.FeesPaid, _leaving.Fees, calendar.LateNow);
        sums.AddSplit(Flow.InterestPaid, _leaving.Interest, calendar.LateNow);
        sums.AddMoney(Flow.InterestPaid, 0, _leavingBalance * dailyRate * calendar.LateDaysNow);
        sums.AddMoney(Flow.InterestPaid, 1, _leavingBalance * dailyRate * (T.Of(ExpectedCalendar<T>.LateMeanDays) - calendar.LateDaysNow));
        sums.AddMoney(Flow.Balance, 0, _leavingBalance - (_leavingBalance * calendar.LateNow));
        sums.AddCount(Flow.Active, 0, _leavingProbability - (_leavingProbability * calendar.LateNow));
    }
}
