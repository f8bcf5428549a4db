using System.Runtime.CompilerServices;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Balance and what is due of it, weighted by probability.</summary>
internal readonly struct ExpectedDue<T>(T balance, T principal, T interest, T fees) where T : struct, ILanes<T>
{
    public readonly T Balance = balance;
    public readonly T Principal = principal;
    public readonly T Interest = interest;
    public readonly T Fees = fees;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExpectedDue<T> Times(T factor) => new(Balance * factor, Principal * factor, Interest * factor, Fees * factor);

    /// <summary>What is left after a payment of the due parts; the balance falls by the principal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExpectedDue<T> Less(in ExpectedDue<T> paid) => new(Balance - paid.Principal, Principal - paid.Principal, Interest - paid.Interest, Fees - paid.Fees);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int target, T probability, in ExpectedDue<T> kept, T late)
    {
        _probability[target] += probability;
        _balance[target] += kept.Balance;
        _principal[target] += kept.Principal;
        _interest[target] += kept.Interest;
        _fees[target] += kept.Fees;
        _late[target] += late;
    }

    /// <summary>Writes the states back and adds their levels. Where the last instalment has been billed, those who pay all they owe are gone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ExpectedSlab slab, int i, T isOver, ref ExpectedSums<T> sums)
    {
        var (zero, balance, alive) = (T.Of(0), T.Of(0), T.Of(0));
        for (var state = 0; state < ExpectedState.Count; state++)
        {
            var ends = state < 2 ? isOver : T.Of(0);
            var probability = T.Select(ends, zero, _probability[state]);
            var left = T.Select(ends, zero, _balance[state]);
            probability.Store(slab.Probability[state], i);
            left.Store(slab.Balance[state], i);
            _principal[state].Store(slab.PrincipalDue[state], i);
            _interest[state].Store(slab.InterestDue[state], i);
            _fees[state].Store(slab.FeesDue[state], i);
            T.Select(ends, zero, _late[state]).Store(slab.LateInterest[state], i);
            balance += left;
            alive += probability;
        }

        sums.AddMoney(Flow.Balance, 0, balance);
        sums.AddCount(Flow.Active, 0, alive);
    }
}
