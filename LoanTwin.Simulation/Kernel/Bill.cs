using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Accrue and Bill for instalments: interest since the last due day and the monthly fee fall due with the principal part of the level
/// payment, which is never below zero; the last instalment clears what is not billed yet.
/// Reads Balance, Rate, Payment, OnTop, Anchor, LateInterest; writes PrincipalDue, InterestDue, FeesDue, Remaining, LateInterest.
/// </summary>
internal static class Bill
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, zero) = (step.Slab, T.Of(0));
        for (var i = from; i < count; i += T.Count)
        {
            var balance = T.Load(slab.Balance, i);
            var interest = step.Product.Accrual.Interest(balance, T.Load(slab.Rate, i), step.Month.DaysInPeriod<T>(slab, i), T.Load(slab.LateInterest, i));
            zero.Store(slab.LateInterest, i);

            var remaining = T.Load(slab.Remaining, i);
            var payment = T.Load(slab.Payment, i);
            var principalDue = T.Load(slab.PrincipalDue, i);
            var unbilled = balance - principalDue;
            var regular = T.Select(T.Load(slab.OnTop, i) > zero, payment, T.Max(payment - interest, zero));
            (principalDue + T.Select(remaining > T.Of(1), T.Min(regular, unbilled), unbilled)).Store(slab.PrincipalDue, i);
            (T.Load(slab.InterestDue, i) + interest).Store(slab.InterestDue, i);
            (T.Load(slab.FeesDue, i) + Fees.Monthly(balance, step.Product.FeeRate)).Store(slab.FeesDue, i);
            T.Max(remaining - T.Of(1), zero).Store(slab.Remaining, i);
        }
    }
}

/// <summary>
/// Accrue and Bill for cards: interest on the average daily balance and the fee join the balance, up to 110 % of the limit; the minimum
/// payment joins what is owed. Those who pay in full carry no interest while current.
/// Reads Rate, Anchor, Limit, Transactor, Outcome, DefaultDay, LateInterest; writes Balance, PrincipalDue, LateInterest.
/// </summary>
internal static class CardBill
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, zero) = (step.Slab, T.Of(0));
        var (charged, fees, suspended) = (zero, zero, zero);
        for (var i = from; i < count; i += T.Count)
        {
            var opening = T.Load(slab.Balance, i);
            var performs = T.Load(slab.Outcome, i) < T.Of((double)PaymentStatus.Days30);
            var paidInFull = (T.Load(slab.Transactor, i) > zero) & performs;
            var accrued = step.Product.Accrual.Interest(opening, T.Load(slab.Rate, i), step.Month.DaysInPeriod<T>(slab, i), T.Load(slab.LateInterest, i));
            zero.Store(slab.LateInterest, i);

            var room = T.Max(T.Floor(T.Load(slab.Limit, i) * T.Of(CardTerms.CapShare)) - opening, zero);
            var fee = Fees.Monthly(opening, step.Product.FeeRate);
            var charges = T.Min(T.Select(paidInFull, zero, accrued) + fee, room);
            var balance = opening + charges;
            var onePercent = T.Floor((opening + T.Of(50)) / T.Of(100));
            var minimum = T.Min(balance, T.Max(T.Of(CardTerms.MinimumCents), onePercent + charges));
            T.Min(T.Load(slab.PrincipalDue, i) + minimum, balance).Store(slab.PrincipalDue, i);
            balance.Store(slab.Balance, i);
            charged += charges;
            fees += T.Min(fee, charges);
            suspended += T.Select(T.Except(T.Load(slab.DefaultDay, i) > zero, performs), charges, zero);
        }

        step.Flows.Add(Flow.Capitalised, step.Month.Month, T.Sum(charged));
        step.Flows.Add(Flow.CapitalisedFees, step.Month.Month, T.Sum(fees));
        step.Flows.Add(Flow.Suspended, step.Month.Month, T.Sum(suspended));
    }
}
