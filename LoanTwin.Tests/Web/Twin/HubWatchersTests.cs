using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Twin;

namespace LoanTwin.Tests.Web.Twin;

public sealed class HubWatchersTests : IDisposable
{
    private readonly LiveFeed _feed = new(TimeProvider.System);
    private readonly List<(string Connection, int Loans)> _sent = [];

    [Fact]
    public void Watcher_WhoDoesNotRead_HoldsUpNobodyAndGetsTheNewestLater()
    {
        var (watchers, slow) = (new HubWatchers(_feed), new TaskCompletionSource());
        watchers.Enter("slow");
        watchers.Enter("quick");
        for (var picture = 1; picture <= 5; picture++)
        {
            _feed.Publish(Picture(picture));
            watchers.Tell((connection, snapshot) =>
            {
                _sent.Add((connection, snapshot.LoansActive));
                return connection == "slow" ? slow.Task : Task.CompletedTask;
            });
        }

        Assert.Equal([1, 2, 3, 4, 5], Of("quick"));
        Assert.Equal([1], Of("slow"));
        slow.SetResult();
        Assert.Equal([1, 5], Of("slow"));
    }

    [Fact]
    public void Watcher_WhoCannotBeSentTo_IsNotAskedAgain()
    {
        var watchers = new HubWatchers(_feed);
        watchers.Enter("gone");
        watchers.Enter("left");
        watchers.Leave("left");
        for (var picture = 1; picture <= 3; picture++)
        {
            _feed.Publish(Picture(picture));
            watchers.Tell((connection, snapshot) =>
            {
                _sent.Add((connection, snapshot.LoansActive));
                return Task.FromException(new IOException("broken pipe"));
            });
        }

        Assert.Equal([("gone", 1)], _sent);
    }

    public void Dispose() => _feed.Dispose();

    private int[] Of(string connection) => [.. _sent.Where(sent => sent.Connection == connection).Select(sent => sent.Loans)];

    private static TwinSnapshot Picture(int loans) => new()
    {
        Day = new(2026, 1, 1),
        CommitSequence = loans,
        Committed = DateTimeOffset.UnixEpoch,
        Seed = 1,
        LoansActive = loans,
        LoansEver = loans,
        Metrics = [],
        Market = default,
        Strip = [],
        Sheet = new BalanceSheet(),
        TickMilliseconds = 0,
        CommitMilliseconds = 0,
    };
}
