using System.Diagnostics;
using System.Text.Json;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The lender that is actually lived. One thread at a time: it takes what the inbox holds, lives the next day, makes it durable, and only then
/// shows it. A day that could not be stored is kept and stored again; a day that failed is undone by living up to it afresh.
/// </summary>
internal sealed class LivingTwin(TwinOptions options, TwinRecords records, LiveFeed feed, TimeProvider time, ILogger<LivingTwin> log) : IDisposable
{
    private Lender? _lender;
    private Pending? _pending;

    /// <summary>What the first start has come to: days lived of those to live.</summary>
    public (int Done, int Total) Progress { get; private set; }

    public Lender Lender => _lender ?? throw new InvalidOperationException("the twin is not open yet");

    /// <summary>The last published picture.</summary>
    public TwinSnapshot? Latest => feed.Latest;

    /// <summary>Continues the stored twin, or founds one and stores its first day.</summary>
    public async Task OpenAsync(CancellationToken stopping)
    {
        if (records.FindLast() is { } last)
        {
            Resume(last);
            return;
        }

        var lived = new List<Task<LivedFigures>>();
        var lender = Found(lived, stopping);
        await records.BeginAsync(lender, await Task.WhenAll(lived), stopping);
        _lender = lender;
        Publish(LivedFigures.Of(lender), [], 1, 0, 0);
    }

    /// <summary>Lives and stores one day. After a failure of storage the same day is tried again by the next call.</summary>
    public async Task LiveDayAsync(CancellationToken stopping)
    {
        _pending ??= Live(await records.WaitingAsync(stopping));
        var clock = Stopwatch.StartNew();
        var sequence = await SaveAsync(_pending, stopping);
        var day = _pending;
        _pending = null;
        Publish(day.Figures, day.Day.Lived.Reconciliations, sequence, day.Milliseconds, clock.Elapsed.TotalMilliseconds);
        records.Note(day.Day.Day);
    }

    /// <summary>Throws away what is in memory and lives up to the last stored day again.</summary>
    public void Reopen()
    {
        _pending = null;
        _lender?.Dispose();
        Resume(records.FindLast() ?? throw new InvalidOperationException("nothing is stored"));
    }

    public void Dispose() => _lender?.Dispose();

    /// <summary>A commit that failed may be on the disk all the same; such a day is not stored a second time.</summary>
    private async Task<long> SaveAsync(Pending day, CancellationToken stopping)
    {
        if (day.IsTried && records.FindLast() is { } last && last.Day == day.Day.Day)
        {
            return last.CommitSequence;
        }

        day.IsTried = true;
        return await records.SaveAsync(Lender, day.Day, day.Figures, day.Settled, stopping);
    }

    private Lender Found(List<Task<LivedFigures>> lived, CancellationToken stopping)
    {
        var plan = options.Plan;
        var lender = Lender.Open(plan);
        var total = plan.StartDay.DayNumber - lender.World.Day;
        for (var day = 1; day <= total; day++)
        {
            stopping.ThrowIfCancellationRequested();
            lender.LiveDay();
            Progress = (day, total);

            // A small book remembers every lived day, a large one its month ends.
            var isMonthEnd = lender.World.Day == SimMonth.LastDay(SimMonth.Of(lender.World.Day));
            if (isMonthEnd || options.Loans <= TwinRecords.MostRowLoans || day == total)
            {
                lived.Add(Task.Run(LivedFigures.Taken(lender), stopping));
            }

            if (day % 100 == 0)
            {
                log.Founding(day, total, $"{DateOnly.FromDayNumber(lender.World.Day):O}");
            }
        }

        lender.World.Facts = new DayFacts();
        return lender;
    }

    private void Resume(StoredDay last)
    {
        var (lender, day) = records.LiveTo(last.CheckpointDay, last.Day, new DayFacts());

        if (last.StateHash is { } hash && hash != LenderHash.Of(lender))
        {
            throw StorageException.Refused($"The stored twin does not live up to its own state of {DateOnly.FromDayNumber(last.Day):O}: made by another version, or changed by hand. Restore a backup.");
        }

        _lender = lender;
        Publish(LivedFigures.Of(lender), day?.Lived.Reconciliations ?? [], last.CommitSequence, 0, 0);
    }

    private Pending Live(IReadOnlyList<Waiting> waiting)
    {
        var clock = Stopwatch.StartNew();
        var next = Lender.World.Day + 1;
        var due = waiting.Select(row => (row.Sequence, Body: EventBody.Parse(row.Body))).Where(row => row.Body.Effective is not { } day || day.DayNumber <= next).ToList();
        var late = due.Where(row => row.Body.Effective is { } day && day.DayNumber < next).Select(row => row.Sequence).ToHashSet();
        var day = Lender.LiveDay(due.Where(row => !late.Contains(row.Sequence)).Select(row => row.Body.On(row.Sequence, next)));
        var figures = LivedFigures.Of(Lender);
        var answers = day.Lived.Answers.ToDictionary(answer => answer.Sequence);
        return new(day, figures, [.. due.Select(row => late.Contains(row.Sequence) ? Late(row.Sequence, next) : Settle(answers[row.Sequence]))], clock.Elapsed.TotalMilliseconds);
    }

    private static Settled Late(long sequence, int day)
        => new(sequence, "dead", JsonSerializer.Serialize(new { errors = new[] { new { field = "effective", value = "earlier", rule = $"{DateOnly.FromDayNumber(day):O}, the day that opened" } } }));

    private static Settled Settle(EventAnswer answer)
    {
        return answer.IsApplied
            ? new(answer.Sequence, "applied", null)
            : new(answer.Sequence, "refused", JsonSerializer.Serialize(new { errors = answer.Problem!.Faults.Select(fault => new { field = fault.Field, value = fault.Value, rule = fault.Rule }) }));
    }

    private void Publish(LivedFigures figures, IReadOnlyList<Simulation.Ledger.Reconciliation> strip, long sequence, double tick, double commit)
    {
        var active = 0;
        foreach (var level in Lender.Levels)
        {
            active += level.Active;
        }

        feed.Publish(new TwinSnapshot
        {
            Day = DateOnly.FromDayNumber(figures.Day),
            CommitSequence = sequence,
            Committed = time.GetUtcNow(),
            Seed = Lender.World.Seed,
            LoansActive = active,
            LoansEver = Lender.LoansEver,
            Metrics = figures.OfLender,
            Components = figures.Components,
            Market = figures.Market,
            Strip = [.. strip],
            Sheet = figures.Sheet,
            TickMilliseconds = tick,
            CommitMilliseconds = commit,
        });
    }

    /// <summary>A day that has been lived and is not stored yet.</summary>
    private sealed record Pending(LenderDay Day, LivedFigures Figures, IReadOnlyList<Settled> Settled, double Milliseconds)
    {
        /// <summary>It has been handed to storage, which has not said yes.</summary>
        public bool IsTried { get; set; }
    }
}
