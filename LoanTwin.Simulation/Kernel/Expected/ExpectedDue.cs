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

/// <summary>The states as they will stand on the next due day, filled target by target.</summary>
internal struct ExpectedNext<T> where T : struct, ILanes<T>
{
    private ByState<T> _probability;
    private ByState<T> _balance;
    private ByState<T> _principal;
    private ByState<T> _interest;
    private ByState<T> _fees;
    private ByState<T> _late;

    /// <summary>Into a performing state, which owes nothing; what was paid late had earned interest until then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPerforming(int target, T probability, T balance, T late)
    {
        _probability[target] += probability;
        _balance[target] += balance;
        _late[target] += late;
    }

    /// <summary>Into a state in arrears, with the kept share of what is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddArrears(int target, in ExpectedDue<T> due, T weight, T balance, T kept, T late)
    {
        _probability[target] = T.MultiplyAdd(due.Probability, weight, _probability[target]);
        _balance[target] += balance;
        _principal[target] = T.MultiplyAdd(due.Principal, kept, _principal[target]);
        _interest[target] = T.MultiplyAdd(due.Interest, kept, _interest[target]);
        _fees[target] = T.MultiplyAdd(due.Fees, kept, _fees[target]);
        _late[target] += late;
    }

    /// <summary>Turns late-paid principal into what it earned before it was paid: times rate times its mean days.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scale(T rate, in ExpectedCalendar<T> calendar)
    {
        _late[1] *= rate * calendar.GraceMeanDays;
        for (var state = (int)PaymentStatus.Days30; state < ExpectedState.Count; state++)
        {
            _late[state] *= rate * T.Of(ExpectedCalendar<T>.LateMeanDays);
        }
    }

    /// <summary>Writes the states back and adds their levels. Where the last instalment has been billed, those who pay all they owe are gone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Store(ExpectedSlab slab, int i, in T isOver, in T graceLives, ref ExpectedSums<T> sums)
    {
        // A last instalment paid in grace: the loan lives until its day.
        sums.AddCount(Flow.Active, 0, T.Select(isOver, _probability[1] * graceLives, T.Of(0)));
        var (zero, balance, alive) = (T.Of(0), T.Of(0), T.Of(0));
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            var ends = state < 2 ? isOver : zero;
            var probability = T.Select(ends, zero, _probability[state]);
            var left = T.Select(ends, zero, _balance[state]);
            probability.Store(slab.Probability[state], i);
            left.Store(slab.Balance[state], i);
            T.Select(ends, zero, _late[state]).Store(slab.LateInterest[state], i);
            if (state >= (int)PaymentStatus.Days30)
            {
                // Performing states owe nothing, and their columns stay as they began.
                _principal[state].Store(slab.PrincipalDue[state], i);
                _interest[state].Store(slab.InterestDue[state], i);
                _fees[state].Store(slab.FeesDue[state], i);
            }

            balance += left;
            alive += probability;
        }

        sums.AddMoney(Flow.Balance, 0, balance);
        sums.AddCount(Flow.Active, 0, alive);
    }
}
