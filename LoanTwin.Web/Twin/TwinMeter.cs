using System.Diagnostics.Metrics;

namespace LoanTwin.Web.Twin;

/// <summary>What each lived day took, for whoever listens.</summary>
internal static class TwinMeter
{
    public const string Name = "LoanTwin";
    public const string Tick = "loantwin.tick";
    public const string Commit = "loantwin.commit";
    public const string Shown = "loantwin.shown";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> TickMilliseconds = Meter.CreateHistogram<double>(Tick, "ms", "The kernel, the books and the figures of one day.");
    private static readonly Histogram<double> CommitMilliseconds = Meter.CreateHistogram<double>(Commit, "ms", "From handing a day to storage until it is on the disk.");

    private static readonly Histogram<double> ShownMilliseconds = Meter.CreateHistogram<double>(Shown, "ms", "From publishing a picture until a browser has drawn its key figures and said so.");

    public static void Note(TwinSnapshot day)
    {
        TickMilliseconds.Record(day.TickMilliseconds);
        CommitMilliseconds.Record(day.CommitMilliseconds);
    }

    public static void NoteShown(TimeSpan since) => ShownMilliseconds.Record(since.TotalMilliseconds);
}
