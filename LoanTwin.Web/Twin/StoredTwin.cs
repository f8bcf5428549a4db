using System.Text.Json;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Twin;

/// <summary>The last committed day, and everything needed to live up to it again.</summary>
internal sealed record StoredDay(int Day, long CommitSequence, int CheckpointDay, string? StateHash);

/// <summary>The twin as it lies in the tables, asked through one connection; inside a transaction all answers are of one moment.</summary>
internal sealed class StoredTwin(SqliteConnection reader)
{
    public StoredDay? FindLast()
        => reader.Read(
            "SELECT d.day, d.commit_sequence, (SELECT max(c.day) FROM checkpoints c WHERE c.kind = 'lender' AND c.day <= d.day), lower(hex(d.state_hash)) FROM days d ORDER BY d.day DESC LIMIT 1",
            row => new StoredDay(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2), row.IsDBNull(3) || row.GetString(3).Length == 0 ? null : row.GetString(3))).FirstOrDefault();

    public Stream OpenCheckpoint(int day)
        => reader.Read("SELECT payload FROM checkpoints WHERE kind = 'lender' AND day = $day", row => new MemoryStream((byte[])row.GetValue(0)), ("$day", day)).Single();

    /// <summary>Inbox rows that a stored day has dealt with, to be dealt with again in the same order.</summary>
    public ILookup<int, Waiting> AppliedAfter(int day)
        => reader.Read(
            "SELECT applied_day, sequence, author, kind, body FROM inbox WHERE applied_day > $day AND state IN ('applied', 'refused') ORDER BY sequence",
            row => (Day: row.GetInt32(0), Row: new Waiting(row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4))),
            ("$day", day)).ToLookup(entry => entry.Day, entry => entry.Row);

    public long SequenceOf(int day) => reader.Read("SELECT commit_sequence FROM days WHERE day = $day", row => row.GetInt64(0), ("$day", day)).Single();

    /// <summary>Days whose whole state is kept, oldest first.</summary>
    public IReadOnlyList<int> StateDays() => [.. reader.Read("SELECT day FROM checkpoints WHERE kind = 'lender' ORDER BY day", row => row.GetInt32(0))];

    /// <summary>The lender as it was kept on a day.</summary>
    public Lender ReadLender(int stateDay)
    {
        using var state = OpenCheckpoint(stateDay);
        return Lender.Read(state, ProductCatalogue.Default, MarketModel.Default);
    }

    /// <summary>The lender of a kept state, lived forward with what was told to it on those days.</summary>
    public Lender LiveTo(int stateDay, int day) => LiveTo(stateDay, day, null).Lender;

    /// <summary>The same with facts of single loans, where somebody wants to know them, and with its last lived day.</summary>
    public (Lender Lender, LenderDay? Last) LiveTo(int stateDay, int day, DayFacts? facts)
    {
        var lender = ReadLender(stateDay);
        lender.World.Facts = facts;
        var applied = AppliedAfter(stateDay);
        LenderDay? last = null;
        while (lender.World.Day < day)
        {
            var next = lender.World.Day + 1;
            last = lender.LiveDay(applied[next].Select(row => EventBody.Parse(row.Body).On(row.Sequence, next)));
        }

        return (lender, last);
    }

    /// <summary>Strips that do not add up, or do not open with what the day before closed with.</summary>
    public IEnumerable<string> FindBrokenStrips()
    {
        var (closing, last) = (new Dictionary<string, long>(), 0);
        foreach (var (day, strip) in Strips())
        {
            if (last != 0 && day != last + 1)
            {
                yield return $"days: {Date(last)} is followed by {Date(day)}";
            }

            last = day;
            foreach (var product in strip)
            {
                if (product.Difference != 0)
                {
                    yield return $"days, {Date(day)}, {product.Product}: the movements do not add up by {product.Difference} cents";
                }

                if (closing.TryGetValue(product.Product, out var before) && before != product.Opening)
                {
                    yield return $"days, {Date(day)}, {product.Product}: opens with {product.Opening} cents after a close of {before}";
                }

                closing[product.Product] = product.Closing;
            }
        }
    }

    /// <summary>From each kept state lived forward to the next one: what is stored for that, or what came out instead. Nothing to say with one state.</summary>
    public IEnumerable<(int From, int To, string? Fault)> Replays()
    {
        var days = StateDays();
        return days.Zip(days.Skip(1), Replay);
    }

    private (int From, int To, string? Fault) Replay(int from, int to)
    {
        var stored = reader.Read("SELECT lower(hex(state_hash)) FROM days WHERE day = $day", row => row.GetString(0), ("$day", to)).SingleOrDefault();
        using var lender = LiveTo(from, to);
        var lived = LenderHash.Of(lender);
        return (from, to, lived == stored ? null : $"replay: {Date(from)} lived forward to {Date(to)} gives {lived}, stored is {stored}");
    }

    private IEnumerable<(int Day, Reconciliation[] Strip)> Strips()
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT day, strip FROM days ORDER BY day";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return (row.GetInt32(0), JsonSerializer.Deserialize<Reconciliation[]>(row.GetString(1))!);
        }
    }

    private static string Date(int day) => $"{DateOnly.FromDayNumber(day):O}";
}
