using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// One month of cards in expectation. The floor of the minimum payment, the cap at 110 % of the limit and the limit itself are taken at
/// the mean balance of a state; docs/method/states.md gives the measured bias.
/// </summary>
internal static class ExpectedCards
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
        var (terms, zero) = (slab.Terms, T.Of(0));
        var holder = new CardHolder<T>(frame, terms, i);
        var age = T.Load(terms.Age, i);
        var calendar = new ExpectedCalendar<T>(frame.Month, T.Load(terms.Anchor, i));
        var next = default(ExpectedNext<T>);
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            var probability = T.Load(slab.Probability[state], i);
            if (T.Bits(probability > zero) == 0)
            {
                continue;
            }

            var statement = holder.Bill(
                ExpectedState.RowOf[state], probability, T.Load(slab.Balance[state], i), T.Load(slab.PrincipalDue[state], i), T.Load(slab.LateInterest[state], i));
            sums.AddMoney(Flow.Capitalised, 0, statement.Charges);
            var row = new ExpectedRow<T>(frame, terms, i, state, probability, statement.Balance, age, holder.Rate);
            Leave(statement, row.Exit, holder, ExpectedState.RowOf[state], calendar, ref sums);

            var targets = ExpectedState.Targets(state);
            for (var to = 0; to < TransitionMatrix.To; to++)
            {
                var weight = row.Weight(to);
                if (targets[to] == ExpectedState.Terminated)
                {
                    ExpectedDefaults.Terminate(frame, slab, i, holder.Anchor, probability * weight, statement.Balance * weight, ref sums);
                }
                else
                {
                    Move(statement, weight, state, to, targets[to], holder, calendar, ref next, ref sums);
                }
            }

            if (state == (int)PaymentStatus.Days60)
            {
                // The event is counted on the balance after the draw that goes with the move.
                var drawn = holder.Drawn(statement);
                ExpectedDefaults.Begin(frame, holder.Anchor, probability, statement.Balance + drawn, row.Weight(ExpectedState.Ninety), ref sums);
            }
        }

        next.Store(slab, i, zero, ref sums);
        (age + T.Of(1)).Store(terms.Age, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Leave<T>(in Statement<T> statement, T exit, in CardHolder<T> holder, int row, in ExpectedCalendar<T> calendar, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var balance = statement.Balance * exit;
        var daily = holder.Carried(row, balance * holder.DailyRate);
        sums.AddSplit(Flow.PaidEarly, balance, calendar.LateNow);
        sums.AddMoney(Flow.InterestPaid, 0, daily * calendar.LateDaysNow);
        sums.AddMoney(Flow.InterestPaid, 1, daily * (T.Of(ExpectedCalendar<T>.LateMeanDays) - calendar.LateDaysNow));
        sums.AddMoney(Flow.Balance, 0, balance - (balance * calendar.LateNow));
        sums.AddCount(Flow.Active, 0, statement.Probability * exit * (T.Of(1) - calendar.LateNow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(
        in Statement<T> statement, T weight, int state, int to, int target, in CardHolder<T> holder, in ExpectedCalendar<T> calendar, ref ExpectedNext<T> next, ref ExpectedSums<T> sums)
        where T : struct, ILanes<T>
    {
        var row = ExpectedState.RowOf[state];
        var owed = Instalments.OwedByState[row] + 1;
        var left = Instalments.OwedByState[to];
        var paid = left == 0 ? statement.Full : statement.Owed * T.Of((owed - left) / owed);
        var drawn = to > row ? holder.Drawn(statement) : T.Of(0);
        var isToday = to == (int)PaymentStatus.OnTime;
        var beforeSpending = statement.Balance + drawn - (isToday ? paid : T.Of(0));
        var purchases = drawn + (to < (int)PaymentStatus.Days30 ? holder.Spent(statement, beforeSpending) : T.Of(0));
        var owedLeft = left == 0 ? T.Of(0) : statement.Owed - paid;
        var balance = statement.Balance - paid + purchases;
        sums.AddMoney(Flow.Purchases, 0, purchases * weight);
        var kept = new ExpectedDue<T>(balance * weight, owedLeft * weight, T.Of(0), T.Of(0));
        if (isToday)
        {
            sums.AddMoney(Flow.PrincipalPaid, 0, paid * weight);
            next.Add(target, statement.Probability * weight, kept, T.Of(0));
            return;
        }

        var isGrace = to == (int)PaymentStatus.GracePeriod;
        var now = isGrace ? calendar.GraceNow : calendar.LateNow;
        var days = isGrace ? calendar.GraceMeanDays : T.Of(ExpectedCalendar<T>.LateMeanDays);
        var late = paid * weight;
        sums.AddSplit(Flow.PrincipalPaid, late, now);
        sums.AddMoney(Flow.Balance, 0, late - (late * now));
        next.Add(target, statement.Probability * weight, kept, late * holder.Rate * days);
    }
}

/// <summary>A statement weighted by the probability of its state.</summary>
internal readonly struct Statement<T>(T probability, T balance, T charges, T owed, T full) where T : struct, ILanes<T>
{
    public readonly T Probability = probability;
    public readonly T Balance = balance;
    public readonly T Charges = charges;

    /// <summary>Minimum payments owed, this month's included.</summary>
    public readonly T Owed = owed;

    /// <summary>What a holder who pays as usual pays.</summary>
    public readonly T Full = full;
}

/// <summary>The terms and habits of card holders in lanes.</summary>
internal readonly struct CardHolder<T> where T : struct, ILanes<T>
{
    private readonly T _limit;
    private readonly T _spend;
    private readonly T _pays;
    private readonly T _isTransactor;
    private readonly T _days;
    private readonly T _monthlyFee;
    private readonly T _drawShare;
    private readonly T _perUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CardHolder(ExpectedFrame frame, Slab terms, int i)
    {
        Anchor = T.Load(terms.Anchor, i);
        Rate = T.Load(terms.Rate, i);
        _perUnit = T.Of(1 / frame.Product.Accrual.YearUnits);
        DailyRate = Rate * _perUnit;
        _limit = T.Load(terms.Limit, i);
        _spend = T.Load(terms.Spend, i) * T.Of(frame.Month.Climate.SpendSeason);
        _pays = T.Load(terms.PaysPerMille, i) * T.Of(.001);
        _isTransactor = T.Load(terms.Transactor, i) > T.Of(0);
        _days = frame.Month.DaysInPeriod<T>(terms, i);
        _monthlyFee = T.Of(frame.MonthlyFee);
        _drawShare = T.Of(frame.Product.Product.Card!.DrawShare);
    }

    public T Anchor { get; }

    public T Rate { get; }

    public T DailyRate { get; }

    /// <summary>Interest that is really charged: none to those who pay in full while they are current.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Carried(int row, T interest) => row < (int)PaymentStatus.Days30 ? T.Select(_isTransactor, T.Of(0), interest) : interest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Statement<T> Bill(int row, T probability, T opening, T owed, T late)
    {
        var interest = Carried(row, T.MultiplyAdd(opening * DailyRate, _days, late * _perUnit));
        var room = T.Max((_limit * probability * T.Of(CardTerms.CapShare)) - opening, T.Of(0));
        var charges = T.Min(interest + (opening * _monthlyFee), room);
        var balance = opening + charges;
        var minimum = T.Min(balance, T.Max(T.Of(CardTerms.MinimumCents) * probability, (opening * T.Of(.01)) + charges));
        var owedNow = T.Min(owed + minimum, balance);
        return new(probability, balance, charges, owedNow, T.Min(T.Max(owedNow, balance * _pays), balance));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Drawn(in Statement<T> statement) => T.Max((_limit * statement.Probability) - statement.Balance, T.Of(0)) * _drawShare;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Spent(in Statement<T> statement, T balance) => T.Min(_spend * statement.Probability, T.Max((_limit * statement.Probability) - balance, T.Of(0)));
}
