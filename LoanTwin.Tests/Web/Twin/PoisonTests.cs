using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>An event that makes the program throw is set aside, and the twin lives on as if it had never come.</summary>
public sealed class PoisonTests
{
    private static readonly TwinOptions Options = new(40, 5, new DateOnly(2026, 1, 1), Pace.Paused);

    [Fact]
    public async Task Day_WithEventsThatThrow_IsLivedWithTheOthers()
    {
        await using var store = AStore.Open();
        using var twin = await OpenAsync(store);
        var loan = twin.Lender.World.Book.Shelves[0].Fixed.Id[0];
        var good = $$"""{"type":"payment","loanId":{{loan}},"amount":1.25}""";
        await TellAsync(store, good, """{"type":"payment","loanId":1}""", good, """{"type":3}""", """{"type":"restructure","loanId":1}""");

        await twin.LiveDayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, store.Count("inbox WHERE state = 'received'"));
        Assert.Equal(3, store.Count("inbox WHERE state = 'dead' AND sequence IN (2, 4, 5) AND answer LIKE '%our fault%' AND answer NOT LIKE '%Exception%' AND answer NOT LIKE '%Nullable%'"));
        Assert.Equal(2, store.Count("inbox WHERE state <> 'dead'"));
        Assert.Equal(2, store.Count("days"));
        Assert.Empty(store.Verify());

        await using var clean = AStore.Open();
        using var unhurt = await OpenAsync(clean);
        await TellAsync(clean, good, "{}", good);
        await clean.Store.Writer.WriteAsync(scope => Inbox.Settle(scope, 2, "dead", unhurt.Lender.World.Day, null));
        await unhurt.LiveDayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(LenderHash.Of(unhurt.Lender), LenderHash.Of(twin.Lender));

        using var again = await OpenAsync(store, isFounded: true);
        Assert.Equal(LenderHash.Of(twin.Lender), LenderHash.Of(again.Lender));
    }

    [Fact]
    public void Find_FailuresInTheMiddleOfADay_NamesEachAndLeavesTheLenderAlone()
    {
        using var lender = Lender.Found(Options.Plan).Value;
        var before = LenderHash.Of(lender);
        var loan = lender.World.Book.Shelves[0].Fixed.Id[0];
        Waiting[] rows = [.. Enumerable.Range(1, 40).Select(sequence => new Waiting(sequence, "tester", "event", ""))];

        var culprits = Poison.Find(lender, rows, (copy, some) => copy.LiveDay(some.Select<Waiting, OutsideEvent>(row => row.Sequence % 13 == 0
            ? new Unruly { Sequence = row.Sequence, LoanId = loan, Day = copy.World.Day + 1 }
            : new PaymentReceived { Sequence = row.Sequence, LoanId = loan, Day = copy.World.Day + 1, Cents = 1 })));

        Assert.Equal([13, 26, 39], culprits.Keys.Order());
        Assert.All(culprits.Values, failure => Assert.Contains(nameof(Unruly), failure.Message));
        Assert.Equal(before, LenderHash.Of(lender));
    }

    [Fact]
    public void Find_ADayThatFailsByItself_BlamesNoEvent()
    {
        using var lender = Lender.Found(Options.Plan).Value;

        Assert.Empty(Poison.Find(lender, [new(1, "tester", "event", "{}")], (_, _) => throw new InvalidOperationException("always")));
    }

    private static async Task<LivingTwin> OpenAsync(AStore store, bool isFounded = false)
    {
        var records = new TwinRecords(store.Store, TimeProvider.System);
        if (!isFounded)
        {
            using var lender = Lender.Found(Options.Plan).Value;
            await records.BeginAsync(lender, [], TestContext.Current.CancellationToken);
        }

        var twin = new LivingTwin(Options, records, new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        return twin;
    }

    private static async Task TellAsync(AStore store, params string[] bodies)
        => Assert.True((await store.Store.Writer.WriteAsync(scope => Inbox.AppendAll(scope, "tester", null, EventBody.Kind, bodies, DateTimeOffset.UnixEpoch))).IsSuccess);

    /// <summary>An event for which there is no rule.</summary>
    private sealed record Unruly : OutsideEvent
    {
        public override string Type => "unruly";
    }
}
