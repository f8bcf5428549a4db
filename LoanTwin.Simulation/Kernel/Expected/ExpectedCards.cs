using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// One month of cards in expectation. The floor of the minimum payment, the cap at 110 % of the limit and the limit itself are taken at
/// the mean balance of a state; docs/method/cascade.md gives the measured bias.
/// </summary>
internal static class ExpectedCards
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
        var holder = new CardHolder<T>(frame, terms, i);
        var risk = new ExpectedRisk<T>(slab, i, frame.HasBalanceDrift);
        var move = default(CardMove<T>);
        var (next, row) = (default(ExpectedNext<T>), default(ExpectedRow<T>));
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            if (T.Bits(T.Load(slab.Probability[state], i) > T.Of(0)) == 0)
            {
                continue;
            }

            holder.Bill(slab, i, state, out var statement);
            row.Fill(frame, terms, i, state, risk, statement.Probability, statement.Balance);
            move.From(statement, row, state, holder, calendar, ref next);
            move.Suspend(statement, ExpectedDefaults.InDefault(slab, i, state, statement.Probability));

            // A default event is counted on the balance after the draw that goes with the move; a termination draws nothing.
            var balance = state == (int)PaymentStatus.Days60 ? statement.Balance + statement.Drawn : statement.Balance;
            ExpectedDefaults.Follow(frame, slab, i, state, statement.Probability, balance, row, ref next, ref sums);
        }

        move.Give(holder.DailyRate, calendar, ref sums);
        next.Store(slab, i, T.Of(0), holder.Rate, calendar, ref sums);
        (T.Load(terms.Age, i) + T.Of(1)).Store(terms.Age, i);
    }
}

/// <summary>A statement weighted by the probability of its state.</summary>
internal readonly struct Statement<T>(T probability, T balance, T charges, T fees, T owed, T full, T drawn) where T : struct, ILanes<T>
{
    public readonly T Probability = probability;
    public readonly T Balance = balance;
    public readonly T Charges = charges;

    /// <summary>The part of the charges that is fees.</summary>
    public readonly T Fees = fees;

    /// <summary>Minimum payments owed, this month's included.</summary>
    public readonly T Owed = owed;

    /// <summary>What a holder who pays as usual pays.</summary>
    public readonly T Full = full;

    /// <summary>What an adverse move draws of the undrawn limit.</summary>
    public readonly T Drawn = drawn;
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    public CardHolder(ExpectedFrame frame, Slab terms, int i)
    {
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

    public T Rate { get; }

    public T DailyRate { get; }

    /// <summary>Balance that carries interest: none of those who pay in full while they are current.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Carried(int row, T balance) => row < (int)PaymentStatus.Days30 ? T.Select(_isTransactor, T.Of(0), balance) : balance;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Bill(ExpectedSlab slab, int i, int state, out Statement<T> statement)
    {
        var (probability, opening) = (T.Load(slab.Probability[state], i), T.Load(slab.Balance[state], i));
        var interest = Carried(state, T.MultiplyAdd(opening * DailyRate, _days, T.Load(slab.LateInterest[state], i) * _perUnit));
        var limit = _limit * probability;
        var fee = opening * _monthlyFee;
        var charges = T.Min(fee + interest, T.Max((limit * T.Of(CardTerms.CapShare)) - opening, T.Of(0)));
        var balance = opening + charges;
        var minimum = T.Min(balance, T.Max(T.Of(CardTerms.MinimumCents) * probability, T.MultiplyAdd(opening, T.Of(.01), charges)));
        var owed = T.Min(T.Load(slab.PrincipalDue[state], i) + minimum, balance);
        var drawn = T.Max(limit - balance, T.Of(0)) * _drawShare;
        statement = new(probability, balance, charges, T.Min(fee, charges), owed, T.Min(T.Max(owed, balance * _pays), balance), drawn);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Spent(in Statement<T> statement, T balance) => T.Min(_spend * statement.Probability, T.Max((_limit * statement.Probability) - balance, T.Of(0)));
}

/// <summary>Where the money of one block of cards went this month, and the moves that took it there.</summary>
internal struct CardMove<T> where T : struct, ILanes<T>
{
    private T _today;
    private T _inGrace;
    private T _late;
    private T _purchases;
    private T _charges;
    private T _fees;
    private T _suspended;
    private T _leavingBalance;
    private T _leavingCarried;
    private T _leavingProbability;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void From(in Statement<T> statement, in ExpectedRow<T> row, int state, in CardHolder<T> holder, in ExpectedCalendar<T> calendar, ref ExpectedNext<T> next)
    {
        _charges += statement.Charges;
        _fees += statement.Fees;
        var leaving = statement.Balance * row.Exit;
        _leavingBalance += leaving;
        _leavingCarried += holder.Carried(state, leaving);
        _leavingProbability = T.MultiplyAdd(statement.Probability, row.Exit, _leavingProbability);

        var afterPayment = statement.Balance - statement.Full;
        var spent = holder.Spent(statement, afterPayment);
        _today = T.MultiplyAdd(statement.Full, row[0], _today);
        _purchases = T.MultiplyAdd(spent, row[0], _purchases);
        next.AddPerforming(0, statement.Probability * row[0], (afterPayment + spent) * row[0], T.Of(0));

        var drawnInGrace = state == 0 ? statement.Drawn : T.Of(0);
        var bought = drawnInGrace + holder.Spent(statement, statement.Balance + drawnInGrace);
        var isLate = state >= (int)PaymentStatus.Days30;
        ref var paid = ref isLate ? ref _late : ref _inGrace;
        paid = T.MultiplyAdd(statement.Full, row[1], paid);
        _purchases = T.MultiplyAdd(bought, row[1], _purchases);
        next.AddPerforming(1, statement.Probability * row[1], (afterPayment + bought) * row[1], calendar.AsGrace(statement.Full * row[1], isLate));

        MoveInArrears(statement, row, state, ref next);
    }

    /// <summary>Charges of those in a default event: their share of the state's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Suspend(in Statement<T> statement, in T inDefault)
        => _suspended = T.MultiplyAdd(statement.Charges, inDefault / T.Max(statement.Probability, T.Of(1e-300)), _suspended);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveInArrears(in Statement<T> statement, in ExpectedRow<T> row, int state, ref ExpectedNext<T> next)
    {
        var owed = Instalments.OwedByState[state] + 1;
        var due = new ExpectedDue<T>(statement.Probability, statement.Balance, statement.Owed, T.Of(0), T.Of(0));
        for (var to = (int)PaymentStatus.Days30; to <= Math.Min(ExpectedRow<T>.LastColumn(state), ExpectedState.Ninety); to++)
        {
            var weight = row[to];
            var paid = weight * T.Of((owed - Instalments.OwedByState[to]) / owed);
            var drawn = to > state ? statement.Drawn * weight : T.Of(0);
            var late = statement.Owed * paid;
            _late += late;
            _purchases += drawn;
            next.AddArrears(to, due, weight, (statement.Balance * weight) + drawn - late, weight - paid, late);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Give(in T dailyRate, in ExpectedCalendar<T> calendar, ref ExpectedSums<T> sums)
    {
        sums.AddMoney(Flow.Capitalised, 0, _charges);
        sums.AddMoney(Flow.CapitalisedFees, 0, _fees);
        sums.AddMoney(Flow.Suspended, 0, _suspended);
        sums.AddMoney(Flow.Purchases, 0, _purchases);
        sums.AddMoney(Flow.PrincipalPaid, 0, _today);
        sums.AddSplit(Flow.PrincipalPaid, _inGrace, calendar.GraceNow);
        sums.AddSplit(Flow.PrincipalPaid, _late, calendar.LateNow);
        sums.AddSplit(Flow.PaidEarly, _leavingBalance, calendar.LateNow);
        sums.AddMoney(Flow.InterestPaid, 0, _leavingCarried * dailyRate * calendar.LateDaysNow);
        sums.AddMoney(Flow.InterestPaid, 1, _leavingCarried * dailyRate * (T.Of(ExpectedCalendar<T>.LateMeanDays) - calendar.LateDaysNow));

        // What is paid next month is still outstanding when this one ends.
        sums.AddMoney(Flow.Balance, 0, _inGrace - (_inGrace * calendar.GraceNow));
        sums.AddMoney(Flow.Balance, 0, _late - (_late * calendar.LateNow));
        sums.AddMoney(Flow.Balance, 0, _leavingBalance - (_leavingBalance * calendar.LateNow));
        sums.AddCount(Flow.Active, 0, _leavingProbability - (_leavingProbability * calendar.LateNow));
    }
}
