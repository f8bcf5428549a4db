using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>What became of one event: applied, or refused with everything that is wrong with it.</summary>
public readonly record struct EventAnswer(long Sequence, Problem? Problem)
{
    public bool IsApplied => Problem is null;
}

/// <summary>A day that was lived with what came from outside.</summary>
public sealed record LivedDay(ImmutableArray<EventAnswer> Answers, ImmutableArray<Reconciliation> Reconciliations);

/// <summary>
/// The door for everything that comes from outside. All events of a day apply at its opening, in their sequence, each against what the ones
/// before it have left; a refused event changes nothing and stops no other. The same events on the same days give the same world.
/// </summary>
public static class OutsideDay
{
    /// <summary>Lives the next day of a world with its events, and reconciles it.</summary>
    /// <param name="newBusiness">What the lender itself lends at the opening, after everything from outside.</param>
    /// <param name="isObserved">Nothing is drawn: loans pay what events say, and an instalment that nobody reports is missed.</param>
    public static LivedDay Live(World world, IEnumerable<OutsideEvent> events, FlowTable[] flows, bool measuresDrift = true, Action? newBusiness = null, bool isObserved = false)
    {
        ImmutableArray<EventAnswer> answers = [];
        void Open()
        {
            answers = [.. events.OrderBy(e => e.Sequence).Select(e => new EventAnswer(e.Sequence, Apply(world, e, flows)))];
            newBusiness?.Invoke();
        }

        var balances = world.StepReconciled(flows, Open, measuresDrift, isObserved);
        return new(answers, balances);
    }

    /// <summary>Applies one event at the opening of the next day; the problem, if there is one.</summary>
    private static Problem? Apply(World world, OutsideEvent outside, FlowTable[] flows)
    {
        world.OpenDay();
        var problem = EventDoor.Check(world, outside);
        problem ??= outside is LoanAdded added ? Arrival.Apply(world, added, flows) : OnLoan(LoanDesk.Of(world, outside, flows), outside);
        if (problem is null)
        {
            world.Outside.LastSequence = outside.Sequence;
        }

        return problem;
    }

    private static Problem? OnLoan(LoanDesk desk, OutsideEvent outside) => outside switch
    {
        PaymentReceived payment => Payment.Apply(desk, payment),
        PaymentReversed reversal => Reversal.Apply(desk, reversal),
        StatusObserved status => Sighting.Apply(desk, status),
        RateChanged rate => Agreement.Apply(desk, rate),
        LoanRestructured restructure => Agreement.Apply(desk, restructure),
        LoanChargedOff => Ending.ChargeOff(desk),
        RecoveryReceived recovery => Ending.Recover(desk, recovery),
        _ => throw new InvalidOperationException($"no rule for {outside.GetType().Name}"),
    };
}
