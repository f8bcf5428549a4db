using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// One due day of the first rows of a slab, phase by phase over columns that stay in cache: late payments that have come are posted, then
/// Accrue and Bill, Behave, Post for those who pay on the day, Age. Every phase is one loop at the width asked for; what is left of a
/// register runs one by one through the same code.
/// </summary>
internal static class DueStep
{
    public static void Run(Slab slab, int count, ProductFrame product, MonthFrame month, FlowTable flows, LaneWidth width)
    {
        slab.ForgetCleared();
        var step = new StepFrame(slab, product, month, flows);
        var done = width switch
        {
            LaneWidth.Eight => Phases<Lanes8>(step, 0, count - (count % Lanes8.Count)),
            LaneWidth.Four => Phases<Lanes4>(step, 0, count - (count % Lanes4.Count)),
            _ => 0,
        };
        Phases<Lane1>(step, done, count);
        if (slab.HasFloating)
        {
            RateReset.Apply(slab, count, month.BaseRate);
        }
    }

    /// <summary>A default whose charge-off day is still ahead is recorded on the due day after the one that decided it; the contract is over.</summary>
    public static void RecordDefault(Slab slab, int i)
    {
        slab.Status[i] = (double)PaymentStatus.Default;
        slab.Outcome[i] = (double)PaymentStatus.Default;
    }

    private static int Phases<T>(in StepFrame step, int from, int to) where T : struct, ILanes<T>
    {
        if (from == to)
        {
            return to;
        }

        if (step.Product.Product.Card is { } card)
        {
            CardLatePayment.Run<T>(step, from, to);
            CardBill.Run<T>(step, from, to);
            Behave.Run<T>(step, from, to);
            CardPost.Run<T>(step, from, to, card);
        }
        else
        {
            LatePayment.Run<T>(step, from, to);
            Bill.Run<T>(step, from, to);
            Behave.Run<T>(step, from, to);
            Post.Run<T>(step, from, to);
        }

        Age.Run<T>(step, from, to);
        return to;
    }
}

/// <summary>What every phase of a due step looks at.</summary>
internal readonly record struct StepFrame(Slab Slab, ProductFrame Product, MonthFrame Month, FlowTable Flows);
