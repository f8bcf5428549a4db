using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Stress;

/// <summary>A question whose answer is drawn path by path; with the frozen lender these are all inputs, and the same inputs give the same bytes.</summary>
public sealed record StressPlan
{
    public const int MostPaths = 10_000;

    public required StressQuestion Question { get; init; }

    public int Paths { get; init; } = 200;

    public ulong Seed { get; init; } = 1;

    /// <summary>Paths of one block: the piece of work that is done whole or not at all.</summary>
    public int PathsPerBlock { get; init; } = 10;

    public int Blocks => (Paths + PathsPerBlock - 1) / PathsPerBlock;

    public Result<StressPlan> Check()
    {
        var question = Question.Check();
        var faults = new FaultList()
            .RequireRange(Paths, 1, MostPaths, "paths")
            .RequireRange(PathsPerBlock, 1, 100, "pathsPerBlock")
            .Require(Question.Sheet != SheetMode.Dynamic || Paths <= 100, "paths", Paths, "at most 100 with a dynamic balance sheet");
        faults.Add(question.IsSuccess ? [] : question.Problem.Faults);
        return faults.Or(() => this);
    }
}

/// <summary>What one path came to, quarter by quarter where it has quarters. Money in cents.</summary>
public sealed record PathOutcome(int Path, double Loss, ImmutableArray<double> Losses, ImmutableArray<double> Capital, double MinRoe, ImmutableArray<double> LossByProduct)
{
    public double MinCapital => Capital.Min();
}

/// <summary>A run in blocks. A block depends on the plan and its own number alone, so blocks may be done in any order, on any thread, again, or elsewhere.</summary>
public sealed class StressRun
{
    private readonly StressBench _bench;
    private readonly BookPath? _baseline;
    private readonly BookPath? _stressed;
    private readonly AllowanceScale? _allowance;

    private StressRun(StressBench bench, StressPlan plan, CancellationToken cancel)
    {
        (_bench, Plan) = (bench, plan);
        Expected = bench.Answer(plan.Question, cancel).Value;
        if (plan.Question.Sheet != SheetMode.Dynamic)
        {
            _baseline = bench.Baseline(plan.Question, cancel).Book!;
            _stressed = bench.Stressed(plan.Question, _baseline, cancel);
            _allowance = bench.AllowanceOf(_baseline);
        }
    }

    public StressPlan Plan { get; }

    /// <summary>The answer in expectation: what a run shows before its first block.</summary>
    public StressAnswer Expected { get; }

    public static Result<StressRun> Begin(StressBench bench, StressPlan plan, CancellationToken cancel = default)
    {
        var check = plan.Check();
        return check.IsSuccess ? new StressRun(bench, plan, cancel) : check.Problem;
    }

    /// <summary>The paths of one block.</summary>
    public StressOutcome DoBlock(int block, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, Plan.Blocks);
        var first = block * Plan.PathsPerBlock;
        var count = Math.Min(Plan.PathsPerBlock, Plan.Paths - first);
        return Plan.Question.Sheet == SheetMode.Dynamic
            ? StressOutcome.Of([.. Enumerable.Range(first, count).Select(path => Read(path, _bench.LiveThrough(Plan.Question, Plan.Seed, path, cancel)))])
            : StressOutcome.Of([.. Sampled(first, count, cancel)]);
    }

    private IEnumerable<PathOutcome> Sampled(int first, int count, CancellationToken cancel)
    {
        var question = Plan.Question;
        var last = _bench.LastMonth(question.Quarters);
        var products = _bench.Lender.World.Book.Catalogue.Count;
        var rows = _bench.RowsOf(question);
        var market = _bench.Economy(question.Scenario, last);
        var stressed = Futures(market, question.Overlays, rows);
        var calm = rows is null ? null : _bench.Economy(question.Baseline, last);
        var (whole, here) = calm is null ? (null, null) : (Futures(calm, Overlays.None, null), Futures(calm, Overlays.None, rows));
        for (var i = 0; i < count; i++)
        {
            var path = BookPath.Of(stressed, products, market, question.Overlays.LossGivenDefault, i);
            path = whole is null ? path : BookPath.Of(whole, products, calm!, 1, i).With(path, BookPath.Of(here!, products, calm!, 1, i));
            yield return Read(first + i, _bench.Books(path, _stressed!, _allowance!, question));
        }

        HorizonOutcome Futures(MarketPath economy, Overlays overlays, Func<int, int, bool>? some) => Horizon.Run(_bench.Lender.World, new()
        {
            Question = $"stress run {Plan.Seed}",
            LastDay = DateOnly.FromDayNumber(SimMonth.LastDay(last)),
            Market = economy,
            Model = _bench.ModelOf(overlays),
            Futures = count,
            FirstFuture = first,
            Rows = some,
            Threads = _bench.Threads,
            Breathe = _bench.Breathe,
        }, cancel: cancel).Value;
    }

    private static PathOutcome Read(int path, StressPath lived)
    {
        var ends = lived.QuarterEnds.ToList();
        return new(
            path,
            lived.Loss,
            [.. ends.Select(end => lived.Months.TakeWhile(month => month.Month <= end.Month).Sum(month => month.Loss))],
            [.. ends.Select(end => end.CapitalRatio)],
            ends.Min(end => end.Roe ?? 0),
            [.. Enumerable.Range(0, lived.Start.Products.Length).Select(place => lived.Months.Sum(month => month.Flows.Products[place].LossBooked))]);
    }
}
