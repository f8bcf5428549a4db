using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Default events and terminated contracts in expectation: when they fall, how long the balance stands, and what the charge-off costs.</summary>
internal static class ExpectedDefaults
{
    /// <summary>60 to 90 days begins a default event, in this month or the next by the loan's due day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin<T>(ExpectedFrame frame, T anchor, T probability, T balance, T weight, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        for (var ahead = 0; ahead < 2; ahead++)
        {
            var falls = T.Select(frame.EventFalls(anchor, ahead), weight, T.Of(0));
            sums.AddCount(Flow.DefaultEvents, ahead, probability * falls);
            sums.AddMoney(Flow.DefaultedBalance, ahead, balance * falls);
        }
    }

    /// <summary>A terminated contract stands until its charge-off day; then the loss is booked and the rest awaits recovery.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Terminate<T>(ExpectedFrame frame, ExpectedSlab slab, int i, T anchor, T probability, T balance, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        if (T.Bits(probability > T.Of(0)) == 0)
        {
            return;
        }

        var standing = T.Same(anchor, anchor);
        for (var ahead = 0; ahead < ExpectedSums<T>.MonthsAhead; ahead++)
        {
            var falls = frame.ChargeOffFalls(anchor, ahead);
            var chargedOff = T.Select(falls, balance, T.Of(0));
            sums.AddMoney(Flow.ChargedOff, ahead, chargedOff);
            sums.AddMoney(Flow.LossBooked, ahead, chargedOff * frame.LossGivenDefault(ahead, slab.Terms, i, probability, balance));
            standing = T.Except(standing, falls);
            sums.AddMoney(Flow.Balance, ahead, T.Select(standing, balance, T.Of(0)));
            sums.AddCount(Flow.Active, ahead, T.Select(standing, probability, T.Of(0)));
        }
    }
}
