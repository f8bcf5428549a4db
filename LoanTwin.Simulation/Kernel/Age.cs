using System.Numerics;
using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Age: the state of the last instalment is recorded, the new one is owed until it is paid, and what was decided gets its day. Grace pays on
/// a drawn day 1 to min(29, days to the next due day less 1); every other late payment, grace out of arrears and every exit on a drawn day 2 to 20; a default
/// waits for its charge-off day. A performing state ends a default event.
/// Reads Next, Leaves, Second, Anchor, Balance; writes Status, Outcome, Owed, Age, DefaultDay, Pending, PendingDay.
/// </summary>
internal static class Age
{
    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, zero, calendar) = (step.Slab, T.Of(0), new DueCalendar<T>(step.Month));

        // A cleared balance ends an instalment loan; a card lives on.
        var clearedAt = T.Of(step.Product.Product.Card is null ? 0 : -1);
        for (var i = from; i < count; i += T.Count)
        {
            var (next, leaves, state) = (T.Load(slab.Next, i), T.Load(slab.Leaves, i), T.Load(slab.Outcome, i));
            var paysToday = T.Same(next + leaves, zero);
            var owed = T.Select(paysToday, zero, T.Pick(Instalments.OwedByState, 0, state) + T.Of(1));
            state.Store(slab.Status, i);
            owed.Store(slab.Owed, i);
            (T.Load(slab.Age, i) + T.Of(1)).Store(slab.Age, i);
            T.Select(state < T.Of((double)PaymentStatus.Days30), zero, T.Load(slab.DefaultDay, i)).Store(slab.DefaultDay, i);

            // A leaving loan's outcome is paid_off or prepaid: its pending kind (2 or 3) plus 4.
            T.Select(leaves > zero, leaves + T.Of((double)PaymentStatus.PaidOff - (double)PendingKind.Payoff), next).Store(slab.Outcome, i);
            var pays = owed > T.Pick(Instalments.OwedByState, 0, next);
            var kind = T.Max(leaves, T.Select(pays, T.Of((double)PendingKind.Payment), zero));
            kind.Store(slab.Pending, i);
            T.Select(kind > zero, calendar.PaymentDay(T.Load(slab.Anchor, i), state, next, T.Load(slab.Second, i)), zero).Store(slab.PendingDay, i);

            var rare = T.Bits((next > T.Of((double)PaymentStatus.Days60)) | (paysToday & T.Same(T.Load(slab.Balance, i), clearedAt)));
            if (rare != 0)
            {
                FinishRare(step, i, Math.Min(count - i, T.Count), rare);
            }
        }
    }

    /// <summary>Default events, charge-off days, and loans whose last instalment has been paid on time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishRare(in StepFrame step, int first, int lanes, uint rare)
    {
        var slab = step.Slab;
        rare &= (1u << lanes) - 1;
        for (; rare != 0; rare &= rare - 1)
        {
            var i = first + BitOperations.TrailingZeroCount(rare);
            if (slab.Outcome[i] == (double)PaymentStatus.OnTime)
            {
                slab.Status[i] = (double)PaymentStatus.PaidOff;
                slab.Outcome[i] = (double)PaymentStatus.PaidOff;
                slab.NoteCleared(i);
                continue;
            }

            EnsureDefaultEvent(step, i);
            if (slab.Outcome[i] == (double)PaymentStatus.Default)
            {
                slab.Pending[i] = (double)PendingKind.ChargeOff;
                slab.PendingDay[i] = OldestDueDay(slab, i, step.Month) + step.Product.Product.Loss.ChargeOffDays;
            }
        }
    }

    /// <summary>First day at 90 days past due or the recording of 90_days, whichever is earlier; a loan already in default has no second event.</summary>
    private static void EnsureDefaultEvent(in StepFrame step, int i)
    {
        var (slab, month) = (step.Slab, step.Month);
        if (slab.DefaultDay[i] != 0)
        {
            return;
        }

        var nextDue = month.FirstDay + month.Days - 1 + Math.Min((int)slab.Anchor[i], month.DaysAfter);
        var day = Math.Min(OldestDueDay(slab, i, month) + DaysPastDue.DefaultDays, nextDue);
        slab.DefaultDay[i] = day;
        var eventMonth = day < month.FirstDay + month.Days ? month.Month : month.Month + 1;
        step.Flows.Add(Flow.DefaultEvents, eventMonth, 1);
        step.Flows.Add(Flow.DefaultedBalance, eventMonth, slab.Balance[i]);
    }

    private static int OldestDueDay(Slab slab, int i, MonthFrame month)
        => SimMonth.DueDay(month.Month + 1 - (int)slab.Owed[i], (int)slab.Anchor[i]);
}

/// <summary>A month's calendar in lanes, and the day that a late payment is drawn for.</summary>
internal readonly struct DueCalendar<T>(MonthFrame month) where T : struct, ILanes<T>
{
    private readonly T _dayBefore = T.Of(month.FirstDay - 1);
    private readonly T _days = T.Of(month.Days);
    private readonly T _daysAfter = T.Of(month.DaysAfter);

    /// <summary>Grace from a performing state: day 1 to min(29, days to the next due day less 1) after this month's due day; everything else: day 2 to 20.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T PaymentDay(T anchor, T state, T next, T word)
    {
        var due = T.Min(anchor, _days);
        var daysToNext = _days + T.Min(anchor, _daysAfter) - due;
        var isGrace = T.Same(next, T.Of((double)PaymentStatus.GracePeriod)) & (state < T.Of((double)PaymentStatus.Days30));
        var span = T.Select(isGrace, T.Min(T.Of(29), daysToNext - T.Of(1)), T.Of(19));
        var first = T.Select(isGrace, T.Of(1), T.Of(2));
        return _dayBefore + due + first + T.Floor(word * span * T.Of(1 / Behave.TwoTo32));
    }
}
