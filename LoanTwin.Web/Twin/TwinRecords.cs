using System.Text.Json;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>
/// How the twin stands in the tables. A day is one transaction: what it did to loans, its figures, what became of its inbox rows, and at
/// month ends the whole state; days between are lived again from there.
/// </summary>
internal sealed class TwinRecords(Store store, TimeProvider time, IEnumerable<IDayWitness>? witnesses = null)
{
    private readonly IDayWitness[] _witnesses = [.. witnesses ?? []];

    public const string CheckpointKind = "lender";

    /// <summary>Loans in a book above which payments are not kept row by row.</summary>
    public const int MostRowLoans = 50_000;

    private const int CheckpointsKept = 36;
    private const int CheckpointsKeptLarge = 3;

    /// <summary>The first commit: the lender on its start day, and the figures of every day or month that it has lived.</summary>
    public Task BeginAsync(Lender lender, IReadOnlyList<LivedFigures> lived, CancellationToken stopping)
        => store.Writer.WriteDayAsync(lender.World.Day, scope =>
        {
            foreach (var figures in lived)
            {
                WriteFigures(scope, figures, scope.CommitSequence);
            }

            // History keeps the loans of the lived years; the twin itself goes on without those that are over.
            WriteBook(scope, lender);
            lender.Compact();
            WriteDay(scope, lender, [], LenderHash.Of(lender), applied: 0);
            AuditTrail.Append(scope, time.GetUtcNow(), Author.Program, "begin", "twin", JsonSerializer.Serialize(new { lender.World.Seed, loans = lender.World.Book.Count }));
        }, stopping);

    /// <summary>One lived day, durable when the task ends.</summary>
    public Task<long> SaveAsync(Lender lender, LenderDay day, LivedFigures figures, IReadOnlyList<Settled> settled, CancellationToken stopping)
        => store.Writer.WriteDayAsync(day.Day, scope =>
        {
            var sequence = scope.CommitSequence;
            foreach (var row in settled)
            {
                Inbox.Settle(scope, row.Sequence, row.State, day.Day, row.Answer);
            }

            WriteNewLoans(scope, lender, day);
            WriteArrivals(scope, lender, settled);
            WriteFacts(scope, lender, day);
            WriteFigures(scope, figures, sequence);
            foreach (var witness in _witnesses)
            {
                witness.Write(scope, figures);
            }

            var isMonthEnd = day.Day == SimMonth.LastDay(SimMonth.Of(day.Day));
            WriteDay(scope, lender, day.Lived.Reconciliations, isMonthEnd ? LenderHash.Of(lender) : null, settled.Count == 0 ? 0 : settled[^1].Sequence, isMonthEnd);
            return sequence;
        }, stopping);

    /// <summary>Tells the witnesses that a day is durable.</summary>
    public void Note(int day)
    {
        foreach (var witness in _witnesses)
        {
            witness.Note(day);
        }
    }

    public StoredDay? FindLast() => Ask(stored => stored.FindLast());

    /// <summary>The lender as it was kept on a day.</summary>
    public Lender ReadLender(int stateDay) => Ask(stored => stored.ReadLender(stateDay));

    /// <summary>Days whose whole state is kept, oldest first.</summary>
    public IReadOnlyList<int> StateDays() => Ask(stored => stored.StateDays());

    /// <summary>The commit that a stored day came in by.</summary>
    public long SequenceOf(int day) => Ask(stored => stored.SequenceOf(day));

    /// <summary>The kept state that a day can be lived up to from; nothing when none is old enough.</summary>
    public int? FindStateBefore(int day) => Ask(stored => stored.StateDays().Where(state => state <= day).Select(state => (int?)state).LastOrDefault());

    public bool KeepsState(int day) => Ask(stored => stored.StateDays().Contains(day));

    public (Lender Lender, LenderDay? Last) LiveTo(int stateDay, int day, DayFacts? facts) => Ask(stored => stored.LiveTo(stateDay, day, facts));

    public Task<IReadOnlyList<Waiting>> WaitingAsync(CancellationToken stopping) => store.Writer.WriteAsync(Inbox.ReadWaiting, stopping);

    private T Ask<T>(Func<StoredTwin, T> question)
    {
        using var reader = store.Database.OpenReader();
        return question(new StoredTwin(reader));
    }

    private static void WriteDay(WriteScope scope, Lender lender, IReadOnlyList<Simulation.Ledger.Reconciliation> strip, string? hash, long applied, bool keepsState = true)
    {
        scope.Table("days").Insert(
            lender.World.Day, scope.CommitSequence, hash is null ? Cell.Nothing : Convert.FromHexString(hash),
            JsonSerializer.Serialize(strip), JsonSerializer.Serialize(lender.Figures().Sheet), applied);
        if (keepsState)
        {
            using var state = new MemoryStream();
            lender.Write(state);
            Checkpoints.Put(scope, lender.World.Day, CheckpointKind, state.ToArray());
            Forget(scope, lender.World.Book.Count > MostRowLoans ? CheckpointsKeptLarge : CheckpointsKept);
            Retention.Apply(scope, lender.World.Day);
        }
    }

    /// <summary>Drops the oldest states beyond the number that is kept, but none that a stored run begins from; a run that the twin asks for itself, only while it is under way.</summary>
    private static void Forget(WriteScope scope, int kept)
    {
        const string forgotten =
            """
            SELECT day FROM (SELECT day FROM checkpoints WHERE kind = 'lender' ORDER BY day DESC LIMIT -1 OFFSET ?1) AS older
            WHERE NOT EXISTS (
              SELECT 1 FROM runs JOIN jobs ON jobs.run_id = runs.id
              WHERE runs.checkpoint_day = older.day AND (jobs.author <> ?2 OR jobs.state IN ('queued', 'running')))
            """;
        var rows = scope.Read(forgotten).BindAll(kept, Author.Twin);
        var days = new List<long>();
        while (rows.Next())
        {
            days.Add(rows.Whole(0));
        }

        rows.Reset();
        foreach (var day in days)
        {
            scope.Table("checkpoints").Delete(day, CheckpointKind);
        }
    }

    private static void WriteFigures(WriteScope scope, LivedFigures figures, long sequence)
    {
        var metrics = scope.Table("metric_rows");
        foreach (var (scopeKey, values) in figures.Metrics)
        {
            foreach (var value in values)
            {
                metrics.Insert(figures.Day, value.Metric.Key, scopeKey, value.Value, sequence);
            }
        }

        var market = scope.Table("market_rows");
        foreach (var factor in MacroFactor.All)
        {
            market.Insert(figures.Day, factor.Key, figures.Market[factor], sequence);
        }
    }

    private static void WriteBook(WriteScope scope, Lender lender)
    {
        foreach (var shelf in lender.World.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count && lender.World.Book.Count <= MostRowLoans; row++)
            {
                LoanRecord.Write(scope, shelf, row, lender.World.Day);
            }
        }
    }

    private static void WriteNewLoans(WriteScope scope, Lender lender, LenderDay day)
    {
        foreach (var application in day.Applications)
        {
            LoanRecord.WriteApplication(scope, lender.World.Book.Catalogue[application.Product], application, day.Day);
            if (application.IsTaken && lender.World.Index.TryFind(application.Id, out var place, out var row))
            {
                LoanRecord.Write(scope, lender.World.Book.Shelves[place], row, day.Day, application.Id);
            }
        }
    }

    /// <summary>Loans that came in from outside, and whoever owes them.</summary>
    private static void WriteArrivals(WriteScope scope, Lender lender, IReadOnlyList<Settled> settled)
    {
        foreach (var arrival in settled)
        {
            if (arrival.NewLoan is { } id && lender.World.Index.TryFind(id, out var place, out var row))
            {
                LoanRecord.Write(scope, lender.World.Book.Shelves[place], row, lender.World.Day);
            }
        }
    }

    private static void WriteFacts(WriteScope scope, Lender lender, LenderDay day)
    {
        if (lender.World.Facts is not { } facts || lender.World.Book.Count > MostRowLoans)
        {
            return;
        }

        var repayments = scope.Table("repayments");
        var numbers = new Dictionary<long, int>();
        foreach (var posting in facts.Postings)
        {
            var number = numbers[posting.Loan] = numbers.GetValueOrDefault(posting.Loan) + 1;
            repayments.Insert(posting.Loan, day.Day, number, LoanRecord.KindOf(posting), posting.Kind == PendingKind.ChargeOff ? 0 : posting.Fees + posting.Interest + posting.Principal, posting.Principal, posting.Interest, posting.Fees);
        }

        var history = scope.Table("delinquency_history");
        foreach (var moved in facts.Statuses.GroupBy(moved => moved.Loan).Select(moves => (moves.Key, From: moves.First().From, moves.Last().To)))
        {
            if (lender.World.Index.TryFind(moved.Key, out var place, out var row))
            {
                var view = LoanView.Of(lender.World.Book.Shelves[place], row, day.Day);
                history.Insert(moved.Key, day.Day, moved.From.Key(), moved.To.Key(), view.DaysPastDue, view.Arrears);
                LoanRecord.Update(scope, view);
            }
        }
    }
}
