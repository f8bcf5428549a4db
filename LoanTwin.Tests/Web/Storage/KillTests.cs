using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

/// <summary>
/// Kills a writing process, half the time after a random while, half the time at a chosen call, and compares what it acknowledged with what is
/// there. A kill never loses what the operating system holds already, so this shows atomicity and order, not the loss of power.
/// LOANTWIN_KILLS sets how many; 40 by default.
/// </summary>
public class KillTests
{
    [Fact]
    public async Task Process_KilledAgainAndAgain_LosesAndDoublesNothingThatItAcknowledged()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("LOANTWIN_KILLS"), out var asked) ? asked : 40;
        var halves = await Task.WhenAll(LiveAsync(kills / 2, seed: 1), LiveAsync(kills - (kills / 2), seed: 2));

        Assert.True(halves.Sum() > kills, $"only {halves.Sum()} commands were acknowledged in {kills} lives");
    }

    /// <summary>One folder through many lives.</summary>
    private static async Task<int> LiveAsync(int kills, int seed)
    {
        await using var store = new AStore();
        var luck = new Random(seed);
        var acknowledged = new Dictionary<string, long>();
        for (var life = 0; life < kills; life++)
        {
            using var child = ChildProcess.Start(store.Path, life % 2 == 0 ? luck.Next(1, 4000) : null);
            await (life % 2 == 0 ? child.EndAsync() : child.KillAfterAsync(TimeSpan.FromMilliseconds(luck.Next(0, 200))));
            Assert.All(child.Errors, line => Assert.StartsWith("killed in ", line, StringComparison.Ordinal));

            store.Reopen();
            Assert.Empty(store.Verify());
            CheckDays(store, child);
            CheckBackups(store, child);
            foreach (var words in child.Lines.Select(line => line.Split(' ')).Where(words => words is ["command", _, _]))
            {
                acknowledged.Add(words[1], long.Parse(words[2]));
            }

            await CheckCommandsAsync(store, acknowledged);
            await store.CloseAsync();
        }

        return acknowledged.Count;
    }

    private static async Task CheckCommandsAsync(AStore store, Dictionary<string, long> acknowledged)
    {
        var have = await store.Store.Writer.WriteAsync(scope =>
        {
            var rows = scope.Read("SELECT idempotency_key, sequence FROM inbox");
            var all = new Dictionary<string, long>();
            while (rows.Next())
            {
                all.Add(rows.Text(0), rows.Whole(1)); // throws on a second row with the key
            }

            rows.Reset();
            return all;
        });
        Assert.All(acknowledged, command => Assert.Equal(command.Value, have.GetValueOrDefault(command.Key)));
    }

    private static void CheckDays(AStore store, ChildProcess child)
    {
        foreach (var day in child.Lines.Where(line => line.StartsWith("day ", StringComparison.Ordinal)).Select(line => int.Parse(line[4..])))
        {
            Assert.Equal(1, store.Count($"days WHERE day = {day}"));
            Assert.Equal(50, store.Count($"metric_rows WHERE day = {day}"));
        }

        Assert.Equal(store.Count("days") * 50, store.Count("metric_rows")); // no half day, acknowledged or not
    }

    private static void CheckBackups(AStore store, ChildProcess child)
    {
        var offered = store.Store.Backups.List().Select(backup => Path.GetFileName(backup.Path)).ToList();
        Assert.All(child.Lines.Where(line => line.StartsWith("backup ", StringComparison.Ordinal)), line => Assert.Contains(line[7..], offered));
    }
}
