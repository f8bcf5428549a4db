using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Ledger;

namespace LoanTwin.Web.Twin;

/// <summary>The twin as of its last committed day: all that a viewer needs to show, and nothing that still moves.</summary>
internal sealed record TwinSnapshot
{
    public required DateOnly Day { get; init; }

    /// <summary>Number of the commit that holds the day: what <c>knownAt</c> counts.</summary>
    public required long CommitSequence { get; init; }

    public required DateTimeOffset Committed { get; init; }
    public required ulong Seed { get; init; }
    /// <summary>Behaviour is observed, not drawn.</summary>
    public bool IsMirror { get; init; }

    public required int LoansActive { get; init; }
    public required int LoansEver { get; init; }
    public required ImmutableArray<MetricValue> Metrics { get; init; }

    /// <summary>What the metrics are made of, where that is no metric itself.</summary>
    public ImmutableArray<MetricValue> Components { get; init; } = [];

    public required EconomicState Market { get; init; }

    /// <summary>The reconciliation of the day, product by product.</summary>
    public required ImmutableArray<Reconciliation> Strip { get; init; }

    public required BalanceSheet Sheet { get; init; }

    /// <summary>What the day took: the kernel and the books, and the commit.</summary>
    public required double TickMilliseconds { get; init; }
    public required double CommitMilliseconds { get; init; }

    /// <summary>On the monotonic clock, when it was handed to the viewers.</summary>
    public long PublishedAt { get; init; }
}
