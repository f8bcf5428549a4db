using System.Numerics;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The horizon driver: all months over one block of loans that stays in cache. Between two due days a loan has at most one thing pending,
/// so a month is: post what was decided before this due day, then run the due day. Equal to the day-major driver on run-off.
/// </summary>
internal static class BlockMajor
{
    /// <summary>Brings a slab from the end of <paramref name="day"/> to the end of <paramref name="lastDay"/>.</summary>
    public static void Run(Slab slab, ProductFrame product, FlowTable flows, int day, int lastDay, LaneWidth width)
    {
        var lastMonth = SimMonth.Of(lastDay);
        for (var month = flows.FirstMonth; month <= lastMonth; month++)
        {
            var step = new StepFrame(slab, product, product.At(month), flows);
            var due = PartitionDue(slab, step.Month, day, lastDay);
            var isWhole = due == slab.Living;
            if (isWhole)
            {
                EndBeforeDue(step, width);
                DueStep.Run(step, slab.Living, width);
            }
            else
            {
                RunPart(step, due, width);
            }

            CloseMonth(step, isWhole);
        }

        PostToEnd(slab, product, flows, lastDay);
    }

    /// <summary>Parks what had ended before the horizon begins.</summary>
    public static void ParkEnded(Slab slab, int month)
    {
        for (var i = slab.Living - 1; i >= 0; i--)
        {
            if (slab.Status[i] >= (double)PaymentStatus.Default)
            {
                slab.Park(i, month);
            }
        }
    }

    /// <summary>Whole months have every row due; the first and the last may have only some, and those are brought to the front.</summary>
    internal static int PartitionDue(Slab slab, MonthFrame month, int day, int lastDay)
    {
        var (firstDay, days) = (month.FirstDay, month.Days);
        if (day < firstDay && firstDay + days - 1 <= lastDay)
        {
            return slab.Living;
        }

        var due = slab.Living;
        for (var i = 0; i < due;)
        {
            var dueDay = firstDay - 1 + Math.Min((int)slab.Anchor[i], days);
            if (dueDay > day && dueDay <= lastDay)
            {
                i++;
            }
            else
            {
                slab.Swap(i, --due);
            }
        }

        return due;
    }

    /// <summary>A month in which only the first rows are due: those that end before their due day are parked, the rest take their step.</summary>
    private static void RunPart(in StepFrame step, int due, LaneWidth width)
    {
        var slab = step.Slab;
        for (var i = due - 1; i >= 0; i--)
        {
            if (Endings<Lane1>(slab, i) != 0 && HasEnded(step, i))
            {
                // The last due row closes the hole, so that due rows stay together.
                slab.Swap(i, --due);
            }
        }

        DueStep.Run(step, due, width);
        for (var i = slab.Living - 1; i >= due; i--)
        {
            if (slab.Status[i] >= (double)PaymentStatus.Default)
            {
                slab.Park(i, step.Month.Month);
            }
        }
    }

    /// <summary>Posts what cannot be left to the lanes because it ends a loan, and parks it. Backwards, so that a row moved up has been seen.</summary>
    private static void EndBeforeDue(in StepFrame step, LaneWidth width)
    {
        var slab = step.Slab;
        var stride = width == LaneWidth.Eight ? Lanes8.Count : 1;
        for (var first = (slab.Living - 1) / stride * stride; first >= 0; first -= stride)
        {
            var ends = stride == 1 ? Endings<Lane1>(slab, first) : Endings<Lanes8>(slab, first);
            ends &= first + stride <= slab.Living ? uint.MaxValue : (1u << (slab.Living - first)) - 1;
            while (ends != 0)
            {
                var lane = 31 - BitOperations.LeadingZeroCount(ends);
                ends ^= 1u << lane;
                if (HasEnded(step, first + lane))
                {
                    slab.Park(first + lane, step.Month.Month);
                }
            }
        }
    }

    /// <summary>Rows that wait for anything but a payment, or for a payment of all principal there is.</summary>
    private static uint Endings<T>(Slab slab, int i) where T : struct, ILanes<T>
    {
        var pending = T.Load(slab.Pending, i);
        var payment = T.Of((double)PendingKind.Payment);
        return T.Bits((pending > payment) | (T.Same(pending, payment) & T.Same(T.Load(slab.PrincipalDue, i), T.Load(slab.Balance, i))));
    }

    /// <summary>Posts what a row waits for if its day has come by this due day, and records a default whose charge-off is still ahead; true when the loan is over.</summary>
    private static bool HasEnded(in StepFrame step, int i)
    {
        var (slab, frame) = (step.Slab, step.Month);
        var (anchor, day) = ((int)slab.Anchor[i], (int)slab.PendingDay[i]);
        if (day > frame.FirstDay - 1 + Math.Min(anchor, frame.Days))
        {
            DueStep.RecordDefault(slab, i);
            return true;
        }

        var month = day < frame.FirstDay ? frame.Month - 1 : frame.Month;
        var lastDue = frame.FirstDay - 1 - frame.DaysBefore + Math.Min(anchor, frame.DaysBefore);
        Posting.Post(slab, i, step.Product, step.Flows, month, lastDue);
        return slab.Status[i] >= (double)PaymentStatus.Default;
    }

    private static void CloseMonth(in StepFrame step, bool isWhole)
    {
        var (slab, flows, month) = (step.Slab, step.Flows, step.Month.Month);
        if (!isWhole)
        {
            // Part of the month was stepped: levels are taken from the columns.
            flows.SetLevel(Flow.Balance, month, slab.Balance.Slice(0, slab.Living));
        }

        var cleared = slab.Cleared;
        for (var at = cleared.Length - 1; at >= 0; at--)
        {
            slab.Park(cleared[at], month);
        }

        flows.Add(Flow.Active, month, slab.Living);
        flows.LevelledMonth = month;
    }

    private static void PostToEnd(Slab slab, ProductFrame product, FlowTable flows, int lastDay)
    {
        for (var i = 0; i < slab.Living; i++)
        {
            PostUntil(slab, i, product, flows, lastDay);
        }

        for (var i = slab.ParkedFrom; i < slab.Rows.Length; i++)
        {
            if (slab.Pending[i] == (double)PendingKind.ChargeOff)
            {
                // A waiting default left the living but is still outstanding until its charge-off day.
                for (var month = (int)slab.ParkedMonth[i]; month <= flows.LevelledMonth; month++)
                {
                    flows.Add(Flow.Balance, month, slab.Balance[i]);
                    flows.Add(Flow.Active, month, 1);
                }
            }

            PostUntil(slab, i, product, flows, lastDay);
        }
    }

    private static void PostUntil(Slab slab, int i, ProductFrame product, FlowTable flows, int lastDay)
    {
        while (slab.Pending[i] != 0 && slab.PendingDay[i] <= lastDay)
        {
            Posting.Post(slab, i, product, flows);
        }
    }
}
