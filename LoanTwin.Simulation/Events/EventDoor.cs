using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>What every event must satisfy, whatever it is about.</summary>
internal static class EventDoor
{
    public static Problem? Check(World world, OutsideEvent outside)
    {
        var faults = new FaultList()
            .Require(outside.Day == world.Day + 1, "effective", Text(outside.Day), $"{Text(world.Day + 1)}, the day that opens")
            .Require(outside.Sequence > world.Outside.LastSequence, "sequence", outside.Sequence, $"above {world.Outside.LastSequence}, the last one applied");
        var kind = outside.Sequence > world.Outside.LastSequence ? ProblemKind.Invalid : ProblemKind.Conflict;
        if (outside is not LoanAdded)
        {
            kind = world.Observations.Contains(outside.LoanId) ? ProblemKind.Conflict : kind;
            kind = world.Index.TryFind(outside.LoanId, out _, out _) ? kind : ProblemKind.NotFound;
            faults.Require(kind != ProblemKind.NotFound, "loanId", outside.LoanId, "a loan of this book")
                .Require(!world.Observations.Contains(outside.LoanId), "loanId", outside.LoanId, "a loan without a payment or status on its due day today: those are the last word of the day");
        }

        return faults.Any ? faults.ToProblem(kind) : null;
    }

    /// <summary>Adds that the contract must still be running.</summary>
    public static FaultList RequireRunning(this FaultList faults, ReferenceLoan loan, bool isDue)
        => faults.Require(loan.IsAlive, "loanId", loan.Status.Key(), "a running loan; after default or the end of the contract only a charge-off or a recovery remains")
            .Require(!(isDue && loan.Outcome == PaymentStatus.Default), "loanId", "default", "a running loan; this one is terminated today");

    public static FaultList RequireInstalments(this FaultList faults, ReferenceLoan loan)
        => faults.Require(!loan.IsCard, "loanId", loan.Product.Key, "a loan with instalments; a card has no term and no level payment");

    /// <summary>A kind that fits: a rule about the loan itself means that the event does not apply, anything else that it is invalid.</summary>
    public static Problem? Refusal(this FaultList faults)
        => !faults.Any ? null
            : faults.ToProblem() is var problem && problem.Faults.Any(fault => fault.Field is "loanId") ? problem with { Kind = ProblemKind.NotApplicable } : problem;

    public static string Text(int day) => day > 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd") : $"day {day}";

    public static string Money(long cents) => FormattableString.Invariant($"{Cents.ToDollars(cents):F2}");
}
