using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Interest and fees charged to a card, the fees alone, whether a default event stops the charges from being income, and what its holder bought.</summary>
internal readonly record struct ReferenceStatement(long Charges, long Fees, bool IsSuspended, long Purchases);

/// <summary>
/// One day of one loan in the order of kernel.md 2, written to be read: the definition that the fast columns must agree with. Hands every
/// movement of money to a sink.
/// </summary>
internal sealed class ReferenceStep(TransitionMatrix matrix, RandomKey key, Func<Product, int, Climate> climateOf, Action<ReferenceLoan, ReferencePosting> posted)
{
    /// <summary>What was seen from outside about the instalment of a loan on a due day; it takes the place of the draw.</summary>
    public Func<ReferenceLoan, int, Observation?>? Seen { get; init; }

    /// <summary>Whether the holder of a card buys; off where purchases, too, would have to be seen.</summary>
    public bool Buys { get; init; } = true;

    /// <summary>Told of (loan, due day, cents) when an instalment or minimum falls due, and of a due day that bills nothing any more.</summary>
    public Action<ReferenceLoan, int, long>? Billed { get; init; }

    /// <summary>Told of what a card's statement day added to its balance.</summary>
    public Action<ReferenceStatement>? Statement { get; init; }

    /// <summary>Told when a draw begins a default event.</summary>
    public Action<ReferenceLoan>? DefaultBegan { get; init; }

    public void Day(ReferenceLoan loan, in RiskFrame frame, int day, double baseRate)
    {
        if (loan.Pending != PendingKind.None && loan.PendingDay == day)
        {
            posted(loan, ReferencePost.Pending(loan, day, key, month => climateOf(loan.Product, month)));
        }

        if (loan.IsAlive && IsDue(loan, day))
        {
            DueDay(loan, frame, day, baseRate);
        }
    }

    public static bool IsDue(ReferenceLoan loan, int day)
        => day == SimMonth.DueDay(SimMonth.Of(day), loan.Anchor) && SimMonth.Of(loan.OriginationDay) < SimMonth.Of(day);

    public void DueDay(ReferenceLoan loan, in RiskFrame frame, int day, double baseRate)
    {
        if (loan.Outcome == PaymentStatus.Default)
        {
            // Terminated: nothing is billed any more, the balance stands until its charge-off day.
            loan.Status = PaymentStatus.Default;
            Billed?.Invoke(loan, day, 0);
            return;
        }

        var climate = climateOf(loan.Product, SimMonth.Of(day));
        var interest = ReferenceAccrue.Period(loan, day);
        loan.LateInterest = 0;
        if (loan.IsCard)
        {
            CardStatement(loan, frame, climate, day, interest);
        }
        else
        {
            Instalment(loan, frame, climate, day, interest);
            Reset(loan, baseRate);
        }
    }

    private void Instalment(ReferenceLoan loan, in RiskFrame frame, in Climate climate, int day, long interest)
    {
        // Risk is read on the balance before today's payment; the bill does not move it.
        var before = loan.DueCents;
        ReferenceBill.Instalment(loan, interest);
        Billed?.Invoke(loan, day, loan.DueCents - before);
        var seen = Seen?.Invoke(loan, day);
        var decision = Decide(loan, seen, climate, frame, day);
        ReferenceAge.Record(loan);
        Begin(loan, ReferenceAge.Schedule(loan, decision, day));
        if (seen?.PaidCents is { } cents)
        {
            posted(loan, ReferencePost.Outside(loan, day, cents, true));
            ReferenceAge.Settle(loan);
        }
        else if (seen is { IsMissed: true })
        {
            ReferenceAge.Settle(loan);
        }
        else if (decision is { Next: PaymentStatus.OnTime, Exits: false })
        {
            posted(loan, ReferencePost.OnDueDay(loan, day));
        }

        if (loan.Balance == 0 && loan.Outcome == PaymentStatus.OnTime)
        {
            loan.End(PaymentStatus.PaidOff);
        }

        ReferenceAge.Pin(loan, seen);
    }

    private void CardStatement(ReferenceLoan loan, in RiskFrame frame, in Climate climate, int day, long interest)
    {
        var before = loan.DueCents;
        var (charges, fees) = ReferenceBill.Statement(loan, interest);
        Billed?.Invoke(loan, day, loan.DueCents - before);
        var seen = Seen?.Invoke(loan, day);
        var decision = Decide(loan, seen, climate, frame, day);
        var state = loan.Outcome;
        var isSuspended = loan.DefaultDay != 0 && state >= PaymentStatus.Days30;
        var statement = loan.Balance;
        var full = ReferencePost.FullCardPayment(loan);
        ReferenceAge.Record(loan);
        var begins = ReferenceAge.Schedule(loan, decision, day);
        if (seen?.PaidCents is { } cents)
        {
            posted(loan, ReferencePost.Outside(loan, day, cents, true));
            ReferenceAge.Settle(loan);
        }
        else if (seen is { IsMissed: true })
        {
            ReferenceAge.Settle(loan);
        }
        else if (decision is { Next: PaymentStatus.OnTime, Exits: false })
        {
            posted(loan, ReferencePost.OnStatementDay(loan, day));
        }
        else if (decision.Next == PaymentStatus.GracePeriod)
        {
            loan.PendingAmount = full;
        }

        ReferenceAge.Pin(loan, seen);
        var purchases = !Buys ? 0 : Purchases(loan, decision, state, statement, climate);
        loan.Balance += purchases;
        Begin(loan, begins);
        Statement?.Invoke(new(charges, fees, isSuspended, purchases));
    }

    private ReferenceBehave.Decision Decide(ReferenceLoan loan, Observation? seen, in Climate climate, in RiskFrame frame, int day)
        => seen is { } observed ? ReferenceBehave.Observed(loan, observed, key, day) : ReferenceBehave.Sampled(loan, matrix, key, climate, frame, day);

    /// <summary>Ordinary spending while current, and on each adverse move up to 90_days a share of what is undrawn; never beyond the limit.</summary>
    private static long Purchases(ReferenceLoan loan, in ReferenceBehave.Decision decision, PaymentStatus state, long statement, in Climate climate)
    {
        var card = loan.Product.Card!;
        var movesDown = decision.Next > state && decision.Next < PaymentStatus.Default;
        var drawn = movesDown ? (long)Math.Floor((Math.Max(loan.CreditLimit - statement, 0) * card.DrawShare) + .5) : 0;
        var spends = decision.Next <= PaymentStatus.GracePeriod && !decision.Exits;
        var wish = (long)Math.Floor((loan.MonthlySpend * climate.SpendSeason) + .5);
        return drawn + (spends ? Math.Min(wish, Math.Max(loan.CreditLimit - loan.Balance - drawn, 0)) : 0);
    }

    private static void Reset(ReferenceLoan loan, double baseRate)
    {
        if (loan.IsFloating && loan.Age % RateReset.EveryMonths == 0 && loan.Remaining > 0 && loan.Balance > 0)
        {
            (loan.Rate, loan.Payment) = RateReset.Reset(loan.Balance, loan.PrincipalDue, loan.Margin, loan.Remaining, loan.InterestOnTop, loan.Payment, baseRate);
        }
    }

    private void Begin(ReferenceLoan loan, bool begins)
    {
        if (begins)
        {
            DefaultBegan?.Invoke(loan);
        }
    }
}
