using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Benchmarks.Explorer;

/// <summary>A lender of 200,000 loans that has lived a year, and its book as the explorer reads it.</summary>
internal sealed class LargeBook : IDisposable
{
    public const int Loans = 200_000;

    private readonly Lender _lender;

    public LargeBook(ulong seed)
    {
        _lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = seed, YearsLived = 1 }).Value;
        View = ViewOf(_lender);
    }

    public BookView View { get; }

    public void Dispose()
    {
        View.Dispose();
        _lender.Dispose();
    }

    private static BookView ViewOf(Lender lender) => BookView.Of(
        lender,
        new TwinSnapshot
        {
            Day = DateOnly.FromDayNumber(lender.World.Day),
            CommitSequence = 1,
            Committed = DateTimeOffset.UnixEpoch,
            Seed = lender.World.Seed,
            LoansActive = Loans,
            LoansEver = lender.LoansEver,
            Metrics = ImmutableArray<MetricValue>.Empty,
            Market = EconomicState.Neutral,
            Strip = [],
            Sheet = lender.Figures().Sheet!,
            TickMilliseconds = 0,
            CommitMilliseconds = 0,
        },
        1, LoanMarks.None)!;
}
