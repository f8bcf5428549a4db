using System.Collections.Immutable;

namespace LoanTwin.Domain.Lending;

/// <summary>One instalment in dollars: what falls due, how much of it is interest, how much principal, and what is still owed after it.</summary>
public readonly record struct ScheduleRow(int N, DateOnly Due, decimal Payment, decimal Interest, decimal Principal, decimal Balance)
{
    public long PaymentCents => Cents.HalfUp(Payment * 100);

    public long InterestCents => Cents.HalfUp(Interest * 100);

    public long PrincipalCents => Cents.HalfUp(Principal * 100);

    public long BalanceCents => Cents.HalfUp(Balance * 100);
}

/// <summary>The whole life of a loan that is paid as agreed. Payment is the first regular one; a balloon or a clearing last payment shows in the rows.</summary>
public sealed record Schedule(decimal Payment, decimal TotalInterest, ImmutableArray<ScheduleRow> Rows);
