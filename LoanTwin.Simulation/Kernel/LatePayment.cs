using System.Runtime.CompilerServices;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Post, for late payments of instalments that came since the last due day: whole instalments, an equal share of what is owed of fees,
/// interest and principal, half-up to the cent. What was paid of principal had earned interest until then. Payments that end a loan, exits
/// and charge-offs are posted one by one before (<see cref="Posting"/>), so no lane dies here.
/// Reads Pending, PendingDay, Owed, Outcome, Anchor, Rate; writes FeesDue, InterestDue, PrincipalDue, Balance, LateInterest.
/// </summary>
internal static class LatePayment
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, month) = (step.Slab, step.Month);
        var (fees, interest, principal) = (T.Of(0), T.Of(0), T.Of(0));
        var (feesBefore, interestBefore, principalBefore) = (T.Of(0), T.Of(0), T.Of(0));
        for (var i = from; i < count; i += T.Count)
        {
            var pays = T.Same(T.Load(slab.Pending, i), T.Of((double)PendingKind.Payment));
            if (T.Bits(pays) == 0)
            {
                continue;
            }

            var share = new LateShare<T>(slab, i, pays);
            var (feesDue, interestDue, principalDue) = (T.Load(slab.FeesDue, i), T.Load(slab.InterestDue, i), T.Load(slab.PrincipalDue, i));
            var (paidFees, paidInterest, paidPrincipal) = (share.Of(feesDue), share.Of(interestDue), share.Of(principalDue));
            (feesDue - paidFees).Store(slab.FeesDue, i);
            (interestDue - paidInterest).Store(slab.InterestDue, i);
            (principalDue - paidPrincipal).Store(slab.PrincipalDue, i);
            (T.Load(slab.Balance, i) - paidPrincipal).Store(slab.Balance, i);
            var earned = paidPrincipal * T.Load(slab.Rate, i) * step.Product.Accrual.DaysInPeriod(month.DaysSinceLastDue(slab, i, T.Load(slab.PendingDay, i)));
            (T.Load(slab.LateInterest, i) + earned).Store(slab.LateInterest, i);

            var isBefore = T.Load(slab.PendingDay, i) < T.Of(month.FirstDay);
            fees += paidFees;
            interest += paidInterest;
            principal += paidPrincipal;
            feesBefore += T.Select(isBefore, paidFees, T.Of(0));
            interestBefore += T.Select(isBefore, paidInterest, T.Of(0));
            principalBefore += T.Select(isBefore, paidPrincipal, T.Of(0));
        }

        step.Flows.AddPaid(Flow.FeesPaid, month.Month, T.Sum(fees), T.Sum(feesBefore));
        step.Flows.AddPaid(Flow.InterestPaid, month.Month, T.Sum(interest), T.Sum(interestBefore));
        step.Flows.AddPaid(Flow.PrincipalPaid, month.Month, T.Sum(principal), T.Sum(principalBefore));
        step.Flows.Lower(Flow.Balance, month.Month - 1, T.Sum(principalBefore));
    }
}

/// <summary>Post, for late card payments: the full payment decided on the statement day, or a share of the minimums owed.</summary>
internal static class CardLatePayment
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, month) = (step.Slab, step.Month);
        var (paid, paidBefore) = (T.Of(0), T.Of(0));
        for (var i = from; i < count; i += T.Count)
        {
            var pays = T.Same(T.Load(slab.Pending, i), T.Of((double)PendingKind.Payment));
            if (T.Bits(pays) == 0)
            {
                continue;
            }

            var share = new LateShare<T>(slab, i, pays);
            var owed = T.Load(slab.PrincipalDue, i);
            var amount = T.Select(share.IsAll, T.Load(slab.PendingAmount, i), share.Of(owed));
            (owed - T.Min(owed, amount)).Store(slab.PrincipalDue, i);
            (T.Load(slab.Balance, i) - amount).Store(slab.Balance, i);
            var earned = amount * T.Load(slab.Rate, i) * step.Product.Accrual.DaysInPeriod(month.DaysSinceLastDue(slab, i, T.Load(slab.PendingDay, i)));
            (T.Load(slab.LateInterest, i) + earned).Store(slab.LateInterest, i);
            paid += amount;
            paidBefore += T.Select(T.Load(slab.PendingDay, i) < T.Of(month.FirstDay), amount, T.Of(0));
        }

        step.Flows.AddPaid(Flow.PrincipalPaid, month.Month, T.Sum(paid), T.Sum(paidBefore));
        step.Flows.Lower(Flow.Balance, month.Month - 1, T.Sum(paidBefore));
    }
}

/// <summary>The share of what is owed that a late payment of whole instalments pays.</summary>
internal readonly struct LateShare<T> where T : struct, ILanes<T>
{
    private readonly T _pays;
    private readonly T _ratio;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LateShare(Slab slab, int i, T pays)
    {
        _pays = pays;
        var owed = T.Max(T.Load(slab.Owed, i), T.Of(1));
        var left = T.Pick(Instalments.OwedByState, 0, T.Load(slab.Outcome, i));
        _ratio = (owed - left) / owed;
        IsAll = pays & T.Same(left, T.Of(0));
    }

    /// <summary>Lanes that pay every instalment they owe.</summary>
    public T IsAll { get; }

    /// <summary>Half-up: halves and quarters are exact in a double, and a third never lies on a half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of(T part) => T.Select(IsAll, part, T.Select(_pays, T.Floor(T.MultiplyAdd(part, _ratio, T.Of(.5))), T.Of(0)));
}
