using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Balance and what is due of it, weighted by probability.</summary>
internal readonly struct ExpectedDue<T>(T probability, T balance, T principal, T interest, T fees) where T : struct, ILanes<T>
{
    public readonly T Probability = probability;
    public readonly T Balance = balance;
    public readonly T Principal = principal;
    public readonly T Interest = interest;
    public readonly T Fees = fees;
}

/// <summary>Money that moves on one kind of day: the due day, a grace day, or a late day.</summary>
internal struct ExpectedPaid<T> where T : struct, ILanes<T>
{
    public T Principal;
    public T Interest;
    public T Fees;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in ExpectedDue<T> due, T weight)
    {
        Principal = T.MultiplyAdd(due.Principal, weight, Principal);
        Interest = T.MultiplyAdd(due.Interest, weight, Interest);
        Fees = T.MultiplyAdd(due.Fees, weight, Fees);
    }

    /// <summary>Adds the money to the flows; what is paid after the month's end is still outstanding at its end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Give(ref ExpectedSums<T> sums, in T partNow)
    {
        sums.AddSplit(Flow.PrincipalPaid, Principal, partNow);
        sums.AddSplit(Flow.InterestPaid, Interest, partNow);
        sums.AddSplit(Flow.FeesPaid, Fees, partNow);
        sums.AddMoney(Flow.Balance, 0, Principal - (Principal * partNow));
    }
}

/// <summary>One state as it will stand on the next due day.</summary>
internal struct StateMass<T> where T : struct, ILanes<T>
{
    public T Probability;
    public T Balance;
    public T Principal;
    public T Interest;
    public T Fees;

    /// <summary>Principal paid late on the way here; it had earned interest until then.</summary>
    public T PaidLate;
}

/// <summary>The states as they will stand on the next due day, filled target by target.</summary>
internal struct ExpectedNext<T> where T : struct, ILanes<T>
{
    private States _states;
    private T _thirtyInDefault;
    private T _sixtyInDefault;

    /// <summary>Into a performing state, which owes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPerforming(int target, T probability, T balance, T paidLate)
    {
        ref var state = ref _states[target];
        state.Probability += probability;
        state.Balance += balance;
        state.PaidLate += paidLate;
    }

    /// <summary>Into a state in arrears, with the kept share of what is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddArrears(int target, in ExpectedDue<T> due, T weight, T balance, T kept, T paidLate)
    {
        ref var state = ref _states[target];
        state.Probability = T.MultiplyAdd(due.Probability, weight, state.Probability);
        state.Balance += balance;
        state.Principal = T.MultiplyAdd(due.Principal, kept, state.Principal);
        state.Interest = T.MultiplyAdd(due.Interest, kept, state.Interest);
        state.Fees = T.MultiplyAdd(due.Fees, kept, state.Fees);
        state.PaidLate += paidLate;
    }

    /// <summary>Moves the part of a state that is in a default event; out of 30 or 60 days and better the event ends, at 90 days it is everybody's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddInDefault(T probability, T toThirty, T toSixty)
    {
        _thirtyInDefault = T.MultiplyAdd(probability, toThirty, _thirtyInDefault);
        _sixtyInDefault = T.MultiplyAdd(probability, toSixty, _sixtyInDefault);
    }

    /// <summary>Writes the states back and adds their levels. Where the last instalment has been billed, those who pay all they owe are gone.</summary>
    /// <param name="rate">Turns late-paid principal into what it earned before it was paid.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Store(ExpectedSlab slab, int i, in T isOver, in T rate, in ExpectedCalendar<T> calendar, ref ExpectedSums<T> sums)
    {
        // A last instalment paid in grace: the loan lives until its day.
        sums.AddCount(Flow.Active, 0, T.Select(isOver, _states[1].Probability * (T.Of(1) - calendar.GraceNow), T.Of(0)));
        var (balance, alive) = (T.Of(0), T.Of(0));
        for (var at = 0; at < ExpectedState.Count; at++)
        {
            ref readonly var state = ref _states[at];
            var ends = at < 2 ? isOver : T.Of(0);
            var days = at == 1 ? calendar.GraceMeanDays : T.Of(ExpectedCalendar<T>.LateMeanDays);
            var probability = T.Select(ends, T.Of(0), state.Probability);
            var left = T.Select(ends, T.Of(0), state.Balance);
            probability.Store(slab.Probability[at], i);
            left.Store(slab.Balance[at], i);
            T.Select(ends, T.Of(0), state.PaidLate * rate * days).Store(slab.LateInterest[at], i);
            balance += left;
            alive += probability;
            if (at >= (int)PaymentStatus.Days30)
            {
                // Performing states owe nothing, and their columns stay as they began.
                state.Principal.Store(slab.PrincipalDue[at], i);
                state.Interest.Store(slab.InterestDue[at], i);
                state.Fees.Store(slab.FeesDue[at], i);
            }
        }

        slab.PerLoan?.Close(i, isOver);
        _thirtyInDefault.Store(slab.ThirtyInDefault, i);
        _sixtyInDefault.Store(slab.SixtyInDefault, i);
        sums.AddMoney(Flow.Balance, 0, balance);
        sums.AddCount(Flow.Active, 0, alive);
    }

    [InlineArray(ExpectedState.Count)]
    private struct States
    {
        private StateMass<T> _first;
    }
}
