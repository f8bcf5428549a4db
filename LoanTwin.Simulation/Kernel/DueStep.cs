using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// One due day of the first rows of a slab, phase by phase over columns that stay in cache: late payments that have come are posted, then
/// Accrue and Bill, Behave, Post for those who pay on the day, Age. Every phase is one loop at the width asked for; the last
/// register may run into the gap behind the living rows, where loans of nothing stand.
/// </summary>
internal static class DueStep
{
    /// <summary>
    /// Steps the first rows. When these are all the living, the last register runs into the gap behind them; when others follow, what is left
    /// of a register runs one by one.
    /// </summary>
    public static void Run(in StepFrame step, int count, LaneWidth width)
    {
        var slab = step.Slab;
        slab.ForgetCleared();
        slab.OpenGap();
        var isAll = count == slab.Living;
        switch (width)
        {
            case LaneWidth.Eight:
                Wide<Lanes8>(step, count, isAll);
                break;
            case LaneWidth.Four:
                Wide<Lanes4>(step, count, isAll);
                break;
            default:
                Phases<Lane1>(step, 0, count);
                break;
        }

        if (slab.HasFloating)
        {
            RateReset.Apply(slab, count, step.Month.BaseRate);
        }
    }

    /// <summary>A default whose charge-off day is still ahead is recorded on the due day after the one that decided it; the contract is over.</summary>
    public static void RecordDefault(Slab slab, int i)
    {
        slab.Status[i] = (double)PaymentStatus.Default;
        slab.Outcome[i] = (double)PaymentStatus.Default;
    }

    private static void Wide<T>(in StepFrame step, int count, bool isAll) where T : struct, ILanes<T>
    {
        var whole = isAll ? count : count - (count % T.Count);
        Phases<T>(step, 0, whole);
        Phases<Lane1>(step, whole, count);
    }

    private static void Phases<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        if (from == count)
        {
            return;
        }

        if (step.Product.Product.Card is { } card)
        {
            CardLatePayment.Run<T>(step, from, count);
            CardBill.Run<T>(step, from, count);
            Behave.Run<T>(step, from, count);
            CardPost.Run<T>(step, from, count, card);
        }
        else
        {
            LatePayment.Run<T>(step, from, count);
            Bill.Run<T>(step, from, count);
            Behave.Run<T>(step, from, count);
            Post.Run<T>(step, from, count);
        }

        Age.Run<T>(step, from, count);
    }
}

/// <summary>What every phase of a due step looks at.</summary>
internal readonly record struct StepFrame(Slab Slab, ProductFrame Product, MonthFrame Month, FlowTable Flows);
