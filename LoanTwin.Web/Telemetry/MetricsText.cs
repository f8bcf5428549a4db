using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Telemetry;

/// <summary>The figures of the running program in the text format of Prometheus 0.0.4. Days are counted from its start.</summary>
internal sealed class MetricsText : IDisposable
{
    /// <summary>For measurements of memory alone: the heap is collected before it is read.</summary>
    public const string CollectSetting = "Telemetry:Collect";

    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly Distribution _tick = new();
    private readonly Distribution _commit = new();
    private readonly Distribution _shown = new();
    private readonly Store _store;
    private readonly LiveFeed _feed;
    private readonly TwinClock _clock;
    private readonly TwinInbox _inbox;
    private readonly TwinTrouble _trouble;
    private readonly JobBoard _jobs;
    private readonly OpenCircuits _circuits;
    private readonly bool _collects;

    public MetricsText(Store store, LiveFeed feed, TwinClock clock, TwinInbox inbox, TwinTrouble trouble, JobBoard jobs, OpenCircuits circuits, IConfiguration settings)
    {
        (_store, _feed, _clock, _inbox, _trouble, _jobs, _circuits) = (store, feed, clock, inbox, trouble, jobs, circuits);
        _collects = settings.GetValue(CollectSetting, false);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TwinMeter.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Of(instrument.Name).Add(value));
        _listener.Start();
    }

    public string Write()
    {
        var text = new StringBuilder();
        Head(text, "loantwin_days_lived_total", "counter", "Days lived and stored since the start.").Append(CultureInfo.InvariantCulture, $"loantwin_days_lived_total {_commit.Count}\n");
        _tick.Write(Head(text, "loantwin_tick_milliseconds", "histogram", "The kernel, the books and the figures of one day."), "loantwin_tick_milliseconds");
        _commit.Write(Head(text, "loantwin_commit_milliseconds", "histogram", "From handing a day to storage until it is on the disk."), "loantwin_commit_milliseconds");
        _shown.Write(Head(text, "loantwin_shown_milliseconds", "histogram", "From publishing a picture until a browser has drawn its key figures and said so."), "loantwin_shown_milliseconds");
        Gauge(text, "loantwin_circuits", "Pages that are open or wait for their browser to come back.", _circuits.Count);
        Gauge(text, "loantwin_inbox_waiting", "Commands that wait for the opening of a day.", _inbox.CountWaiting());
        Gauge(text, "loantwin_viewers", "Viewers of the live feed: pages, one for all of the hub's watchers, and one that remembers month ends.", _feed.Viewers);
        Gauge(text, "loantwin_pace_days_per_second", "Upper limit that is set.", _clock.Pace.DaysPerSecond());
        Gauge(text, "loantwin_achieved_days_per_second", "Over the last days; 0 while paused.", _clock.AchievedPerSecond);
        Gauge(text, "loantwin_ready", "1 when the first figure can be read.", _feed.Latest is null ? 0 : 1);
        Gauge(text, "loantwin_day_number", "The simulated day, days since 0001-01-01.", _feed.Latest?.Day.DayNumber ?? 0);
        Gauge(text, "loantwin_loans_active", "Loans that are not over.", _feed.Latest?.LoansActive ?? 0);
        Gauge(text, "loantwin_trouble", "1 while days or commands cannot be stored, or a day failed.", _trouble.Text is null ? 0 : 1);
        Head(text, "loantwin_storage_trouble", "gauge", "1 at the kind of failure that the last commit died of.");
        foreach (var fault in new[] { StorageFault.Full, StorageFault.Busy, StorageFault.Failed })
        {
            text.Append(CultureInfo.InvariantCulture, $"loantwin_storage_trouble{{kind=\"{fault.ToString().ToLowerInvariant()}\"}} {(_store.Writer.Trouble?.Fault == fault ? 1 : 0)}\n");
        }

        Gauge(text, "loantwin_jobs_queued", "Long questions that wait.", _jobs.Count(JobState.Queued));
        Gauge(text, "loantwin_jobs_running", "Long questions that are being worked on.", _jobs.Count(JobState.Running));
        Gauge(text, "loantwin_storage_space_low", "1 when under 500 MB or under 5 % are free.", _trouble.Warning is null ? 0 : 1);
        Head(text, "loantwin_commits_total", "counter", "Commits since the start.").Append(CultureInfo.InvariantCulture, $"loantwin_commits_total {_store.Writer.Commits}\n");
        Gauge(text, "loantwin_gc_heap_bytes", "Managed heap after the last collection.", _collects ? GC.GetTotalMemory(forceFullCollection: true) : GC.GetGCMemoryInfo().HeapSizeBytes);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private Distribution Of(string instrument) => instrument switch
    {
        TwinMeter.Tick => _tick,
        TwinMeter.Commit => _commit,
        _ => _shown,
    };

    private static void Gauge(StringBuilder text, string name, string help, double value)
        => Head(text, name, "gauge", help).Append(CultureInfo.InvariantCulture, $"{name} {value}\n");

    private static StringBuilder Head(StringBuilder text, string name, string type, string help)
        => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
}
