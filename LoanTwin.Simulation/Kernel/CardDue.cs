using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// A statement day of cards: interest on the average daily balance and the fee are added to the balance (up to 110 % of the limit), the
/// minimum falls due, the holder behaves, pays and spends. Those who pay in full carry no interest while current; every adverse move up to
/// 90_days draws a share of what is undrawn. Money in whole cents, rates in 1e-7, real days over 365.
/// PrincipalDue holds the minimum payments owed. Reads and writes the same columns as <see cref="InstalmentDue"/>.
/// </summary>
internal static class CardDue
{
    public static int Run<T>(Slab slab, int from, int to, ProductFrame product, MonthFrame month, FlowTable flows) where T : struct, ILanes<T>
    {
        var card = product.Product.Card!;
        var (paidTotal, purchaseTotal, chargeTotal, outstanding) = (T.Of(0), T.Of(0), T.Of(0), T.Of(0));
        var zero = T.Of(0);
        var half = T.Of(.5);
        var i = from;
        for (; i + T.Count <= to; i += T.Count)
        {
            // Accrue.
            var opening = T.Load(slab.Balance, i);
            var state = T.Load(slab.Outcome, i);
            var dueInMonth = T.Min(T.Load(slab.Anchor, i), T.Of(month.Days));
            var daysBefore = T.Of(month.DaysBefore) + dueInMonth - T.Min(T.Load(slab.Anchor, i), T.Of(month.DaysBefore));
            var paidInFull = (T.Load(slab.Transactor, i) > zero) & (state < T.Of((int)PaymentStatus.Days30));
            var interest = product.Accrual.Interest(opening, T.Load(slab.Rate, i), daysBefore, T.Load(slab.LateInterest, i));
            interest = T.Select(paidInFull, zero, interest);
            var fee = T.Floor(((opening * T.Of(product.FeeRate)) + T.Of(Fees.HalfUnit)) / T.Of(Fees.Unit));

            // Bill: charges up to the cap join the balance; the minimum joins what is owed.
            var limit = T.Load(slab.Limit, i);
            var room = T.Max(T.Floor(limit * T.Of(CardTerms.CapShare)) - opening, zero);
            var charges = T.Min(interest + fee, room);
            var balance = opening + charges;
            var onePercent = T.Floor((opening + T.Of(50)) / T.Of(100));
            var minimum = T.Min(balance, T.Max(T.Of(CardTerms.MinimumCents), onePercent + charges));
            var owedAmount = T.Min(T.Load(slab.PrincipalDue, i) + minimum, balance);

            // Behave.
            var age = T.Load(slab.Age, i);
            var dueDay = T.Of(month.FirstDay - 1) + dueInMonth;
            var decision = Behave.Decide(slab, i, product, month, state, age, balance, dueDay);
            (age + T.Of(1)).Store(slab.Age, i);

            // Post: today's payers pay their habit, at least all they owe; then they spend, and those on the way down draw.
            var habit = T.Floor((balance * T.Load(slab.PaysPerMille, i) / T.Of(1000)) + half);
            var full = T.Min(T.Max(owedAmount, habit), balance);
            var paysToday = T.Except(decision.Next < T.Of(1), decision.Exits);
            var paid = T.Select(paysToday, full, zero);
            var afterPayment = balance - paid;
            var movesDown = (decision.Next > state) & (decision.Next < T.Of((int)PaymentStatus.Default));
            var drawn = T.Select(movesDown, T.Floor((T.Max(limit - balance, zero) * T.Of(card.DrawShare)) + half), zero);
            var spends = T.Except(decision.Next < T.Of((int)PaymentStatus.Days30), decision.Exits);
            var spent = T.Min(T.Floor((T.Load(slab.Spend, i) * T.Of(month.Climate.SpendSeason)) + half), T.Max(limit - afterPayment - drawn, zero));
            var purchases = drawn + T.Select(spends, spent, zero);
            var closing = afterPayment + purchases;
            paidTotal += paid;
            purchaseTotal += purchases;
            chargeTotal += charges;
            outstanding += closing;
            closing.Store(slab.Balance, i);
            T.Select(paysToday, zero, owedAmount).Store(slab.PrincipalDue, i);
            zero.Store(slab.LateInterest, i);

            // Age.
            state.Store(slab.Status, i);
            decision.Next.Store(slab.Outcome, i);
            T.Select(paysToday, zero, T.Pick(Instalments.OwedByState, state) + T.Of(1)).Store(slab.Owed, i);
            T.Select(state < T.Of((int)PaymentStatus.Days30), zero, T.Load(slab.DefaultDay, i)).Store(slab.DefaultDay, i);

            var waits = T.Bits(T.Except(T.Same(zero, zero), paysToday));
            if (waits != 0)
            {
                Decisions.Schedule(slab, i, waits, product, month, flows, decision, dueDay, full);
            }
        }

        flows.Add(Flow.PrincipalPaid, month.Month, Lanes.Sum(paidTotal));
        flows.Add(Flow.Purchases, month.Month, Lanes.Sum(purchaseTotal));
        flows.Add(Flow.Capitalised, month.Month, Lanes.Sum(chargeTotal));
        flows.Add(Flow.Balance, month.Month, Lanes.Sum(outstanding));
        return i;
    }
}
