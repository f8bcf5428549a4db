using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;
using LoanTwin.Tests.Kernel;
using LoanTwin.Tests.Metrics;

namespace LoanTwin.Tests.Measures;

public sealed class BookFiguresTests
{
    private const double Relative = 1e-9;

    [Theory]
    [InlineData(1, 2_000)]
    [InlineData(2, 61)]
    [InlineData(3, 0)]
    public void Figures_OfALivedBook_EqualThoseLoanByLoan(int seed, int loans)
    {
        using var world = AWorld.Mixed(loans, (ulong)seed);
        var flows = world.FlowTables(world.Day + 400);
        var random = new Random(seed);
        var (late, ended, bad) = (false, false, false);
        for (var lived = 0; lived < 360; lived++)
        {
            world.Step(flows);
            if (lived % 45 == 20)
            {
                var figures = Compare(world.Book, world.Day, random);
                late |= figures.Sum(product => product.Count30) > 0;
                ended |= figures.Sum(product => product.Active) < world.Book.Count;
                bad |= figures.Sum(product => product.CertainLoss) > 0;
            }
        }

        Assert.True(loans < 1_000 || (late && ended && bad));
    }

    [Fact]
    public void Figures_OfABookWithEvents_EqualThoseLoanByLoan()
    {
        using var life = new ALife(AWorld.Mixed(500), 200);
        var (random, events) = (new Random(5), new RandomEvents(life.World, 4, 8));

        for (var day = 0; day < 150; day++)
        {
            Simulation.Events.OutsideDay.Live(life.World, events.OfToday(), life.Flows);
            if (day % 10 == 0)
            {
                Compare(life.World.Book, life.World.Day, random);
            }
        }
    }

    [Fact]
    public void Totals_OfALivedBook_TieWithTheProducts()
    {
        using var world = AWorld.Mixed(3_000);
        var flows = world.FlowTables(world.Day + 300);
        while (world.Day < AWorld.Start.DayNumber + 250)
        {
            world.Step(flows);
        }

        var whole = Compare(world.Book, world.Day, new Random(8));
        double SumOf(string key, bool isShare) => whole.Products.Select(product => whole.Of(product.Product).Value).Sum(part => (MetricCatalogue.Find(key).Value.Value(part) ?? 0) * (isShare ? part.Outstanding : 1));

        foreach (var key in new[] { "outstanding", "activeLoans", "expectedLoss", "nonPerforming" })
        {
            Same(SumOf(key, false), MetricCatalogue.Find(key).Value.Value(whole), key);
        }

        // One factor moves all products, luck of their own does not: the whole is safer than its parts, but not by much.
        var (together, apart) = (MetricCatalogue.Find("var999").Value.Value(whole)!.Value * whole.Outstanding, SumOf("var999", true));
        Assert.InRange(together / apart, .5, 1);
        Assert.Equal(whole.Losses!.ExpectedLoss, whole.Sum(product => product.ExpectedLoss + product.CertainLoss), 1e-9 * whole.Losses.ExpectedLoss);
    }

    [Theory]
    [InlineData("consumer")]
    [InlineData("auto")]
    [InlineData("mortgage")]
    [InlineData("business")]
    [InlineData("creditCard")]
    public void Figures_OfOneLoan_EqualThoseOfTheLoan(string product)
    {
        using var world = AWorld.Of(StartingBook.OfOne(product, 1, 3, AWorld.Start), AWorld.Start);

        var figures = Compare(world.Book, world.Day, new Random(1));

        Assert.Equal((1, 1), (figures.Sum(loans => loans.Active), MetricCatalogue.Find("topShare").Value.Value(figures)));
    }

    [Fact]
    public void Figures_OfABookThatIsAllLate_EqualThoseLoanByLoan()
    {
        using var world = AWorld.Mixed(300);
        ForEachRow(world.Book, (shelf, row) =>
        {
            shelf.Moving.Owed[row] = (byte)(1 + (row % 3));
            shelf.Moving.Status[row] = (byte)((int)PaymentStatus.Days30 + (row % 3));
            shelf.Moving.DefaultDay[row] = row % 3 == 2 ? world.Day - (row % 5) + 2 : 0;
        });

        Compare(world.Book, world.Day, new Random(1));
    }

    [Fact]
    public void Figures_OfABookThatIsAllTerminated_AreCertainLoss()
    {
        using var world = AWorld.Mixed(300);
        ForEachRow(world.Book, (shelf, row) =>
        {
            shelf.Moving.Status[row] = (byte)PaymentStatus.Default;
            shelf.Moving.Pending[row] = (byte)PendingKind.ChargeOff;
            shelf.Moving.PendingDay[row] = world.Day + 10;
            shelf.Moving.DefaultDay[row] = world.Day - 30;
        });

        var figures = Compare(world.Book, world.Day, new Random(2));

        Assert.Equal(1, MetricCatalogue.Find("npaRatio").Value.Value(figures));
        Assert.Equal(MetricCatalogue.Find("expectedLossRate").Value.Value(figures)!.Value, MetricCatalogue.Find("var999").Value.Value(figures)!.Value, 1e-9);
    }

    [Fact]
    public void Figures_OfABookThatIsAllWrittenOff_AreNothing()
    {
        using var world = AWorld.Mixed(300);
        ForEachRow(world.Book, (shelf, row) => (shelf.Moving.Status[row], shelf.Moving.Balance[row], shelf.Moving.Owed[row]) = ((byte)PaymentStatus.Default, 0, 0));

        var figures = Compare(world.Book, world.Day, new Random(3));

        Assert.Equal((0, 0, 0), (figures.Outstanding, figures.Sum(product => product.Active), figures.Sum(product => product.Undrawn)));
    }

    [Fact]
    public void Figures_OfTwoLoans_AreThoseWorkedOutByHand()
    {
        using var life = new ALife();
        var figures = new BookFigures(5).Measure(life.World.Book, life.World.Day, Outlooks(life.World.Book, _ => [.02f], .5));
        var (loan, card) = (figures[0], figures[4]);

        // 10,000.00 at 12 %, score 700, DTI .2; LGD .88, half of default events end in a charge-off.
        Assert.Equal((1_000_000, 120_000, 7e8, 0), (loan.Balance, loan.RateWeight, loan.ScoreWeight, loan.SecuredBalance));
        Assert.Equal(.02f * .5 * .88 * 1_000_000, loan.ExpectedLoss, 1e-6);
        Assert.Equal(new LossBucket(1, .02f, .06, 440_000, 440_000.0 * 440_000), loan.Buckets.Single());

        // 2,000.00 drawn of 5,000.00: exposure 2,000 + .35 x 3,000, LGD .87.
        Assert.Equal((200_000, 300_000, 200_000), (card.Balance, card.Undrawn, card.LargestLoan));
        Assert.Equal(.02f * .5 * .87 * 305_000, card.ExpectedLoss, 1e-6);
    }

    [Fact]
    public void Home_UnderAFallingIndex_HasItsLossFromTodaysValue()
    {
        var book = new LoanBook(ProductCatalogue.Default);
        _ = book.Add(ALife.Loan with { Id = LoanId.Of(ALife.Loan.OriginationDay, 2, 0), Product = 2, CollateralValue = 2_000_000, ValueIndex = 1.25, Region = 12 }).Value;
        var outlooks = Outlooks(book, _ => [.01f], 1).Select(outlook => outlook with { ValueIndex = .75 }).ToArray();

        var home = new BookFigures(5).Measure(book, ALife.Start.DayNumber, outlooks)[2];

        // Worth 2,000,000 / 1.25 x .75 = 1,200,000; LGD 1 - .62 x 1.2 = .256; the region lies outside the nine.
        Assert.Equal(1_000_000 / 1.2, home.LtvWeight, 1e-6);
        Assert.Equal(.01f * .256 * 1_000_000, home.ExpectedLoss, 1e-6);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000_000], home.ByRegion);
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(.000488f, 0)]
    [InlineData(.00048828125f, 1)]
    [InlineData(.2499f, 9)]
    [InlineData(.25f, 10)]
    [InlineData(.5f, 11)]
    [InlineData(1f, 11)]
    public void Bucket_OfAProbability_IsItsPowerOfTwo(float pd, int place) => Assert.Equal(place, LossBuckets.Place(pd));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-.01f)]
    [InlineData(1.01f)]
    public void Probability_ThatIsNone_IsRefused(float pd)
    {
        using var life = new ALife();

        Assert.Throws<ArgumentOutOfRangeException>(() => new BookFigures(5).Measure(life.World.Book, life.World.Day, Outlooks(life.World.Book, _ => [pd], 1)));
    }

    [Fact]
    public void Probabilities_ThatAreTooFew_AreRefused()
    {
        using var world = AWorld.Mixed(100);

        Assert.Throws<ArgumentException>(() => new BookFigures(5).Measure(world.Book, world.Day, Outlooks(world.Book, _ => [.5f], 1)));
    }

    [Fact]
    public void Measure_OfALargeBook_AllocatesByProductOnly()
    {
        using var world = AWorld.Mixed(20_000);
        var (figures, outlooks) = (new BookFigures(5), Outlooks(world.Book, shelf => new float[shelf.Count], 1));
        figures.Measure(world.Book, world.Day, outlooks);

        var before = GC.GetAllocatedBytesForCurrentThread();
        figures.Measure(world.Book, world.Day, outlooks);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    /// <summary>Both ways of measuring, then every metric of the lender and of each product.</summary>
    private static PortfolioFigures Compare(LoanBook book, int day, Random random)
    {
        var outlooks = Outlooks(book, shelf => [.. Enumerable.Range(0, random.Next(5) == 0 ? 0 : shelf.Count).Select(_ => (float)Math.Pow(random.NextDouble(), 5))], random.NextDouble());
        var fast = ALender.Figures with { Products = new BookFigures(book.Shelves.Length).Measure(book, day, outlooks) };
        var slow = ALender.Figures with { Products = [.. book.Shelves.Select(shelf => ReferenceFigures.Of(shelf, day, outlooks[shelf.Place]))] };

        CompareMetrics(slow, fast);
        foreach (var (reference, figures) in slow.Products.Zip(fast.Products))
        {
            CompareFields(reference, figures);
            CompareMetrics(slow.Of(reference.Product).Value, fast.Of(figures.Product).Value);
        }

        return fast;
    }

    private static void CompareMetrics(PortfolioFigures slow, PortfolioFigures fast)
    {
        foreach (var metric in MetricCatalogue.All.Concat(MetricCatalogue.Components))
        {
            Same(metric.Value(slow), metric.Value(fast), $"{fast.Scope} {metric.Key}");
        }
    }

    private static void CompareFields(ProductFigures slow, ProductFigures fast)
    {
        foreach (var property in typeof(ProductFigures).GetProperties().Where(property => property.PropertyType == typeof(double)))
        {
            Same((double)property.GetValue(slow)!, (double)property.GetValue(fast)!, $"{fast.Product} {property.Name}");
        }

        Assert.Equal(slow.ByRegion, fast.ByRegion);
        Assert.Equal(slow.Buckets.Select(bucket => (bucket.Count, bucket.Correlation)), fast.Buckets.Select(bucket => (bucket.Count, bucket.Correlation)));
        foreach (var (reference, bucket) in slow.Buckets.Zip(fast.Buckets))
        {
            Same(reference.Pd, bucket.Pd, $"{fast.Product} bucket");
            Same(reference.SquaredLoss, bucket.SquaredLoss, $"{fast.Product} bucket");
        }
    }

    private static void Same(double? expected, double? actual, string what)
        => Assert.True(expected is null == actual is null && Math.Abs((expected ?? 0) - (actual ?? 0)) <= Relative * Math.Max(1e-3, Math.Abs(expected ?? 0)), $"{what}: loan by loan {expected}, columns {actual}");

    private static ProductOutlook[] Outlooks(LoanBook book, Func<Shelf, float[]> pd, double share)
        => [.. book.Shelves.Select(shelf => new ProductOutlook(pd(shelf), shelf.Product.IsSecured ? .9 : 1, 0, share))];

    private static void ForEachRow(LoanBook book, Action<Shelf, int> change)
    {
        foreach (var shelf in book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                change(shelf, row);
            }
        }
    }
}
