using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Post for those who are on time: all they owe is paid on the due day.
/// Reads Next, Leaves; writes Balance, PrincipalDue, InterestDue, FeesDue.
/// </summary>
internal static class Post
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, zero) = (step.Slab, T.Of(0));
        var (fees, interest, principal, outstanding) = (zero, zero, zero, zero);
        for (var i = from; i < count; i += T.Count)
        {
            var paysToday = T.Same(T.Load(slab.Next, i) + T.Load(slab.Leaves, i), zero);
            var (feesDue, interestDue, principalDue) = (T.Load(slab.FeesDue, i), T.Load(slab.InterestDue, i), T.Load(slab.PrincipalDue, i));
            var paid = T.Select(paysToday, principalDue, zero);
            var closing = T.Load(slab.Balance, i) - paid;
            fees += T.Select(paysToday, feesDue, zero);
            interest += T.Select(paysToday, interestDue, zero);
            principal += paid;
            outstanding += closing;
            closing.Store(slab.Balance, i);
            T.Select(paysToday, zero, principalDue).Store(slab.PrincipalDue, i);
            T.Select(paysToday, zero, interestDue).Store(slab.InterestDue, i);
            T.Select(paysToday, zero, feesDue).Store(slab.FeesDue, i);
            if (slab.Records)
            {
                T.Select(paysToday, feesDue, zero).Store(slab.PaidFees, i);
                T.Select(paysToday, interestDue, zero).Store(slab.PaidInterest, i);
                paid.Store(slab.PaidPrincipal, i);
            }
        }

        step.Flows.Add(Flow.FeesPaid, step.Month.Month, T.Sum(fees));
        step.Flows.Add(Flow.InterestPaid, step.Month.Month, T.Sum(interest));
        step.Flows.Add(Flow.PrincipalPaid, step.Month.Month, T.Sum(principal));
        step.Flows.Add(Flow.Balance, step.Month.Month, T.Sum(outstanding));
    }
}

/// <summary>
/// Post for cards: today's payers pay their habit, at least all they owe; then they spend. Every adverse move up to 90_days draws a share
/// of what is undrawn, posted as a purchase on the missed due day; nothing goes beyond the limit.
/// Reads Next, Leaves, Outcome, Limit, Spend, PaysPerMille; writes Balance, PrincipalDue, PendingAmount.
/// </summary>
internal static class CardPost
{
    public static void Run<T>(in StepFrame step, int from, int count, CardTerms card) where T : struct, ILanes<T>
    {
        var (slab, zero, half) = (step.Slab, T.Of(0), T.Of(.5));
        var (paidTotal, purchaseTotal, outstanding) = (zero, zero, zero);
        for (var i = from; i < count; i += T.Count)
        {
            var (next, leaves) = (T.Load(slab.Next, i), T.Load(slab.Leaves, i));
            var (balance, owed, limit) = (T.Load(slab.Balance, i), T.Load(slab.PrincipalDue, i), T.Load(slab.Limit, i));
            var habit = T.Floor((balance * T.Load(slab.PaysPerMille, i) / T.Of(1000)) + half);
            var full = T.Min(T.Max(owed, habit), balance);
            var paysToday = T.Same(next + leaves, zero);
            var paid = T.Select(paysToday, full, zero);
            var afterPayment = balance - paid;

            var movesDown = (next > T.Load(slab.Outcome, i)) & (next < T.Of((double)PaymentStatus.Default));
            var drawn = T.Select(movesDown, T.Floor((T.Max(limit - balance, zero) * T.Of(card.DrawShare)) + half), zero);
            var spends = T.Except(next < T.Of((double)PaymentStatus.Days30), leaves > zero);
            var wish = T.Floor((T.Load(slab.Spend, i) * T.Of(step.Month.Climate.SpendSeason)) + half);
            var purchases = drawn + T.Select(spends, T.Min(wish, T.Max(limit - afterPayment - drawn, zero)), zero);
            var closing = afterPayment + purchases;

            paidTotal += paid;
            purchaseTotal += purchases;
            outstanding += closing;
            closing.Store(slab.Balance, i);
            T.Select(paysToday, zero, owed).Store(slab.PrincipalDue, i);
            T.Select(T.Same(next, T.Of((double)PaymentStatus.GracePeriod)), full, zero).Store(slab.PendingAmount, i);
            if (slab.Records)
            {
                zero.Store(slab.PaidFees, i);
                zero.Store(slab.PaidInterest, i);
                paid.Store(slab.PaidPrincipal, i);
            }
        }

        step.Flows.Add(Flow.PrincipalPaid, step.Month.Month, T.Sum(paidTotal));
        step.Flows.Add(Flow.Purchases, step.Month.Month, T.Sum(purchaseTotal));
        step.Flows.Add(Flow.Balance, step.Month.Month, T.Sum(outstanding));
    }
}
