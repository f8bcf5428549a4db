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
/// applications, lives the day, and closes its books to the cent. Its own limits are read at month ends and when the policy
/// changes, so that a projection which decides new business month by month decides the same.
/// </summary>
public sealed partial class Lender : IDisposable
{
    // Active loans a year over those of the year before, as lived from 2023 to 2025: measured over 20 seeds (docs/method/lender.md).
    private const double GrowthPerYear = 1.0370;
    private const int YearMonths = 12;

    // How far the allowance looks for loans that are late (calibration.md 3).
    private const int LateMonths = 30;

    private readonly int _size;
    private readonly int _firstDay;
    private readonly Intake _intake;
    private readonly DayFlows _dayFlows;
    private readonly BookLevels _levels;
    private readonly BookFigures _figures;
    private RunningMonth _month = null!;
    private FlowTable[] _flows = [];
    private double _openingIncome;
    private int _released;

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

    /// <summary>How many threads month-end estimates take; they give the same figures on any number. A fork takes as many.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Behaviour is observed, not drawn. Forks are never mirrors: they ask what could come, and run forward with drawn behaviour.</summary>
    public bool IsMirror { get; private set; }

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

    /// <summary>Opens a lender years before the start day and lives it to that day.</summary>
    public static Result<Lender> Found(LenderPlan plan)
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
        }

        if (plan.IsMirror)
        {
            lender.BeginMirror();
        }

        lender.Compact();
        return lender;
    }

    /// <summary>From the next day on behaviour is observed; payments that were drawn and have not come are forgotten.</summary>
    public void BeginMirror()
    {
        DrawnPayments.Forget(World, _flows);
        _levels.Measure(World.Book, World.Market, World.Day, Pds);
        IsMirror = true;
    }

    /// <summary>Loans that ever stood in the book, those let go included.</summary>
    public int LoansEver => World.Book.Count + _released;

    /// <summary>Lets go of loans that are over: once when the lender has been founded, and before each new year.</summary>
    public void Compact()
    {
        var before = World.Book.Count;
        World.Compact();
        _released += before - World.Book.Count;
        _levels.Measure(World.Book, World.Market, World.Day, Pds);
    }

    /// <summary>The lender on its first day, with nothing lived yet.</summary>
    public static Lender Open(LenderPlan plan)
    {
        var day = plan.FirstDay;
        var size = Math.Max(1, (int)Math.Round(plan.Loans / Math.Pow(GrowthPerYear, plan.YearsLived)));

        // What was published before the start day has been lived; what comes after it is for the model to say.
        var lived = plan.Market.Until(SimMonth.Of(plan.StartDay.DayNumber) - 1);
        var market = plan.Economy is { } economy ? lived.Continued(economy, RandomKey.MainLine(plan.Seed), SimMonth.Of(day.DayNumber)) : lived;
        var book = StartingBook.Create(size, plan.Seed, day, plan.Catalogue, plan.Policy, market.At(SimMonth.Of(day.DayNumber)).HousePriceIndex);
        var world = new World(book, market, plan.Seed, day.DayNumber, hasLatent: plan.HasLatent) { Economy = plan.Economy };
        var lender = new Lender(world, plan.Policy, size, day.DayNumber) { _flows = world.FlowTables(SimMonth.LastDay(SimMonth.Of(day.DayNumber) + 1)) };
        lender.Begin();
        return lender;
    }

    /// <summary>An independent copy under another key: another future of the same present.</summary>
    public Lender Fork(RandomKey key) => Copy(World.Fork(key));

    /// <summary>A copy that lives the same days as this one, to try a day out.</summary>
    public Lender Rehearsal()
    {
        var copy = Fork(World.Key);
        copy.IsMirror = IsMirror;
        return copy;
    }

    /// <summary>The same lender in another economy.</summary>
    public Lender Under(MarketPath market) => Copy(World.Under(market));

    /// <summary>Decides otherwise from the next day on.</summary>
    public Result<BusinessPolicies> Decide(BusinessPolicies policy)
    {
        var check = policy.Check(World.Book.Catalogue);
        if (check.IsSuccess)
        {
            Policy = policy;
            Gates = ReadGates();
        }

        return check;
    }

    /// <summary>Lives one more day: what came from outside, applications, the loans, the books. A day that does not balance throws.</summary>
    public LenderDay LiveDay(IEnumerable<OutsideEvent>? events = null)
    {
        var day = World.Day + 1;
        var month = SimMonth.Of(day);
        if (day == SimMonth.FirstDay(month) && SimMonth.MonthOfYear(month) == 0)
        {
            // Before the year's first day, so that whoever kept the last one has seen its loans end.
            Compact();
        }

        if (month != _flows[0].FirstMonth)
        {
            _flows = [.. _flows.Select(table => table.Rolled())];
        }

        _dayFlows.Open(_flows, month);
        ImmutableArray<Application> applications = [];
        var lived = OutsideDay.Live(World, events ?? [], _flows, newBusiness: IsMirror ? null : () => applications = TakeIn(day), isObserved: IsMirror);
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
        var copy = new Lender(world, Policy, _size, _firstDay)
        {
            Threads = Threads,
            Ledger = Ledger.Copy(),
            Pds = Pds,
            Gates = Gates,
            Months = Months,
            GrossIncome = GrossIncome,
            _openingIncome = _openingIncome,
            _released = _released,
            _flows = [.. _flows.Select(table => table.Copy())],
            _month = _month.Copy(),
        };
        copy._levels.CopyFrom(_levels);
        return copy;
    }

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
        var dividend = Closing.Post(Ledger, World.Book.Catalogue, _dayFlows, Levels, Levels, new(BaseRate(day), GrossIncome, paysOut));
        _month.Close(Levels, Ledger.Total(Account.Liquid));
        return dividend;
    }

    private void CloseMonth(int day, long dividend)
    {
        // A month that was not lived whole is no month to compare with.
        Months = !_month.IsWhole(SimMonth.Days(SimMonth.Of(day))) ? Months : Months.Add(_month.Figures(SimMonth.Of(day), World.Book.Catalogue, Ledger, Levels, _flows, dividend, BaseRate(day)));
        Ledger.CloseResult();
        GrossIncome = TrailingIncome(Months, _openingIncome);
        Gates = ReadGates();
        _month = new(Levels);
    }

    private double BaseRate(int day) => World.Market.At(SimMonth.Of(day)).BaseRate;

    /// <summary>Own probabilities of every loan from the expected run, averaged into the table that every day reads.</summary>
    private PdTable Estimate(PdTable? before)
    {
        var year = Outlook.Of(World, YearMonths, Threads);
        var late = Outlook.Of(World, LateMonths, Threads, (shelf, row) => shelf.Moving.Status[row] >= (byte)PaymentStatus.Days30);
        return PdTable.Of(World.Book, World.Day, (shelf, row) => PdsOf(shelf, row), before);

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
    internal static double TrailingIncome(ImmutableList<MonthFigures> months, double openingIncome)
    {
        var lived = months.Skip(months.Count - Math.Min(12, months.Count)).ToArray();
        var earned = lived.Sum(month => month.Products.Sum(product => product.InterestIncome + product.FeeIncome - product.FundingCost) + month.Lender!.LiquidIncome - month.Lender.LiquidCost);
        return earned + (openingIncome * (12 - lived.Length) / 12);
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
            RiskWeighted <= 0 || CapitalRatio > Policy.MinCapitalRatio,
            Math.Max(0, (int)(Policy.MaxPortfolioSize * _size) - active));
    }
}
