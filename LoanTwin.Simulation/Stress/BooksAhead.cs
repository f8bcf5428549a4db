using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>
/// Carries the lender's books along a path of its loans, a month at a time and to the cent, by the same closing that every lived day uses.
/// What the path says in sums stays a sum: mixes inside a product are held as they stand at the start (docs/method/stress.md).
/// </summary>
internal sealed class BooksAhead
{
    private readonly ProductCatalogue _catalogue;
    private readonly PortfolioFigures _start;
    private readonly BookPath _path;
    private readonly BookPath _expected;
    private readonly AllowanceScale _allowance;
    private readonly bool _isStatic;
    private readonly double[] _daysPerState;
    private readonly int _firstDay;
    private readonly GeneralLedger _ledger;
    private readonly DayFlows _moved;
    private readonly double _openingIncome;
    private RunningMonth _month;
    private FlowTable[] _flows;
    private ProductLevels[] _levels;
    private readonly ProductLevels[] _opening;
    private double _grossIncome;
    private ImmutableList<MonthFigures> _months;

    /// <param name="books">What the lender stands at.</param>
    /// <param name="catalogue">Its products.</param>
    /// <param name="start">Its figures on the day before.</param>
    /// <param name="path">What the loans do.</param>
    /// <param name="expected">The same in expectation: what the allowance looks ahead by, and the levels that one future does not tell.</param>
    /// <param name="allowance">How today's allowance stands to today's view of the year ahead.</param>
    /// <param name="isStatic">Whatever leaves is replaced.</param>
    public BooksAhead(OpeningBooks books, ProductCatalogue catalogue, PortfolioFigures start, BookPath path, BookPath expected, AllowanceScale allowance, bool isStatic)
    {
        (_catalogue, _start, _path, _expected, _allowance, _isStatic) = (catalogue, start, path, expected, allowance, isStatic);
        (_ledger, _grossIncome, _openingIncome, _months, _month) = (books.Ledger.Copy(), books.GrossIncome, books.OpeningIncome, books.Months, books.Month.Copy());
        (_levels, _opening, _flows) = ([.. books.Levels], [.. books.Levels], [.. books.Flows.Select(table => table.Copy())]);
        (_moved, _firstDay) = (new(catalogue.Count), start.Day.DayNumber + 1);
        _daysPerState = DaysPerState();
    }

    public StressPath Run(int lastMonth)
    {
        var months = ImmutableArray.CreateBuilder<StressMonth>();
        for (var month = _path.FirstMonth; month <= lastMonth; month++)
        {
            months.Add(Close(month));
        }

        return new(_start, months.ToImmutable());
    }

    private StressMonth Close(int month)
    {
        var first = Math.Max(_firstDay, SimMonth.FirstDay(month));
        var days = SimMonth.LastDay(month) - first + 1;
        _moved.Open(_flows, month);
        var closing = new ProductLevels[_levels.Length];
        for (var place = 0; place < closing.Length; place++)
        {
            Move(place, month);
            closing[place] = LevelsOf(place, month);
        }

        ProductLevels[] mean = [.. closing.Select((level, place) => Mean(_levels[place], level))];
        var liquid = _ledger.Total(Account.Liquid);
        var rate = _path.Market.At(month).BaseRate;
        var dividend = Closing.Post(_ledger, _catalogue, _moved, closing, mean, new(rate, _grossIncome, month % 3 == 2, days));
        for (var day = 0; day < days; day++)
        {
            _month.Close(mean, (liquid + _ledger.Total(Account.Liquid)) / 2);
        }

        return Finish(month, closing, dividend, rate);
    }

    private StressMonth Finish(int month, ProductLevels[] closing, long dividend, double rate)
    {
        var flows = _month.Figures(month, _catalogue, _ledger, closing, _flows, dividend, rate);
        _months = _months.Add(flows);
        _ledger.CloseResult();
        _grossIncome = Lender.TrailingIncome(_months, _openingIncome);
        _levels = closing;
        _month = new(closing);
        _flows = [.. _flows.Select(table => table.Rolled())];
        return new(flows, new()
        {
            Day = DateOnly.FromDayNumber(SimMonth.LastDay(month)),
            Products = [.. closing.Select((level, place) => FiguresOf(place, month, level))],
            Sheet = Sheet.Of(_ledger, closing, _grossIncome),
            Months = [.. _months],
        });
    }

    /// <summary>Loans per loan of the path: with a static balance sheet as many as keep the balance, else one.</summary>
    private double Scale(int place, int month)
    {
        var left = month < _path.FirstMonth ? _opening[place].Balance : _path.Of(place, Flow.Balance, month);
        return _isStatic && left > 0 ? _opening[place].Balance / left : 1;
    }

    private void Move(int place, int month)
    {
        var scale = Scale(place, month - 1);
        for (var flow = (Flow)0; (int)flow < FlowTable.Kinds; flow++)
        {
            if (flow is not (Flow.Balance or Flow.Active))
            {
                _flows[place].Add(flow, month, Math.Round(scale * _path.Of(place, flow, month)));
            }
        }

        if (_isStatic)
        {
            var missing = Math.Max(0, _opening[place].Balance - BalanceOf(place));
            _flows[place].Add(Flow.Originated, month, missing);
            _flows[place].Add(Flow.NewLoans, month, Math.Round(missing * (double)_opening[place].Active / Math.Max(1, _opening[place].Balance)));
        }
    }

    private long BalanceOf(int place)
        => _levels[place].Balance + _moved[Flow.Originated, place] + _moved[Flow.Purchases, place] + _moved[Flow.Capitalised, place]
            - _moved[Flow.PrincipalPaid, place] - _moved[Flow.PaidEarly, place] - _moved[Flow.ChargedOff, place];

    private ProductLevels LevelsOf(int place, int month)
    {
        var (start, balance) = (_opening[place], BalanceOf(place));
        var nonPerforming = Math.Min(balance, NonPerforming(place, month));
        var performing = balance - nonPerforming;
        var active = _isStatic ? start.Active : _path.Of(place, Flow.Active, month);
        var share = start.Balance == 0 ? 0 : (double)balance / start.Balance;
        return start with
        {
            Balance = balance,
            Active = (int)Math.Round(active),
            Late = (int)Math.Round(Level(place, Standing.Count30, month) + Level(place, Standing.Count60, month) + Level(place, Standing.Count90, month)),
            InterestReceivable = Due(start.InterestReceivable, place, Standing.InterestDue, month),
            FeesReceivable = Due(start.FeesReceivable, place, Standing.FeesDue, month),
            RecoveryReceivable = Math.Max(0, _levels[place].RecoveryReceivable + _moved[Flow.ChargedOff, place] - _moved[Flow.LossBooked, place] - _moved[Flow.Recovered, place]),
            FundingBase = FundingBase(place, month, balance),
            Allowance = Math.Min(balance, (long)Math.Round(_allowance.Of(place) * LossAhead(place, month))),
            NonPerforming = nonPerforming,
            RiskWeighted = (long)Math.Round((PerformingWeight(place) * performing) + DefaultedAssets(place, nonPerforming)),
            Undrawn = Math.Max(0, (long)Math.Round((active / Math.Max(1, start.Active) * (start.Balance + start.Undrawn)) - balance)) * (start.Undrawn > 0 ? 1 : 0),
            PaymentsAhead = (long)Math.Round(start.PaymentsAhead * share),
        };
    }

    /// <summary>What is due moves as the path's own does, from what the lender stands at.</summary>
    private long Due(long start, int place, Standing kind, int month)
        => Math.Max(0, (long)Math.Round(start + Level(place, kind, month) - _expected.At(place, kind, _path.FirstMonth - 1)));

    /// <summary>A level by state; for a single future the expected one by the balance that it has left.</summary>
    private double Level(int place, Standing kind, int month)
    {
        var expected = _expected.Of(place, Flow.Balance, month);
        var here = ReferenceEquals(_path, _expected) || expected == 0 ? 1 : _path.Of(place, Flow.Balance, month) / expected;
        return Scale(place, month) * here * _expected.At(place, kind, month);
    }

    private long NonPerforming(int place, int month)
        => (long)Math.Round(Level(place, Standing.Balance90, month) + Level(place, Standing.Terminated, month) + Level(place, Standing.StillInDefault, month));

    private double LossAhead(int place, int month)
    {
        var expected = _expected.Of(place, Flow.Balance, month);
        var here = ReferenceEquals(_path, _expected) || expected == 0 ? 1 : _path.Of(place, Flow.Balance, month) / expected;
        return Scale(place, month) * here * _expected.LossAhead(place, month);
    }

    /// <summary>The old book keeps its mean base rate of origination; what replaces it has today's.</summary>
    private Int128 FundingBase(int place, int month, long balance)
    {
        var before = _levels[place];
        var originated = _moved[Flow.Originated, place];
        var mean = before.Balance == 0 ? 0 : (double)before.FundingBase / before.Balance;
        return (Int128)(((balance - originated) * mean) + (originated * _path.Market.At(month).BaseRate * AnnualRate.One));
    }

    private double PerformingWeight(int place)
    {
        var performing = _opening[place].Balance - _opening[place].NonPerforming;
        return performing > 0 ? (_opening[place].RiskWeighted - DefaultedAssets(place, _opening[place].NonPerforming)) / performing : 0;
    }

    private double DefaultedAssets(int place, double balance)
    {
        var provision = CertainShare(place);
        return balance * (1 - provision) * (_catalogue[place].Offer.Basel == BaselClass.ResidentialMortgage ? StandardisedWeights.DefaultedHome : StandardisedWeights.Defaulted(provision));
    }

    /// <summary>Loss that is certain on a default event, as a share of its balance, as the lender stands.</summary>
    private double CertainShare(int place)
    {
        var figures = _start.Products[place];
        return figures.NonPerforming > 0 ? figures.CertainLoss / figures.NonPerforming : _catalogue[place].TerminationShare * _catalogue[place].Loss.Level;
    }

    private ProductFigures FiguresOf(int place, int month, in ProductLevels level)
    {
        var start = _start.Products[place];
        var share = start.Balance > 0 ? level.Balance / start.Balance : 0;
        var ahead = _allowance.Ahead(place) is var base0 && base0 > 0 ? LossAhead(place, month) / base0 : 0;
        var active = start.Active > 0 ? level.Active / start.Active : 0;
        var terminated = Level(place, Standing.Terminated, month);
        var late90 = (Count: Late(place, Standing.Count90, month, 0), Balance: Late(place, Standing.Balance90, month, terminated));
        var late60 = (Count: late90.Count + Late(place, Standing.Count60, month, 0), Balance: late90.Balance + Late(place, Standing.Balance60, month, 0));
        var perLoan = active > 0 ? share / active : 0;
        return start with
        {
            Balance = level.Balance,
            Active = level.Active,
            Balance30 = late60.Balance + Late(place, Standing.Balance30, month, 0),
            Count30 = late60.Count + Late(place, Standing.Count30, month, 0),
            Balance60 = late60.Balance,
            Count60 = late60.Count,
            Balance90 = late90.Balance,
            Count90 = late90.Count,
            NonPerforming = level.NonPerforming,
            RateWeight = start.RateWeight * share,
            ScoreWeight = start.ScoreWeight * share,
            DtiWeight = start.DtiWeight * share,
            LtvWeight = start.LtvWeight * share * perLoan * ValueBefore(place) / ValueIndex(place, month),
            SecuredBalance = start.SecuredBalance * share,
            ExpectedLoss = start.ExpectedLoss * ahead,
            CertainLoss = CertainShare(place) * level.NonPerforming,
            Undrawn = level.Undrawn,
            LargestLoan = Math.Min(start.LargestLoan, level.Balance),
            ByRegion = [.. start.ByRegion.Select(balance => balance * share)],
            Buckets = share > 0 ? [.. start.Buckets.Select(bucket => Moved(bucket, ahead / share, share, active))] : [],
            Allowance = level.Allowance,
        };
    }

    private static LossBucket Moved(LossBucket bucket, double probability, double balance, double count)
        => new(Math.Max(1, (long)Math.Round(bucket.Count * count)), Math.Clamp(bucket.Pd * probability, 0, 1), bucket.Correlation, bucket.Loss * balance, Squares(bucket, balance, count));

    // As many loans as are left, each of its part: the squares may not fall below those of equal loans.
    private static double Squares(LossBucket bucket, double balance, double count)
    {
        var loss = bucket.Loss * balance;
        var squares = count > 0 ? bucket.SquaredLoss * balance * balance / count : 0;
        return Math.Clamp(squares, loss * loss / Math.Max(1, Math.Round(bucket.Count * count)), loss * loss);
    }

    /// <summary>
    /// Days past due run while statuses wait for the next due day, so a state's loans are not those of its days: the figures of the start tell
    /// how many days of lateness a state's loans stand for.
    /// </summary>
    private double Late(int place, Standing kind, int month, double beside) => _daysPerState[(int)kind] * (Level(place, kind, month) + beside);

    private double[] DaysPerState()
    {
        var factors = Enumerable.Repeat(1.0, StateSums.Kinds).ToArray();
        foreach (var (kind, figure) in LateFigures)
        {
            var beside = kind == Standing.Balance90 ? States(Standing.Terminated) : 0;
            factors[(int)kind] = States(kind) + beside is var states && states > 0 ? Math.Max(0, _start.Sum(figure)) / states : 1;
        }

        return factors;

        double States(Standing kind) => Enumerable.Range(0, _expected.Products).Sum(place => _expected.At(place, kind, _expected.FirstMonth));
    }

    private static readonly (Standing Kind, Func<ProductFigures, double> Figure)[] LateFigures =
    [
        (Standing.Count30, product => product.Count30 - product.Count60),
        (Standing.Balance30, product => product.Balance30 - product.Balance60),
        (Standing.Count60, product => product.Count60 - product.Count90),
        (Standing.Balance60, product => product.Balance60 - product.Balance90),
        (Standing.Count90, product => product.Count90),
        (Standing.Balance90, product => product.Balance90),
    ];

    private double ValueBefore(int place) => ValueIndex(place, _path.FirstMonth - 1);

    private double ValueIndex(int place, int month) => Climate.ValueIndexOf(_catalogue[place], _path.Market.At(month), month);

    private static ProductLevels Mean(in ProductLevels a, in ProductLevels b) => b with
    {
        Balance = (a.Balance + b.Balance) / 2,
        Active = (a.Active + b.Active) / 2,
        Late = (a.Late + b.Late) / 2,
        FundingBase = (a.FundingBase + b.FundingBase) / 2,
        RiskWeighted = (a.RiskWeighted + b.RiskWeighted) / 2,
    };
}
