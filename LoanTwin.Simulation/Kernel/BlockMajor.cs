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
        ParkEnded(slab, flows.FirstMonth);
        for (var month = flows.FirstMonth; month <= SimMonth.Of(lastDay); month++)
        {
            var frame = product.At(month);
            var due = PartitionDue(slab, month, day, lastDay);
            due = PostBeforeDue(slab, due, product, frame, flows);
            DueStep.Run(slab, due, product, frame, flows, width);
            CloseMonth(slab, due, flows, month);
        }

        PostToEnd(slab, product, flows, lastDay);
    }

    /// <summary>Whole months have every row due; the first and the last may have only some, and those are brought to the front.</summary>
    private static int PartitionDue(Slab slab, int month, int day, int lastDay)
    {
        if (day < SimMonth.FirstDay(month) && SimMonth.LastDay(month) <= lastDay)
        {
            return slab.Living;
        }

        var due = 0;
        for (var i = 0; i < slab.Living; i++)
        {
            var dueDay = SimMonth.DueDay(month, (int)slab.Anchor[i]);
            if (dueDay > day && dueDay <= lastDay)
            {
                slab.Swap(i, due++);
            }
        }

        return due;
    }

    /// <summary>
    /// Posts what cannot be left to the lanes because it ends a loan: exits, charge-offs, and payments of all there is. A default whose
    /// charge-off is still ahead is recorded. Returns how many rows are still due.
    /// </summary>
    private static int PostBeforeDue(Slab slab, int due, ProductFrame product, MonthFrame frame, FlowTable flows)
    {
        for (var i = slab.LastEnding(due); i >= 0; i = slab.LastEnding(i))
        {
            var anchor = (int)slab.Anchor[i];
            var day = (int)slab.PendingDay[i];
            if (day <= frame.FirstDay - 1 + Math.Min(anchor, frame.Days))
            {
                var month = day < frame.FirstDay ? frame.Month - 1 : frame.Month;
                var lastDue = frame.FirstDay - 1 - frame.DaysBefore + Math.Min(anchor, frame.DaysBefore);
                Posting.Post(slab, i, product, flows, month, lastDue);
            }
            else
            {
                DueStep.RecordDefault(slab, i);
            }

            if (slab.Status[i] >= (double)PaymentStatus.Default)
            {
                Park(slab, i, --due, frame.Month);
            }
        }

        return due;
    }

    private static void CloseMonth(Slab slab, int due, FlowTable flows, int month)
    {
        for (var i = due; i < slab.Living; i++)
        {
            flows.Add(Flow.Balance, month, slab.Balance[i]);
        }

        var cleared = slab.Cleared;
        for (var at = cleared.Length - 1; at >= 0; at--)
        {
            Park(slab, cleared[at], cleared[at], month);
        }

        flows.Add(Flow.Active, month, slab.Living);
        flows.LevelledMonth = month;
    }

    private static void PostToEnd(Slab slab, ProductFrame product, FlowTable flows, int lastDay)
    {
        for (var i = 0; i < slab.Count; i++)
        {
            if (i >= slab.Living && slab.Pending[i] == (double)PendingKind.ChargeOff)
            {
                // A waiting default left the living but is still outstanding until its charge-off day.
                for (var month = (int)slab.ParkedMonth[i]; month <= flows.LevelledMonth; month++)
                {
                    flows.Add(Flow.Balance, month, slab.Balance[i]);
                    flows.Add(Flow.Active, month, 1);
                }
            }

            while (slab.Pending[i] != 0 && slab.PendingDay[i] <= lastDay)
            {
                Posting.Post(slab, i, product, flows);
            }
        }
    }

    private static void ParkEnded(Slab slab, int month)
    {
        for (var i = slab.Living - 1; i >= 0; i--)
        {
            if (slab.Status[i] >= (double)PaymentStatus.Default)
            {
                Park(slab, i, i, month);
            }
        }
    }

    /// <summary>Takes a row out of the living: first behind those that are due, then behind the rest.</summary>
    private static void Park(Slab slab, int i, int lastDue, int month)
    {
        slab.ParkedMonth[i] = month;
        slab.Swap(i, lastDue);
        slab.Swap(lastDue, --slab.Living);
    }
}
