using System.Collections.Immutable;
using System.Security.Cryptography;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Policy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Checkpoints;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Originations;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Lenders;

/// <summary>
/// The whole lender: a world of loans in an economy, the policy that lets new ones in, and the books. One day after another it takes in
/// applications, lives the day, and closes its books to the cent. Its own limits are read at month ends, so that a projection which
/// decides new business month by month decides the same.
/// </summary>
public sealed class Lender : IDisposable
{
    // Active loans a year over those of the year before, as lived from 2023 to 2025: measured over 20 seeds (docs/method/lender.md).
    private const double GrowthPerYear = 1.0370;
    private const int YearMonths = 12;

    // How far the allowance looks for loans that are late (calibration.md 3).
    private const int LateMonths = 30;

    // Month-end estimates give the same figures on any number of threads.
    private static readonly int Threads = Environment.ProcessorCount;

    private readonly int _size;
    private readonly int _firstDay;
    private readonly Intake _intake;
    private readonly DayFlows _dayFlows;
    private readonly BookLevels _levels;
    private readonly BookFigures _figures;
    private RunningMonth _month = null!;
    private FlowTable[] _flows = [];

    private Lender(World world, BusinessPolicies policy, int size, int firstDay)
    {
        (World, Policy, _size, _firstDay) = (world, policy, size, firstDay);
        _intake = new(world.Book.Catalogue, world.Key, size, firstDay);
        _dayFlows = new(world.Book.Catalogue.Count);
        _levels = new(world.Book.Catalogue.Count);
        _figures = new(world.Book.Catalogue.Count);
    }

    public World World { get; }

    public BusinessPolicies Policy { get; private set; }

    public GeneralLedger Ledger { get; private set; } = null!;

    public PdTable Pds { get; private set; } = null!;

    public Gates Gates { get; private set; } = null!;

    /// <summary>What the loans stood at when the last day closed, by product.</summary>
    public ReadOnlySpan<ProductLevels> Levels => _levels.Products;

    /// <summary>Closed months, oldest first.</summary>
    public ImmutableList<MonthFigures> Months { get; private set; } = [];

    /// <summary>Capital the regulator measures risk by, in cents.</summary>
    public double RiskWeighted => Closing.RiskWeighted(Ledger, Levels, GrossIncome);

    public double CapitalRatio => Ledger.Equity / RiskWeighted;

    /// <summary>Trailing twelve months; what is not lived yet is taken from the opening book's yield.</summary>
    public double GrossIncome { get; private set; }

    private double _openingIncome;

    /// <summary>Opens a lender years before the start day and lives it to that day.</summary>
    public static Result<Lender> Found(LenderPlan plan, Action<DateOnly>? lived = null)
    {
        var check = plan.Check();
        if (!check.IsSuccess)
        {
            return check.Problem;
        }

        var lender = Open(plan);
        while (lender.World.Day < plan.StartDay.DayNumber)
        {
            lender.LiveDay();
            lived?.Invoke(DateOnly.FromDayNumber(lender.World.Day));
        }

        return lender;
    }

    /// <summary>The lender on its first day, with nothing lived yet.</summary>
    public static Lender Open(LenderPlan plan)
    {
        var day = plan.FirstDay;
        var size = (int)Math.Round(plan.Loans / Math.Pow(GrowthPerYear, plan.YearsLived));
        var book = StartingBook.Create(size, plan.Seed, day, plan.Catalogue, plan.Policy, plan.Market.At(SimMonth.Of(day.DayNumber)).HousePriceIndex);
        var world = new World(book, plan.Market, plan.Seed, day.DayNumber, hasLatent: plan.HasLatent) { Economy = plan.Economy };
        var lender = new Lender(world, plan.Policy, size, day.DayNumber) { _flows = world.FlowTables(SimMonth.LastDay(SimMonth.Of(day.DayNumber) + 1)) };
        lender.Begin();
        return lender;
    }

    /// <summary>An independent copy under another key: another future of the same present.</summary>
    public Lender Fork(RandomKey key) => Copy(World.Fork(key));

    /// <summary>The same lender in another economy.</summary>
    public Lender Under(MarketPath market) => Copy(World.Under(market));

    /// <summary>Decides otherwise from the next day on.</summary>
    public Result<BusinessPolicies> Decide(BusinessPolicies policy)
    {
        var check = policy.Check(World.Book.Catalogue);
        Policy = check.IsSuccess ? policy : Policy;
        return check;
    }

    /// <summary>Lives one more day: what came from outside, applications, the loans, the books. A day that does not balance throws.</summary>
    public LenderDay LiveDay(IEnumerable<OutsideEvent>? events = null)
    {
        var day = World.Day + 1;
        var month = SimMonth.Of(day);
        if (month != _flows[0].FirstMonth)
        {
            _flows = [.. _flows.Select(table => table.Rolled())];
        }

        _dayFlows.Open(_flows, month);
        ImmutableArray<Application> applications = [];
        var lived = OutsideDay.Live(World, events ?? [], _flows, newBusiness: () => applications = TakeIn(day));
        var isMonthEnd = day == SimMonth.LastDay(month);
        if (isMonthEnd)
        {
            Pds = Estimate(Pds);
        }

        var dividend = Close(day, isMonthEnd && month % 3 == 2);
        if (isMonthEnd)
        {
            CloseMonth(day, dividend);
        }

        return new(day, lived, applications);
    }

    /// <summary>All that the metrics read, as of the last closed day.</summary>
    public PortfolioFigures Figures()
    {
        var outlooks = World.Book.Shelves.Select(OutlookOf).ToArray();
        var products = _figures.Measure(World.Book, World.Day, outlooks);
        return new()
        {
            Day = DateOnly.FromDayNumber(World.Day),
            Products = [.. products.Select((product, place) => product with { Allowance = -Ledger[Account.Allowance, place] })],
            Sheet = Sheet.Of(Ledger, Levels, GrossIncome),
            Months = [.. Months],
        };
    }

    /// <summary>Every metric as of the last closed day, against the limits of the policy.</summary>
    public ImmutableArray<MetricValue> Metrics() => MetricCatalogue.Evaluate(Figures(), Limits);

    /// <summary>The targets and limits of the policy, as the metrics read them.</summary>
    public MetricLimits Limits => new() { TargetRoe = Policy.TargetRoe, MaxVar = Policy.MaxVar, MinCapital = Policy.MinCapitalRatio, MaxConcentration = Policy.MaxConcentrationByType };

    /// <summary>What the loans of one product are looked at with today: the table's probabilities by row, and the economy of the day.</summary>
    public ProductOutlook OutlookOf(Shelf shelf)
    {
        var climate = Climate.Of(shelf.Product, World.Market, LatentPath.None, shelf.Place, SimMonth.Of(World.Day));
        return new(_levels.YearOf(shelf), climate.ValueIndex, climate.LossShift, shelf.Product.TerminationShare);
    }

    /// <summary>Writes everything that decides this lender's future; <see cref="Read"/> gives back one that lives the same days.</summary>
    public void Write(Stream stream) => Keep(Checkpoint.To(stream), this, World.Book.Catalogue, World.Economy);

    /// <exception cref="InvalidDataException">The bytes are no checkpoint of this program.</exception>
    public static Lender Read(Stream stream, ProductCatalogue catalogue, MarketModel economy) => Keep(Checkpoint.From(stream), null, catalogue, economy);

    private static Lender Keep(Checkpoint checkpoint, Lender? lender, ProductCatalogue catalogue, MarketModel? economy)
    {
        checkpoint.Part("LoanTwin lender 1");
        var world = World.Keep(checkpoint, lender?.World, catalogue, economy);
        checkpoint.Part("lender");
        var (size, firstDay) = (checkpoint.Value(lender?._size ?? 0), checkpoint.Value(lender?._firstDay ?? 0));
        var policy = checkpoint.Json(lender?.Policy)!;
        lender ??= new(world, policy, size, firstDay) { Ledger = new(catalogue.Count), _month = new(new ProductLevels[catalogue.Count]), _flows = new FlowTable[catalogue.Count] };
        lender.KeepState(checkpoint);
        return lender;
    }

    private void KeepState(Checkpoint checkpoint)
    {
        Pds = PdTable.Keep(checkpoint, checkpoint.Reads ? null : Pds);
        Ledger.Keep(checkpoint);
        Gates = checkpoint.Json(Gates);
        Months = checkpoint.Json(Months);
        (GrossIncome, _openingIncome) = (checkpoint.Value(GrossIncome), checkpoint.Value(_openingIncome));
        _month.Keep(checkpoint);
        for (var place = 0; place < _flows.Length; place++)
        {
            _flows[place] = FlowTable.Keep(checkpoint, checkpoint.Reads ? null : _flows[place]);
        }

        _levels.Measure(World.Book, World.Market, World.Day, Pds);
    }

    /// <summary>What the running month and the estimates have built up, for the state hash.</summary>
    internal void AppendRunning(IncrementalHash hash)
    {
        _month.AppendTo(hash);
        Pds.AppendTo(hash);
        hash.AppendData(BitConverter.GetBytes(_openingIncome));
        foreach (var flows in _flows)
        {
            hash.Append(flows);
        }
    }

    public void Dispose() => World.Dispose();

    private void Begin()
    {
        Pds = Estimate(null);
        _levels.Measure(World.Book, World.Market, World.Day, Pds);
        _openingIncome = OpeningIncome();
        GrossIncome = _openingIncome;
        Ledger = Closing.Found(Levels, GrossIncome);
        Gates = ReadGates();
        _month = new(Levels);
    }

    private Lender Copy(World world)
    {
        var copy = CopyState(world);
        copy._levels.Measure(world.Book, world.Market, world.Day, Pds);
        return copy;
    }

    private Lender CopyState(World world) => new(world, Policy, _size, _firstDay)
    {
        Ledger = Ledger.Copy(),
        Pds = Pds,
        Gates = Gates,
        Months = Months,
        GrossIncome = GrossIncome,
        _openingIncome = _openingIncome,
        _flows = [.. _flows.Select(table => table.Copy())],
        _month = _month.Copy(),
    };

    private ImmutableArray<Application> TakeIn(int day)
    {
        // The month's economy is known once its first day opens.
        World.OpenDay();
        var economy = World.Market.At(SimMonth.Of(day));
        var applications = ImmutableArray.CreateBuilder<Application>();
        foreach (var shelf in World.Book.Shelves)
        {
            var index = Climate.ValueIndexOf(shelf.Product, economy, SimMonth.Of(day));
            foreach (var application in _intake.Of(day, shelf.Place, Policy, economy, Gates, () => _month.Funded))
            {
                applications.Add(application);
                _month.Note(application);
                if (application.IsTaken)
                {
                    Fund(application, DateOnly.FromDayNumber(day), index);
                }
            }
        }

        return applications.DrainToImmutable();
    }

    private void Fund(in Application application, DateOnly day, double valueIndex)
    {
        var loan = Contract.Of(World.Book.Catalogue[application.Product], application.Product, application.Person, application.Price, application.Id, day, valueIndex);

        // A loan of our own making that the door refuses is a bug, so Value may throw.
        _ = World.Book.Add(loan).Value;
        _flows[application.Product].Add(Flow.Originated, SimMonth.Of(day.DayNumber), loan.Balance);
        _flows[application.Product].Add(Flow.NewLoans, SimMonth.Of(day.DayNumber), 1);
    }

    private long Close(int day, bool paysOut)
    {
        _levels.Measure(World.Book, World.Market, day, Pds);
        var dividend = Closing.Post(Ledger, World.Book.Catalogue, _dayFlows, Levels, new(BaseRate(day), GrossIncome, paysOut));
        _month.Close(Levels, Ledger.Total(Account.Liquid));
        return dividend;
    }

    private void CloseMonth(int day, long dividend)
    {
        Months = Months.Add(_month.Figures(SimMonth.Of(day), World.Book.Catalogue, Ledger, Levels, _flows, dividend, BaseRate(day)));
        Ledger.CloseResult();
        GrossIncome = TrailingIncome();
        Gates = ReadGates();
        _month = new(Levels);
    }

    private double BaseRate(int day) => World.Market.At(SimMonth.Of(day)).BaseRate;

    /// <summary>Own probabilities of every loan from the expected run, averaged into the table that every day reads.</summary>
    private PdTable Estimate(PdTable? before)
    {
        var year = Outlook.Of(World, YearMonths, Threads);
        var late = Outlook.Of(World, LateMonths, Threads, (shelf, row) => shelf.Moving.Status[row] >= (byte)PaymentStatus.Days30);
        return PdTable.Of(World.Book, (shelf, row) => PdsOf(shelf, row), before);

        (float Year, float Ahead) PdsOf(Shelf shelf, int row)
        {
            var ownYear = year.Shelves[shelf.Place].Pd12[row];
            return (ownYear, shelf.Moving.Status[row] >= (byte)PaymentStatus.Days30 ? late.Shelves[shelf.Place].Pd[row] : ownYear);
        }
    }

    /// <summary>Net interest and fees that the opening book should bring in a year, in cents.</summary>
    private double OpeningIncome()
    {
        var income = 0.0;
        foreach (var shelf in World.Book.Shelves)
        {
            var funding = BaseRate(World.Day) + shelf.Product.Offer.Costs.FundingSpread;
            for (var row = 0; row < shelf.Count; row++)
            {
                income += shelf.Moving.Balance[row] * (((double)shelf.Moving.Rate[row] / AnnualRate.One) + shelf.Product.AnnualFee - funding);
            }
        }

        return income;
    }

    /// <summary>Months not lived yet count as a twelfth of the opening year.</summary>
    private double TrailingIncome()
    {
        var lived = Months.Skip(Months.Count - Math.Min(12, Months.Count)).ToArray();
        var earned = lived.Sum(month => month.Products.Sum(product => product.InterestIncome + product.FeeIncome - product.FundingCost) + month.Lender!.LiquidIncome - month.Lender.LiquidCost);
        return earned + (_openingIncome * (12 - lived.Length) / 12);
    }

    private Gates ReadGates()
    {
        var (total, active) = (0L, 0);
        foreach (var level in Levels)
        {
            (total, active) = (total + level.Balance, active + level.Active);
        }

        return new(
            [.. Levels.ToArray().Select(level => level.Balance <= Policy.MaxConcentrationByType * total)],
            CapitalRatio > Policy.MinCapitalRatio,
            Math.Max(0, (int)(Policy.MaxPortfolioSize * _size) - active));
    }
}
