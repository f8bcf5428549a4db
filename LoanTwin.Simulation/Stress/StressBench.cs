using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Stress;

/// <summary>Both ways the lender may go: in the baseline, and in the scenario.</summary>
public sealed record StressAnswer(StressPath Baseline, StressPath Stressed);

/// <summary>
/// A lender frozen on a day, put into one economy after another. Neither the lender nor its loans are copied for a question; the
/// baseline is worked out once for each length and mode and kept.
/// </summary>
public sealed class StressBench : IDisposable
{
    /// <summary>Months beyond the last quarter that the allowance looks at.</summary>
    private const int AheadMonths = 12;

    private const int MostPrepared = 4;

    private const string Question = "stress";

    private readonly Dictionary<(Scenario? Baseline, int Quarters, SheetMode Sheet), (BookPath? Book, StressPath Path)> _baselines = [];
    private readonly ConcurrentDictionary<(Scenario? Baseline, int Quarters, int Every), BookPath> _samples = new();
    private readonly Lock _lock = new();
    private readonly Lender _lender;
    private readonly MarketModel _model;
    private int _threads;
    private readonly OpeningBooks _books;

    private StressBench(Lender lender, MarketModel model, int threads, Action? breathe)
    {
        (_lender, _model, _threads, _books, Breathe) = (lender, model, threads, lender.OpeningBooks(), breathe);
        Start = lender.Figures();
    }

    /// <summary>The lender on the day it was frozen.</summary>
    public PortfolioFigures Start { get; }

    public DateOnly Day => Start.Day;

    public MetricLimits Limits => _lender.Limits;

    public MarketPath Before => _lender.World.Market;

    public MarketModel Model => _model;

    internal Lender Lender => _lender;

    internal int Threads => _threads;

    internal Action? Breathe { get; private set; }

    /// <summary>Freezes a lender; what it lives after that is not seen here.</summary>
    /// <param name="breathe">Called between two small pieces of work.</param>
    public static Result<StressBench> Freeze(Lender lender, int? threads = null, Action? breathe = null)
        => lender.World.Economy is { } model
            ? new StressBench(lender.Fork(RandomKey.Future(lender.World.Seed, Question, 0)), model, threads ?? Environment.ProcessorCount, breathe)
            : Problem.Of(ProblemKind.MissingData, "market", "no model", "a lender whose economy has a model");

    /// <summary>
    /// Works out the baselines that another bench was asked for, the usual one at least, so that the next question has only its own path to wait for. For a
    /// bench that nobody asks yet: it takes one thread, and breathes.
    /// </summary>
    public void PrepareLike(StressBench? before, Action breathe)
    {
        var usual = (_threads, Breathe);
        (_threads, Breathe) = (1, breathe);
        List<StressQuestion> asked = before is null ? [] : before.Asked();
        foreach (var question in asked.Count > 0 ? asked : [new()])
        {
            Baseline(question, default);
        }

        (_threads, Breathe) = usual;
    }

    /// <summary>The last month of so many scenario quarters from the frozen day.</summary>
    public int LastMonth(int quarters) => ScenarioOverlay.FirstQuarter(_lender.World.Day).Plus(quarters).FirstMonth - 1;

    /// <summary>The economy of a scenario, its model's expectation where it says nothing, and after it.</summary>
    public MarketPath Economy(Scenario? scenario, int lastMonth)
        => scenario is null
            ? _lender.World.Market.Until(ScenarioOverlay.LastLivedMonth(_lender.World.Day)).Expected(_model, lastMonth)
            : ScenarioOverlay.Of(_lender.World.Market, _lender.World.Day, scenario, _model, lastMonth: lastMonth);

    /// <summary>The answer in expectation; a dynamic balance sheet lives one future of each, under the same luck.</summary>
    public Result<StressAnswer> Answer(StressQuestion question, CancellationToken cancel = default)
    {
        var check = question.Check();
        if (!check.IsSuccess)
        {
            return check.Problem;
        }

        var (book, baseline) = Baseline(question, cancel);
        return new StressAnswer(baseline, question.Sheet == SheetMode.Dynamic
            ? LiveThrough(question, 0, 0, cancel)
            : Projected(question, book!, cancel));
    }

    public void Dispose() => _lender.Dispose();

    /// <summary>What the loans do in a scenario, in expectation.</summary>
    internal BookPath Book(Scenario? scenario, Overlays overlays, int quarters, Func<int, int, bool>? rows, CancellationToken cancel)
    {
        var last = LastMonth(quarters) + AheadMonths;
        return Book(Economy(scenario, last), overlays, last, rows, cancel);
    }

    /// <summary>Which rows meet the scenario; nothing where all do.</summary>
    internal Func<int, int, bool>? RowsOf(StressQuestion question)
    {
        var shelves = _lender.World.Book.Shelves;
        return question.Population is { } population ? (place, row) => population.Contains(shelves[place].Fixed.Id[row]) : null;
    }

    /// <summary>What the loans that meet the scenario do in it, beside all others in the baseline.</summary>
    internal BookPath Stressed(StressQuestion question, BookPath baseline, CancellationToken cancel)
    {
        if (question.Population is null)
        {
            return Book(question.Scenario, question.Overlays, question.Quarters, null, cancel);
        }

        var rows = RowsOf(question);
        return baseline.With(
            Book(question.Scenario, question.Overlays, question.Quarters, rows, cancel),
            Book(question.Baseline, Overlays.None, question.Quarters, rows, cancel));
    }

    internal (BookPath? Book, StressPath Path) Baseline(StressQuestion question, CancellationToken cancel)
    {
        var key = (question.Baseline, question.Quarters, question.Sheet);
        lock (_lock)
        {
            if (_baselines.TryGetValue(key, out var kept))
            {
                return kept;
            }
        }

        var made = MakeBaseline(question, cancel);
        lock (_lock)
        {
            return _baselines[key] = made;
        }
    }

    // A life of its own for every day is no preparation.
    private List<StressQuestion> Asked()
    {
        lock (_lock)
        {
            return [.. _baselines.Keys.Where(key => key.Sheet != SheetMode.Dynamic).Take(MostPrepared).Select(key => new StressQuestion { Baseline = key.Baseline, Quarters = key.Quarters, Sheet = key.Sheet })];
        }
    }

    internal StressPath Books(BookPath path, BookPath expected, AllowanceScale allowance, StressQuestion question)
        => new BooksAhead(_books, _lender.World.Book.Catalogue, Start, path, expected, allowance, question.Sheet == SheetMode.Static).Run(LastMonth(question.Quarters));

    internal AllowanceScale AllowanceOf(BookPath baseline) => AllowanceScale.Of(_books, baseline);

    /// <summary>The stressed path alone; with a number of loans from about so many, each standing for others like it.</summary>
    internal StressPath Projected(StressQuestion question, int? loans, CancellationToken cancel)
    {
        var baseline = Baseline(question, cancel).Book!;
        var every = loans is { } some ? Math.Max(1, _lender.World.Book.Count / some) : 1;
        if (every == 1)
        {
            return Projected(question, baseline, cancel);
        }

        bool Is(int place, int row) => row % every == 0;
        var stressed = Book(question.Scenario, question.Overlays, question.Quarters, Is, cancel);
        var calm = _samples.GetOrAdd((question.Baseline, question.Quarters, every), key => Book(key.Baseline, Overlays.None, key.Quarters, Is, cancel));

        // The sample only says how the book moves away from its baseline.
        var whole = baseline.With(stressed.Times(every), calm.Times(every));
        return Books(whole, whole, AllowanceOf(baseline), question);
    }

    private StressPath Projected(StressQuestion question, BookPath baseline, CancellationToken cancel)
    {
        var stressed = Stressed(question, baseline, cancel);
        return Books(stressed, stressed, AllowanceOf(baseline), question);
    }

    private (BookPath? Book, StressPath Path) MakeBaseline(StressQuestion question, CancellationToken cancel)
    {
        if (question.Sheet == SheetMode.Dynamic)
        {
            return (null, LiveThrough(question with { Scenario = question.Baseline }, 0, 0, cancel));
        }

        var book = Book(question.Baseline, Overlays.None, question.Quarters, null, cancel);
        return (book, Books(book, book, AllowanceOf(book), question));
    }

    private BookPath Book(MarketPath market, Overlays overlays, int last, Func<int, int, bool>? rows, CancellationToken cancel)
    {
        var plan = new HorizonPlan
        {
            Question = Question,
            LastDay = DateOnly.FromDayNumber(SimMonth.LastDay(last)),
            Behaviour = Behaviour.Expected,
            Market = market,
            Model = ModelOf(overlays),
            NotesStanding = true,
            HasLatent = false,
            Threads = _threads,
            Breathe = Breathe,
            Rows = rows,
        };
        return BookPath.Of(Horizon.Run(_lender.World, plan, cancel: cancel).Value, _lender.World.Book.Catalogue.Count, market, overlays.LossGivenDefault);
    }

    internal ITransitionModel? ModelOf(Overlays overlays) => overlays == Overlays.None ? null : new OverlaidRows(_lender.World.Model, overlays);

    /// <summary>One future day by day, new business included; both economies are lived under the same luck.</summary>
    internal StressPath LiveThrough(StressQuestion question, ulong seed, int path, CancellationToken cancel)
    {
        var lastMonth = LastMonth(question.Quarters);
        using var there = _lender.Under(Economy(question.Scenario, lastMonth));
        using var lender = there.Fork(RandomKey.Future(there.World.Seed, $"{Question} lived {seed}", path));
        var months = ImmutableArray.CreateBuilder<StressMonth>();
        while (lender.World.Day < SimMonth.LastDay(lastMonth))
        {
            cancel.ThrowIfCancellationRequested();
            Breathe?.Invoke();
            lender.LiveDay();
            if (lender.World.Day == SimMonth.LastDay(SimMonth.Of(lender.World.Day)))
            {
                months.Add(new(lender.Months[^1], lender.Figures()));
            }
        }

        return new(Start, months.ToImmutable());
    }
}
