using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>One due day of the first rows of a slab, at the width asked for; what is left of a register is run one by one.</summary>
internal static class DueStep
{
    public static void Run(Slab slab, int count, ProductFrame product, MonthFrame month, FlowTable flows, LaneWidth width)
    {
        slab.ForgetCleared();
        var done = width switch
        {
            LaneWidth.Eight => Wide<Lanes8>(slab, 0, count, product, month, flows),
            LaneWidth.Four => Wide<Lanes4>(slab, 0, count, product, month, flows),
            _ => 0,
        };
        Wide<Lane1>(slab, done, count, product, month, flows);
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

    private static int Wide<T>(Slab slab, int from, int to, ProductFrame product, MonthFrame month, FlowTable flows) where T : struct, ILanes<T>
        => product.Product.Card is null
            ? InstalmentDue.Run<T>(slab, from, to, product, month, flows)
            : CardDue.Run<T>(slab, from, to, product, month, flows);
}
