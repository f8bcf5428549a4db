using System.Diagnostics.Metrics;

namespace LoanTwin.Web.Twin;

/// <summary>What each lived day took, for whoever listens.</summary>
internal static class TwinMeter
{
    public const string Name = "LoanTwin";
    public const string Tick = "loantwin.tick";
    public const string Commit = "loantwin.commit";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> TickMilliseconds = Meter.CreateHistogram<double>(Tick, "ms", "The kernel, the books and the figures of one day.");
    private static readonly Histogram<double> CommitMilliseconds = Meter.CreateHistogram<double>(Commit, "ms", "From handing a day to storage until it is on the disk.");

    public static void Note(TwinSnapshot day)
    {
        TickMilliseconds.Record(day.TickMilliseconds);
        CommitMilliseconds.Record(day.CommitMilliseconds);
    }
}
