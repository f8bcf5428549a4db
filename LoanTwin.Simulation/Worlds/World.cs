using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Checkpoints;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>How a world is driven; none of it can change a figure.</summary>
public sealed record Driving(int Chunk = 1024, LaneWidth Width = LaneWidth.Widest)
{
    public static Driving Default { get; } = new();
}

/// <summary>
/// All that evolves: the book, the economy around it, the latent level, the day, and the key of its luck. No clock, no I/O, no static
/// state. <see cref="Fork"/> gives an independent copy that shares what never changes.
/// </summary>
public sealed partial class World : IDisposable
{
    private readonly Driving _driving;
    private DayMajor[]? _drivers;
    private DayLedger? _ledger;
    private int _ledgerDay;
    private LoanIndex? _index;
    private ProductFrame[] _frames = [];
    private int _framesMonth = -1;

    public World(LoanBook book, MarketPath market, ulong seed, int day, ITransitionModel? model = null, bool hasLatent = true, Driving? driving = null)
        : this(book, market, seed, RandomKey.MainLine(seed), day, model ?? CalibratedCascade.Published, new double[book.Catalogue.Count + 1], hasLatent, [], driving ?? Driving.Default)
    {
        EnsureLived(book, day);
        Risk = DriftMeasure.Of(book, market, SimMonth.Of(day));
    }

    private World(LoanBook book, MarketPath market, ulong seed, RandomKey key, int day, ITransitionModel model, double[] latent, bool hasLatent, RiskFrame[] risk, Driving driving)
        => (Book, Market, Seed, Key, Day, Model, LatentLevels, HasLatent, Risk, _driving) = (book, market, seed, key, day, model, latent, hasLatent, risk, driving);

    public LoanBook Book { get; }

    /// <summary>The economy so far; where a model of it is set, each month that opens beyond it adds one.</summary>
    public MarketPath Market { get; private set; }

    /// <summary>The law by which the economy goes on when its path ends; without one the last state holds.</summary>
    public MarketModel? Economy { get; init; }

    public ulong Seed { get; }

    public RandomKey Key { get; }

    /// <summary>The last day that has been lived, as a day number.</summary>
    public int Day { get; private set; }

    public int PolicyVersion { get; init; } = 1;

    public ITransitionModel Model { get; }

    /// <summary>Latent levels of the running month: shared, then one a product.</summary>
    public double[] LatentLevels { get; private set; }

    public bool HasLatent { get; }

    /// <summary>Scale and price level of the drift, by product, since the last measurement.</summary>
    public RiskFrame[] Risk { get; private set; }

    /// <summary>What was seen today in place of draws; forgotten when the day has been lived.</summary>
    public Observations Observations { get; } = new();

    /// <summary>What happened to single loans on the last lived day, where somebody asked to know.</summary>
    public DayFacts? Facts { get; set; }

    /// <summary>What came from outside so far.</summary>
    public OutsideRecord Outside { get; private init; } = new();

    /// <summary>Where a loan stands in the book.</summary>
    public LoanIndex Index => _index ??= new(Book);

    /// <summary>An independent copy under another key: another future of the same present.</summary>
    public World Fork(RandomKey key)
        => new(Book.Fork(), Market, Seed, key, Day, Model, [.. LatentLevels], HasLatent, [.. Risk], _driving) { PolicyVersion = PolicyVersion, Economy = Economy, Outside = Outside.Copy() };

    /// <summary>The same world in another economy.</summary>
    public World Under(MarketPath market)
        => new(Book.Fork(), market, Seed, Key, Day, Model, [.. LatentLevels], HasLatent, [.. Risk], _driving) { PolicyVersion = PolicyVersion, Economy = Economy, Outside = Outside.Copy() };

    /// <summary>The same world later, with the columns that a horizon run left behind.</summary>
    internal World At(int day, LoanBook book, MarketPath market, RandomKey key, double[] latent)
        => new(book, market, Seed, key, day, Model, [.. latent], HasLatent, [.. Risk], _driving) { PolicyVersion = PolicyVersion, Economy = Economy, Outside = Outside.Copy() };

    /// <summary>Writes a world, or reads one that will live the same days.</summary>
    /// <param name="world">Nothing when reading.</param>
    internal static World Keep(Checkpoint checkpoint, World? world, ProductCatalogue catalogue, MarketModel? economy)
    {
        checkpoint.Part("world");
        checkpoint.Expect(KernelVersion.Kernel, "kernel version");
        checkpoint.Expect(KernelVersion.Calibration, "calibration");
        checkpoint.Expect(CatalogueDigest.Of(catalogue), "products");
        checkpoint.Expect(economy?.Version, "market model");
        checkpoint.Expect((world?.Model ?? CalibratedCascade.Published).Version, "transition model");
        var key = RandomKey.Restored(checkpoint.Value(world?.Key.Value ?? 0));
        var (seed, day, hasLatent) = (checkpoint.Value(world?.Seed ?? 0), checkpoint.Value(world?.Day ?? 0), checkpoint.Value(world?.HasLatent ?? false));
        var policyVersion = checkpoint.Value(world?.PolicyVersion ?? 0);
        var latent = checkpoint.List<double>(world?.LatentLevels ?? []);
        var risk = checkpoint.List<RiskFrame>(world?.Risk ?? []);
        var market = MarketPath.Keep(checkpoint, world?.Market);
        var outside = OutsideRecord.Keep(checkpoint, world?.Outside);
        var book = world?.Book ?? new LoanBook(catalogue);
        book.Keep(checkpoint);
        return world ?? new(book, market, seed, key, day, CalibratedCascade.Published, latent, hasLatent, risk, Driving.Default)
        {
            PolicyVersion = policyVersion,
            Economy = economy,
            Outside = outside,
        };
    }

    /// <summary>
    /// Lets go of loans that are over and wait for nothing, as far as no payment on them can be taken back any more. Ids are never used
    /// again, and luck goes by id, so the others live the same days.
    /// </summary>
    internal void Compact()
    {
        var reversible = Outside.Payments.Values.Select(payment => payment.Loan).ToHashSet();
        foreach (var shelf in Book.Shelves)
        {
            shelf.Compact(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default || shelf.Moving.Pending[row] != 0 || reversible.Contains(shelf.Fixed.Id[row]));
        }

        // Drivers, index and ledger know rows by number.
        (_drivers, _index, _ledger) = (null, null, null);
    }

    /// <summary>Lives one more day. Months open with the next latent level and close with a new measurement of the drift.</summary>
    /// <param name="measuresDrift">Off on run-off, where a horizon holds the last measurement, and debt to income with it.</param>
    /// <param name="isObserved">Nothing is drawn: an instalment about which nothing was seen is missed, and incomes stay as they are known.</param>
    public void Step(FlowTable[] flows, bool measuresDrift = true, bool isObserved = false)
    {
        var day = Day + 1;
        var month = SimMonth.Of(day);
        var drivers = OpenDay();
        Facts?.Clear();
        for (var place = 0; place < drivers.Length; place++)
        {
            drivers[place].Run(_frames[place], Risk[place], flows[place], day, Observations, Facts, isObserved);
        }

        Day = day;
        Outside.Close(Observations, day);
        if (day == SimMonth.LastDay(month))
        {
            CloseLevels(flows, month);
        }

        if (measuresDrift && !isObserved && day == SimMonth.LastDay(month))
        {
            IncomeChange.Run(Book, Key, Market.At(month).Unemployment, day, Lanes.Resolve(_driving.Width));
        }

        if (measuresDrift && day == SimMonth.LastDay(month))
        {
            Risk = DriftMeasure.Of(Book, Market, month);
        }
    }

    /// <summary>Lives one more day and closes the books of every product to the cent; a day that does not balance throws.</summary>
    /// <param name="opening">What happens at the opening of the day, before anything else.</param>
    public ImmutableArray<Reconciliation> StepReconciled(FlowTable[] flows, Action? opening = null, bool measuresDrift = true, bool isObserved = false)
    {
        if (_ledger is null || _ledgerDay != Day)
        {
            // Days lived without a ledger, or none yet: what stands now is the opening.
            _ledger = new(Book);
        }

        _ledger.Open(flows, SimMonth.Of(Day + 1));
        opening?.Invoke();
        Step(flows, measuresDrift, isObserved);
        _ledgerDay = Day;
        return _ledger.Close(flows, Day);
    }

    /// <summary>A world holds loans that have begun; what arrives later comes in on its day.</summary>
    private static void EnsureLived(LoanBook book, int day)
    {
        foreach (var shelf in book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (shelf.Fixed.OriginationDay[row] > day || shelf.Moving.DefaultDay[row] > day)
                {
                    throw new ArgumentException($"loan {shelf.Fixed.Id[row]} begins, or defaults, after the world's day {DateOnly.FromDayNumber(day):O}", nameof(book));
                }
            }
        }
    }

    /// <summary>Day by day a due day adds its rows to the levels; at the month's end they are taken from the columns.</summary>
    private void CloseLevels(FlowTable[] flows, int month)
    {
        foreach (var shelf in Book.Shelves)
        {
            var (balance, active) = Levels(shelf);
            flows[shelf.Place].SetLevel(Flow.Balance, month, [balance]);
            flows[shelf.Place].SetLevel(Flow.Active, month, [active]);
        }
    }

    private static (double Balance, double Active) Levels(Shelf shelf)
    {
        var (balance, active) = (0L, 0);
        var balances = shelf.Moving.Balance;
        var statuses = shelf.Moving.Status;
        var pending = shelf.Moving.Pending;
        for (var row = 0; row < shelf.Count; row++)
        {
            balance += balances[row];
            active += statuses[row] < (byte)PaymentStatus.Default || pending[row] == (byte)PendingKind.ChargeOff ? 1 : 0;
        }

        return (balance, active);
    }

    /// <summary>Empty flow tables, one a product, for the months from the next day to a last day.</summary>
    public FlowTable[] FlowTables(int lastDay)
    {
        var first = SimMonth.Of(Day + 1);
        return [.. Book.Shelves.Select(_ => new FlowTable(first, SimMonth.Of(lastDay) - first + 1))];
    }

    public void Dispose() => Book.Dispose();

    /// <summary>Rows were changed beside the drivers, which look at them afresh.</summary>
    internal void ForgetDrivers() => _drivers = null;

    /// <summary>Makes the next day ready; what comes from outside works on the drivers of that day.</summary>
    internal DayMajor[] OpenDay()
    {
        OpenMonth(SimMonth.Of(Day + 1));
        return _drivers ??= [.. Book.Shelves.Select(shelf => new DayMajor(shelf, _driving.Chunk, Lanes.Resolve(_driving.Width)))];
    }

    /// <summary>The product in the month that is open.</summary>
    internal ProductFrame FrameOf(int place) => _frames[place];

    private void OpenMonth(int month)
    {
        if (_framesMonth == month)
        {
            return;
        }

        var current = SimMonth.Of(Day);
        var latent = HasLatent ? LatentPath.Sample(Key, current, month - current + 1, LatentLevels) : LatentPath.None;
        LatentLevels = HasLatent ? latent.LevelsAt(month) : LatentLevels;
        Market = Economy is null ? Market : Market.Continued(Economy, Key, month);
        _frames = Frames(Key, latent, Market, month, 1);
        _framesMonth = month;
    }

    /// <summary>Frames of all products for some months of one future.</summary>
    internal ProductFrame[] Frames(RandomKey key, LatentPath latent, MarketPath market, int firstMonth, int months, ITransitionModel? model = null)
        => [.. Book.Catalogue.Products.Select((product, place) => new ProductFrame(
            product, place, key, month => Climate.Of(product, market, latent, place, month), model ?? Model, market, firstMonth, months))];
}
