using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Default events and terminated contracts in expectation: when they fall, how long the balance stands, and what the charge-off costs.</summary>
internal static class ExpectedDefaults
{
    /// <summary>60 to 90 days begins a default event, in this month or the next by the loan's due day.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Begin<T>(ExpectedFrame frame, Slab terms, int i, T probability, T balance, T weight, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var anchor = T.Load(terms.Anchor, i);
        for (var ahead = 0; ahead < 2; ahead++)
        {
            var falls = T.Select(frame.EventFalls(anchor, ahead), weight, T.Of(0));
            sums.AddCount(Flow.DefaultEvents, ahead, probability * falls);
            sums.AddMoney(Flow.DefaultedBalance, ahead, balance * falls);
        }
    }

    /// <summary>A terminated contract stands until its charge-off day; then the loss is booked and the rest awaits recovery.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Terminate<T>(ExpectedFrame frame, Slab terms, int i, T probability, T balance, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var anchor = T.Load(terms.Anchor, i);
        var standing = T.Same(anchor, anchor);
        for (var ahead = 0; ahead < ExpectedSums<T>.MonthsAhead; ahead++)
        {
            if (frame.HasChargeOffs(ahead))
            {
                var falls = frame.ChargeOffFalls(anchor, ahead);
                var chargedOff = T.Select(falls, balance, T.Of(0));
                sums.AddMoney(Flow.ChargedOff, ahead, chargedOff);
                sums.AddMoney(Flow.LossBooked, ahead, chargedOff * frame.LossGivenDefault(ahead, terms, i, probability, balance));
                standing = T.Except(standing, falls);
                if (T.Bits(standing) == 0)
                {
                    return;
                }
            }

            sums.AddMoney(Flow.Balance, ahead, T.Select(standing, balance, T.Of(0)));
            sums.AddCount(Flow.Active, ahead, T.Select(standing, probability, T.Of(0)));
        }
    }
}
