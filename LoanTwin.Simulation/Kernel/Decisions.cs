using System.Numerics;
using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The rare half of a due day, loan by loan: everything that was decided but happens later. Grace pays on a drawn day 1 to
/// min(29, days to the next due day less 1); every other late payment and every exit on a drawn day 2 to 20; a default waits for its
/// charge-off day. A loan whose balance has just been cleared on time ends here.
/// </summary>
internal static class Decisions
{
    private const double TwoTo32 = 4294967296.0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Schedule<T>(
        Slab slab, int first, uint waits, ProductFrame product, MonthFrame month, FlowTable flows, Behave.Decision<T> decision, T dueDay, T fullPayment)
        where T : struct, ILanes<T>
    {
        var (days, seconds, amounts) = (default(Lanes.Buffer8), default(Lanes.Buffer8), default(Lanes.Buffer8));
        Lanes.Store(dueDay, ref days);
        Lanes.Store(decision.Second, ref seconds);
        Lanes.Store(fullPayment, ref amounts);
        var (exits, payoffs) = (T.Bits(decision.Exits), T.Bits(decision.IsPayoff));
        for (; waits != 0; waits &= waits - 1)
        {
            var lane = BitOperations.TrailingZeroCount(waits);
            var (i, due) = (first + lane, (int)days[lane]);
            if ((exits >> lane & 1) != 0)
            {
                var kind = (payoffs >> lane & 1) != 0 ? PendingKind.Payoff : PendingKind.Prepayment;
                slab.Outcome[i] = (double)(kind == PendingKind.Payoff ? PaymentStatus.PaidOff : PaymentStatus.Prepaid);
                Wait(slab, i, kind, due + PaymentOffset(seconds[lane]));
            }
            else
            {
                Decide(slab, i, product, month, flows, due, seconds[lane], amounts[lane]);
            }
        }
    }

    public static int PaymentOffset(double word) => 2 + (int)(word * 19 / TwoTo32);

    public static int GraceOffset(double word, int daysToNext) => 1 + (int)(word * Math.Min(29, daysToNext - 1) / TwoTo32);

    private static void Decide(Slab slab, int i, ProductFrame product, MonthFrame month, FlowTable flows, int due, double word, double fullPayment)
    {
        var next = (PaymentStatus)slab.Outcome[i];
        switch (next)
        {
            case PaymentStatus.OnTime:
                // Only a cleared balance comes here among those who paid today.
                slab.Status[i] = (double)PaymentStatus.PaidOff;
                slab.Outcome[i] = (double)PaymentStatus.PaidOff;
                slab.NoteCleared(i);
                break;
            case PaymentStatus.GracePeriod:
                slab.PendingAmount[i] = fullPayment;
                Wait(slab, i, PendingKind.Payment, due + GraceOffset(word, DaysToNext(month, (int)slab.Anchor[i])));
                break;
            case PaymentStatus.Default:
                EnsureDefaultEvent(slab, i, product, month, flows, due);
                Wait(slab, i, PendingKind.ChargeOff, OldestDueDay(slab, i, month) + product.Product.Loss.ChargeOffDays);
                break;
            default:
                ScheduleArrears(slab, i, product, month, flows, due, word, next);
                break;
        }
    }

    private static void ScheduleArrears(Slab slab, int i, ProductFrame product, MonthFrame month, FlowTable flows, int due, double word, PaymentStatus next)
    {
        if (next == PaymentStatus.Days90)
        {
            EnsureDefaultEvent(slab, i, product, month, flows, due);
        }

        if (slab.Owed[i] > next.InstalmentsOwed())
        {
            Wait(slab, i, PendingKind.Payment, due + PaymentOffset(word));
        }
    }

    /// <summary>First day at 90 days past due or the recording of 90_days, whichever is earlier; a loan already in default has no second event.</summary>
    private static void EnsureDefaultEvent(Slab slab, int i, ProductFrame product, MonthFrame month, FlowTable flows, int due)
    {
        if (slab.DefaultDay[i] != 0)
        {
            return;
        }

        var day = Math.Min(OldestDueDay(slab, i, month) + 90, due + DaysToNext(month, (int)slab.Anchor[i]));
        slab.DefaultDay[i] = day;
        var eventMonth = day < month.FirstDay + month.Days ? month.Month : month.Month + 1;
        flows.Add(Flow.DefaultEvents, eventMonth, 1);
        flows.Add(Flow.DefaultedBalance, eventMonth, slab.Balance[i]);
    }

    private static int OldestDueDay(Slab slab, int i, MonthFrame month)
        => SimMonth.DueDay(month.Month + 1 - (int)slab.Owed[i], (int)slab.Anchor[i]);

    private static int DaysToNext(MonthFrame month, int anchor) => month.Days + Math.Min(anchor, month.DaysAfter) - Math.Min(anchor, month.Days);

    private static void Wait(Slab slab, int i, PendingKind kind, int day) => (slab.Pending[i], slab.PendingDay[i]) = ((double)kind, day);
}
