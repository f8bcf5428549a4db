using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Checkpoints;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Simulation.Lenders;

/// <summary>What builds up while a month is lived and is no flow of the kernel: applications, and daily levels for the averages.</summary>
internal sealed class RunningMonth
{
    private readonly long[] _opening;
    private readonly IntakeCount[] _intake;
    private readonly double[] _balances;
    private readonly double[] _active;
    private double _liquid;
    private int _days;

    public RunningMonth(ReadOnlySpan<ProductLevels> opening)
    {
        _opening = [.. opening.ToArray().Select(level => level.Balance)];
        (_intake, _balances, _active) = (new IntakeCount[opening.Length], new double[opening.Length], new double[opening.Length]);
    }

    private RunningMonth(RunningMonth from)
    {
        (_opening, _intake, _balances, _active) = (from._opening, [.. from._intake], [.. from._balances], [.. from._active]);
        (_liquid, _days) = (from._liquid, from._days);
    }

    public int Funded => _intake.Sum(count => count.Funded);

    /// <summary>All its days were lived; the founding day itself, which only opens the books, may be missing.</summary>
    public bool IsWhole(int days) => _days >= days - 1;

    public void Note(in Application application) => _intake[application.Product] = _intake[application.Product].With(application);

    public void Close(ReadOnlySpan<ProductLevels> levels, long liquid)
    {
        for (var place = 0; place < levels.Length; place++)
        {
            _balances[place] += levels[place].Balance;
            _active[place] += levels[place].Active;
        }

        (_liquid, _days) = (_liquid + liquid, _days + 1);
    }

    public RunningMonth Copy() => new(this);

    public void Keep(Checkpoint checkpoint)
    {
        checkpoint.Span(_opening.AsSpan());
        checkpoint.Span(_intake.AsSpan());
        checkpoint.Span(_balances.AsSpan());
        checkpoint.Span(_active.AsSpan());
        (_liquid, _days) = (checkpoint.Value(_liquid), checkpoint.Value(_days));
    }

    public void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(_opening.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_intake.AsSpan()));
        hash.Append(_balances);
        hash.Append(_active);
        hash.Append([_liquid, _days]);
    }

    /// <summary>The month as the metrics read it, before its result is closed into the capital.</summary>
    public MonthFigures Figures(int month, ProductCatalogue catalogue, GeneralLedger ledger, ReadOnlySpan<ProductLevels> levels, FlowTable[] flows, long dividends, double baseRate)
    {
        var products = new ProductMonth[levels.Length];
        for (var place = 0; place < levels.Length; place++)
        {
            products[place] = Product(month, catalogue[place].Key, place, ledger, levels[place], flows[place]);
        }

        return new()
        {
            Month = DateOnly.FromDayNumber(SimMonth.FirstDay(month)),
            Products = [.. products],
            Lender = new()
            {
                LiquidIncome = -ledger.Total(Account.LiquidIncome),
                LiquidCost = ledger.Total(Account.LiquidCost),
                AverageLiquid = _liquid / _days,
                Tax = ledger.Total(Account.Tax),
                NetIncome = ledger.Result,
                Dividends = dividends,
                ClosingEquity = ledger.Equity,
                ClosingAssets = ledger.TotalAssets,
                BaseRate = baseRate,
            },
        };
    }

    private ProductMonth Product(int month, string key, int place, GeneralLedger ledger, in ProductLevels levels, FlowTable flows) => new()
    {
        Product = key,
        Opening = _opening[place],
        Closing = levels.Balance,
        AverageBalance = _balances[place] / _days,
        AverageActive = _active[place] / _days,
        InterestIncome = -ledger[Account.InterestIncome, place],
        FeeIncome = -ledger[Account.FeeIncome, place],
        FundingCost = ledger[Account.FundingCost, place],
        OperatingCost = ledger[Account.Opex, place],
        Provision = ledger[Account.Provision, place],
        ChargedOff = flows[Flow.ChargedOff, month],
        ChargeOffs = flows[Flow.ChargeOffs, month],
        LossBooked = flows[Flow.LossBooked, month],
        Recovered = flows[Flow.Recovered, month],
        DefaultEvents = flows[Flow.DefaultEvents, month],
        DefaultedBalance = flows[Flow.DefaultedBalance, month],
        ScheduledPrincipal = flows[Flow.PrincipalPaid, month],
        PaidEarly = flows[Flow.PaidEarly, month],
        Originated = flows[Flow.Originated, month],
        Originations = _intake[place].Funded,
        Applications = _intake[place].Applied,
        Approved = _intake[place].Approved,
        DecidedWithoutHuman = _intake[place].Applied - _intake[place].Borderline,
    };
}
