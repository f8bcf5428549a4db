using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Default events and terminated contracts in expectation: when they fall, how long the balance stands, and what the charge-off costs.</summary>
internal static class ExpectedDefaults
{
    /// <summary>What a state's row means for default events: who is still in one, who begins one, whose contract ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Follow<T>(
        ExpectedFrame frame, ExpectedSlab slab, int i, int state, T probability, T balance, in ExpectedRow<T> row, ref ExpectedNext<T> next, ref ExpectedSums<T> sums)
        where T : struct, ILanes<T>
    {
        slab.PerLoan?.Move(i, state, row);
        var (thirty, sixty) = ((int)PaymentStatus.Days30, (int)PaymentStatus.Days60);
        if (state == thirty)
        {
            next.AddInDefault(T.Load(slab.ThirtyInDefault, i), row[thirty], row[sixty]);
        }
        else if (state == sixty)
        {
            var inDefault = T.Load(slab.SixtyInDefault, i);
            next.AddInDefault(inDefault, row[thirty], row[sixty]);
            Begin(frame, slab, i, probability - inDefault, balance * (T.Of(1) - (inDefault / T.Max(probability, T.Of(1e-300)))), row[ExpectedState.Ninety], ref sums);
        }
        else if (state == ExpectedState.Ninety)
        {
            next.AddInDefault(probability, row[thirty], row[sixty]);
            var weight = row[(int)PaymentStatus.Default];
            Terminate(frame, slab, i, probability * weight, balance * weight, ref sums);
        }
    }

    /// <summary>The part of a state's probability that is in a default event; at 90 days everybody's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T InDefault<T>(ExpectedSlab slab, int i, int state, T probability) where T : struct, ILanes<T> => (PaymentStatus)state switch
    {
        PaymentStatus.Days30 => T.Load(slab.ThirtyInDefault, i),
        PaymentStatus.Days60 => T.Load(slab.SixtyInDefault, i),
        PaymentStatus.Days90 => probability,
        _ => T.Of(0),
    };

    /// <summary>60 to 90 days begins a default event, in this month or the next by the loan's due day.</summary>
    private static void Begin<T>(ExpectedFrame frame, ExpectedSlab slab, int i, T probability, T balance, T weight, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var anchor = T.Load(slab.Terms.Anchor, i);
        for (var ahead = 0; ahead < 2; ahead++)
        {
            var falls = T.Select(frame.EventFalls(anchor, ahead), weight, T.Of(0));
            sums.AddCount(Flow.DefaultEvents, ahead, probability * falls);
            sums.AddMoney(Flow.DefaultedBalance, ahead, balance * falls);
            slab.PerLoan?.AddEvents(i, frame.Month.Month + ahead, probability * falls, falls);
        }
    }

    /// <summary>A terminated contract stands until its charge-off day; then the loss is booked and the rest awaits recovery.</summary>
    private static void Terminate<T>(ExpectedFrame frame, ExpectedSlab slab, int i, T probability, T balance, ref ExpectedSums<T> sums) where T : struct, ILanes<T>
    {
        var anchor = T.Load(slab.Terms.Anchor, i);
        var standing = T.Same(anchor, anchor);
        for (var ahead = 0; ahead < ExpectedSums<T>.MonthsAhead; ahead++)
        {
            if (frame.HasChargeOffs(ahead))
            {
                var falls = frame.ChargeOffFalls(anchor, ahead);
                var chargeOffs = T.Select(falls, probability, T.Of(0));
                var chargedOff = T.Select(falls, balance, T.Of(0));
                var loss = chargedOff * frame.LossGivenDefault(ahead, slab.Terms, i, probability, balance);
                sums.AddCount(Flow.ChargeOffs, ahead, chargeOffs);
                sums.AddMoney(Flow.ChargedOff, ahead, chargedOff);
                sums.AddMoney(Flow.LossBooked, ahead, loss);
                slab.PerLoan?.AddChargeOffs(i, frame.Month.Month + ahead, chargeOffs, loss);
                standing = T.Except(standing, falls);
                if (T.Bits(standing) == 0)
                {
                    return;
                }
            }

            var waiting = T.Select(standing, balance, T.Of(0));
            sums.AddMoney(Flow.Balance, ahead, waiting);
            if (ahead > 0)
            {
                // In the month of the decision the loan is still recorded at 90 days, and counted there.
                slab.Standing?.AddTerminated(frame.Ordinal + ahead, T.Sum(ExpectedSums<T>.RoundedMoney(waiting)));
            }
            sums.AddCount(Flow.Active, ahead, T.Select(standing, probability, T.Of(0)));
        }
    }
}
