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
        _pending ??= LiveWithoutPoison(await records.WaitingAsync(stopping));
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
            if (day == total && plan.IsMirror)
            {
                lender.BeginMirror();
            }

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

    /// <summary>An event that makes the day fail is set aside; the day is lived with all others. A day that fails without any event is nobody's fault but its own.</summary>
    private Pending LiveWithoutPoison(IReadOnlyList<Waiting> waiting)
    {
        try
        {
            return Live(waiting);
        }
        catch (Exception failure) when (waiting.Count > 0 && failure is not StorageException)
        {
            Reopen();
            var poison = Poison.Find(Lender, waiting, Rehearse);
            if (poison.Count == 0)
            {
                throw;
            }

            foreach (var (sequence, reason) in poison)
            {
                log.Poisoned(reason, sequence);
            }

            var day = Live([.. waiting.Where(row => !poison.ContainsKey(row.Sequence))]);
            return day with { Settled = [.. day.Settled.Concat(poison.Keys.Select(Dead)).OrderBy(row => row.Sequence)] };
        }
    }

    private static void Rehearse(Lender copy, IEnumerable<Waiting> rows)
    {
        copy.World.Facts = new DayFacts();
        Told.By(rows, copy.World.Day + 1).Live(copy);
        LivedFigures.Of(copy);
    }

    private Pending Live(IReadOnlyList<Waiting> waiting)
    {
        var clock = Stopwatch.StartNew();
        var told = Told.By(waiting, Lender.World.Day + 1);
        var day = told.Live(Lender);
        return new(day, LivedFigures.Of(Lender), told.Settle(day), clock.Elapsed.TotalMilliseconds);
    }

    private static Settled Dead(long sequence)
        => new(sequence, "dead", Settled.Errors("event", "failed", "an event that can be applied: this one made the program fail, which is our fault; it was set aside, changed nothing, and is in the log"));

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
            IsMirror = Lender.IsMirror,
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
