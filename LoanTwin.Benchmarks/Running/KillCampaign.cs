using System.Globalization;
using System.Text.Json;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Benchmarks.Running;

/// <summary>What a campaign has come to. Kills by the phase in which they struck; found says what was wrong.</summary>
internal sealed record KillResult(int Kills, Dictionary<string, int> Phases, int Acknowledged, int Lost, int Doubled, int Unsound, int Stories, int SameHash, string[] Found)
{
    public bool IsClean => Lost == 0 && Doubled == 0 && Unsound == 0 && SameHash == Stories && Found.Length == 0;

    public static KillResult operator +(KillResult a, KillResult b) => new(
        a.Kills + b.Kills, a.Phases.Concat(b.Phases).GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value)),
        a.Acknowledged + b.Acknowledged, a.Lost + b.Lost, a.Doubled + b.Doubled, a.Unsound + b.Unsound, a.Stories + b.Stories, a.SameHash + b.SameHash, [.. a.Found, .. b.Found]);
}

/// <summary>
/// Kills the real program at chosen calls of its storage while it is given commands, starts it again, and compares what it acknowledged with
/// what is there. One folder lives through a story of many kills; in the end its state must be that of a program nobody killed, which was
/// told the same things before the same days.
/// </summary>
internal sealed class KillCampaign(ulong seed, int loans, bool isThorough)
{
    private static readonly string[] Later = [Faults.Day, Faults.Inbox, Faults.Day, Faults.Backup, Faults.Inbox, Faults.Day];

    private readonly Random _luck = new((int)seed);
    private readonly Dictionary<string, long> _acknowledged = [];
    private readonly Dictionary<string, int> _phases = [];
    private readonly List<string> _found = [];
    private int _told;
    private int _doubled;
    private int _unsound;
    private int _kills;

    /// <summary>Stories of about the same length, two at a time. A thorough one reads every row after every kill, another one every row at its end.</summary>
    public static async Task<KillResult> RunAsync(int kills, int stories, ulong seed, int loans, bool isThorough = true)
    {
        var all = new KillResult(0, [], 0, 0, 0, 0, 0, 0, []);
        var numbers = Enumerable.Range(0, stories);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (story, _) =>
        {
            var share = (kills * (story + 1) / stories) - (kills * story / stories);
            var result = await new KillCampaign((seed * 1000) + (ulong)story, loans, isThorough).TellAsync(share);
            lock (numbers)
            {
                all += result;
            }
        });
        return all;
    }

    private async Task<KillResult> TellAsync(int kills)
    {
        using var scratch = new Scratch();
        var folder = scratch.Below("killed");
        var early = Math.Max(1, kills / 6);
        for (var i = 0; i < early; i++)
        {
            await LiveAsync(folder, $"{Faults.Migration}:{_luck.Next(1, 45)}");
        }

        if (isThorough)
        {
            await LiveAsync(folder, $"{Faults.Day}:{_luck.Next(1, 250_000)}"); // in the middle of the founding commit
            early++;
        }

        // Once whole, and from there to the end killed again and again; the founded store is where the unkilled program begins, too.
        await using (var founding = await TwinProgram.StartAsync(folder, loans, seed))
        {
            await founding.StopAsync();
        }

        Scratch.Copy(folder, scratch.Below("unkilled"));
        for (var i = early; i < kills; i++)
        {
            var phase = Later[(i - early) % Later.Length];
            await LiveAsync(folder, $"{phase}:{_luck.Next(1, phase switch { Faults.Day => 3000, Faults.Inbox => 300, _ => 60 })}");
        }

        var (hash, day) = await LastAsync(folder);
        var lost = Check(folder, everyRow: true);
        var replayed = await ReplayAsync(folder, scratch.Below("unkilled"), day);
        if (replayed != hash)
        {
            _found.Add($"seed {seed}: {hash} was killed, {replayed} was not");
        }

        return new(_kills, _phases, _acknowledged.Count, lost, _doubled, _unsound, 1, replayed == hash ? 1 : 0, [.. _found]);
    }

    /// <summary>One life: commands until the program is gone.</summary>
    private async Task LiveAsync(string folder, string killAt)
    {
        await using var program = TwinProgram.Begin(folder, loans, seed, new() { [Faults.KillVariable] = killAt });
        try
        {
            if (await program.IsReadyAsync())
            {
                for (var round = 0; round < 60 && !program.HasExited; round++)
                {
                    await GiveAsync(program, killAt.StartsWith(Faults.Backup, StringComparison.Ordinal));
                }
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            // gone in the middle of an answer: what was not acknowledged may be there or not
        }

        await program.DisposeAsync();
        Note(program, killAt);
        if (File.Exists(Path.Combine(folder, "twin.db")))
        {
            Check(folder, isThorough);
        }
    }

    private void Note(TwinProgram program, string killAt)
    {
        var line = program.Errors.FirstOrDefault(error => error.StartsWith("killed in ", StringComparison.Ordinal));
        var phase = line?.Split(' ')[2] ?? "unhit";
        _phases[phase] = _phases.GetValueOrDefault(phase) + 1;
        _kills += line is null ? 0 : 1;
        if (program.Errors.Count > (line is null ? 0 : 1))
        {
            _found.Add($"{killAt}: {string.Join(" ", program.Errors)}");
        }
    }

    /// <summary>Some events under keys, one of them twice, a list, and a few days.</summary>
    private async Task GiveAsync(TwinProgram program, bool backs)
    {
        var backup = backs ? program.PostAsync("/api/backups", "{}") : null;
        for (var i = 0; i < _luck.Next(1, 5); i++)
        {
            var key = $"{seed}-{_told++}";
            var (status, body) = await program.PostAsync("/api/events", AnEvent(_luck, loans), key);
            Take(key, status, body, "sequence");
        }

        var list = $"{seed}-{_told++}";
        var events = $"[{AnEvent(_luck, loans)},{AnEvent(_luck, loans)}]";
        var (first, answer) = await program.PostAsync("/api/events", events, list);
        Take(list, first, answer, "sequences");
        var (second, again) = await program.PostAsync("/api/events", events, list);
        if (first == 202 && second == 202 && !JsonElement.DeepEquals(answer.GetProperty("sequences"), again.GetProperty("sequences")))
        {
            _doubled++;
        }

        if (backup is null || _luck.Next(3) == 0)
        {
            await program.StepAsync(_luck.Next(1, 6));
        }

        await (backup ?? Task.FromResult((0, default(JsonElement))));
    }

    private void Take(string key, int status, JsonElement body, string name)
    {
        if (status == 202)
        {
            var sequence = body.GetProperty(name);
            _acknowledged.Add(key, sequence.ValueKind is JsonValueKind.Array ? sequence[0].GetInt64() : sequence.GetInt64());
        }
        else
        {
            _found.Add($"{status} {body}");
        }
    }

    public static string AnEvent(Random luck, int loans) => luck.Next(6) switch
    {
        0 => $$"""{"type":"rate","loanId":{{luck.Next(1, loans)}},"annualRate":{{(luck.Next(200, 2900) / 10_000.0).ToString(CultureInfo.InvariantCulture)}}}""",
        1 => $$"""{"type":"status","loanId":{{luck.Next(1, loans)}},"status":"on_time"}""",
        2 => $$"""{"type":"recovery","loanId":{{luck.Next(1, loans)}},"amount":{{luck.Next(1, 90)}}.5}""",
        _ => $$"""{"type":"payment","loanId":{{luck.Next(1, loans)}},"amount":{{luck.Next(1, 900)}}.25}""",
    };

    /// <summary>Acknowledged rows that are not where they were said to be; what does not verify; keys that are there twice.</summary>
    private int Check(string folder, bool everyRow)
    {
        using var database = Open(folder);
        var found = everyRow ? Verification.Run(database) : Verification.RunQuick(database);
        if (found.Count > 0)
        {
            _unsound++;
            _found.Add($"{found[0]}");
        }

        var have = new Dictionary<string, long>();
        Read(database, "SELECT idempotency_key, sequence FROM inbox WHERE idempotency_key IS NOT NULL", row => _doubled += have.TryAdd(row.GetString(0), row.GetInt64(1)) ? 0 : 1);
        return _acknowledged.Count(told => have.GetValueOrDefault(told.Key) != told.Value);
    }

    /// <summary>Opened once more unharmed, with one day in which all that waits is dealt with.</summary>
    private async Task<(string Hash, string Day)> LastAsync(string folder)
    {
        await using var program = await TwinProgram.StartAsync(folder, loans, seed);
        await program.StepAsync(1);
        var twin = await program.TwinAsync();
        await program.StopAsync();
        return (twin.GetProperty("stateHash").GetString()!, twin.GetProperty("day").GetString()!);
    }

    /// <summary>Tells an unkilled program the same rows in the same order, each before the day that dealt with it.</summary>
    private async Task<string> ReplayAsync(string killed, string folder, string until)
    {
        var rows = new List<(long Sequence, string Body, int Day)>();
        using (var database = Open(killed))
        {
            Read(database, "SELECT sequence, body, applied_day FROM inbox ORDER BY sequence", row => rows.Add((row.GetInt64(0), row.GetString(1), row.GetInt32(2))));
        }

        await using var program = await TwinProgram.StartAsync(folder, loans, seed);
        var today = DayOf(await program.TwinAsync());
        var last = DateOnly.Parse(until, CultureInfo.InvariantCulture).DayNumber;
        var told = 0;
        foreach (var day in rows.Select(row => row.Day).Distinct().Order().ToList())
        {
            await StepToAsync(program, today, day - 1);
            for (var through = rows.Where(row => row.Day == day).Max(row => row.Sequence); told < rows.Count && rows[told].Sequence <= through; told++)
            {
                var (status, body) = await program.PostAsync("/api/events", rows[told].Body);
                if (status != 202 || body.GetProperty("sequence").GetInt64() != rows[told].Sequence)
                {
                    _found.Add($"replay of {rows[told].Sequence}: {status} {body}");
                }
            }

            await StepToAsync(program, day - 1, day);
            today = day;
        }

        await StepToAsync(program, today, last);
        return await program.HashAsync();
    }

    private static async Task StepToAsync(TwinProgram program, int today, int day)
    {
        if (day > today)
        {
            await program.StepAsync(day - today);
        }
    }

    private static int DayOf(JsonElement twin) => DateOnly.Parse(twin.GetProperty("day").GetString()!, CultureInfo.InvariantCulture).DayNumber;

    private static SqliteConnection Open(string folder)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(folder, "twin.db")};Pooling=False");
        database.Open();
        return database;
    }

    private static void Read(SqliteConnection database, string sql, Action<SqliteDataReader> take)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            take(row);
        }
    }
}
