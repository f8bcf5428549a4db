using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>A mirror lives what it is told: whoever pays stays current, whoever is not reported becomes late, and nothing else happens.</summary>
public sealed class MirrorTests
{
    private static readonly TwinOptions Options = new(60, 5, new DateOnly(2026, 1, 1), Pace.Paused) { IsMirror = true };

    [Fact]
    public async Task Loan_ThatIsReported_StaysCurrentAndTheOtherBecomesLate()
    {
        await using var store = AStore.Open();
        using var twin = await OpenAsync(store, isNew: true);
        var (book, count) = (twin.Lender.World.Book, twin.Lender.World.Book.Count);
        var shelf = book.Shelves[0];
        long[] current = [.. Enumerable.Range(0, shelf.Count).Where(row => Of(shelf, row).Status == PaymentStatus.OnTime && shelf.Moving.Outcome[row] == 0 && shelf.Moving.Owed[row] == 0 && shelf.Moving.Remaining[row] > 6).Take(2).Select(row => shelf.Fixed.Id[row])];
        var (reported, unreported) = (current[0], current[1]);
        var (payments, dues) = (0, 0);
        while (dues < 2)
        {
            dues += Find(twin, unreported).NextDue == twin.Lender.World.Day + 1 ? 1 : 0;
            payments += await PayWhatIsDueAsync(store, twin, reported);
            await twin.LiveDayAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(payments, 1, 3);
        Assert.Equal(PaymentStatus.OnTime, Find(twin, reported).Status);
        Assert.Equal(PaymentStatus.Days30, Find(twin, unreported).Status);
        Assert.InRange(Find(twin, unreported).DaysPastDue, 28, 31);
        Assert.True(twin.Latest!.IsMirror);
        Assert.Equal(count, book.Count);
        Assert.Equal(0, store.Count("applications"));
        Assert.Equal(payments, store.Count("repayments WHERE kind <> 'chargeOff'"));
        Assert.Equal(payments, store.Count("inbox WHERE state = 'applied'"));
        Assert.Empty(store.Verify());

        using var again = await OpenAsync(store, isNew: false);
        Assert.True(again.Lender.IsMirror);
        Assert.Equal(LenderHash.Of(twin.Lender), LenderHash.Of(again.Lender));
    }

    [Fact]
    public void Fork_OfAMirror_RunsForwardWithDrawnBehaviour()
    {
        using var mirror = Lender.Found(Options.Plan).Value;
        using var fork = mirror.Fork(RandomKey.Future(5, "what could come", 0));
        var (told, drawn) = (0, 0);
        for (var day = 0; day < 70; day++)
        {
            told += mirror.LiveDay().Applications.Length;
            drawn += fork.LiveDay().Applications.Length;
        }

        Assert.False(fork.IsMirror);
        Assert.Equal(0, Share(mirror, PaymentStatus.OnTime));
        Assert.InRange(Share(fork, PaymentStatus.OnTime), .6, 1);
        Assert.Equal(0, told);
        Assert.InRange(drawn, 3, 300);
    }

    [Fact]
    public void Mirror_WithoutAWord_IsWrittenOffToTheCent()
    {
        using var mirror = Lender.Found(Options.Plan).Value;
        for (var day = 0; day < 400; day++)
        {
            Assert.All(mirror.LiveDay().Lived.Reconciliations, strip => Assert.Equal((0, 0, 0, 0, 0), (strip.Difference, strip.ScheduledPrincipal, strip.Prepayments, strip.Payoffs, strip.Purchases)));
        }

        Assert.Equal(0, mirror.Months.Skip(mirror.Months.Count - 12).Sum(month => month.Products.Sum(product => product.Recovered)));
        Assert.InRange(mirror.Months[^1].Products.Sum(product => product.Closing), 0, mirror.Months[^13].Products.Sum(product => product.Closing) / 2);
    }

    [Theory]
    [InlineData("mirror", true)]
    [InlineData("simulated", false)]
    [InlineData(null, false)]
    public void Mode_IsReadFromTheSettings(string? mode, bool isMirror)
        => Assert.Equal(isMirror, TwinOptions.From(Settings(mode)).Value.IsMirror);

    [Fact]
    public void Mode_ThatNobodyKnows_IsRefusedByName()
        => Assert.Equal("Twin:Mode", TwinOptions.From(Settings("dream")).Problem!.Faults.Single().Field);

    private static IConfiguration Settings(string? mode) => new ConfigurationBuilder().AddInMemoryCollection([new("Twin:Mode", mode)]).Build();

    private static async Task<LivingTwin> OpenAsync(AStore store, bool isNew)
    {
        var records = new TwinRecords(store.Store, TimeProvider.System);
        if (isNew)
        {
            using var lender = Lender.Found(Options.Plan).Value;
            await records.BeginAsync(lender, [], TestContext.Current.CancellationToken);
        }

        var twin = new LivingTwin(Options, records, new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        return twin;
    }

    private static async Task<int> PayWhatIsDueAsync(AStore store, LivingTwin twin, long id)
    {
        var loan = Find(twin, id);
        if (loan.NextDue != twin.Lender.World.Day + 1)
        {
            return 0;
        }

        var body = FormattableString.Invariant($$"""{"type":"payment","loanId":{{id}},"amount":{{Cents.ToDollars(loan.Payment)}}}""");
        Assert.True((await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, new Command("tester", null, EventBody.Kind, body), DateTimeOffset.UnixEpoch))).IsSuccess);
        return 1;
    }

    private static LoanView Find(LivingTwin twin, long id)
        => twin.Lender.World.Index.TryFind(id, out var place, out var row) ? LoanView.Of(twin.Lender.World.Book.Shelves[place], row, twin.Lender.World.Day) : throw new InvalidOperationException("gone");

    private static LoanView Of(Shelf shelf, int row) => LoanView.Of(shelf, row, Options.StartDay.DayNumber);

    private static double Share(Lender lender, PaymentStatus status)
    {
        var (some, all) = (0, 0);
        foreach (var shelf in lender.World.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                (some, all) = (some + (shelf.Moving.Status[row] == (byte)status && shelf.Fixed.OriginationDay[row] < Options.StartDay.DayNumber && shelf.Moving.Balance[row] > 0 ? 1 : 0), all + 1);
            }
        }

        return (double)some / all;
    }
}
