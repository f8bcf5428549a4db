using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>How behaviour is decided along a horizon.</summary>
public enum Behaviour
{
    /// <summary>One draw a loan and instalment.</summary>
    Sampled,

    /// <summary>The conditional expectation given the economy: every loan carries probability and money of each state.</summary>
    Expected,
}

/// <summary>How the economy goes on along a horizon where the world's path ends.</summary>
public enum EconomyAhead
{
    /// <summary>The path as it stands; its last state holds.</summary>
    Held,

    /// <summary>What the world's market model expects from the last state, the same for every future.</summary>
    Expected,

    /// <summary>Each future continues the path under its own key.</summary>
    Sampled,
}

/// <summary>A question about futures of one world on run-off: how far, how many, and under whose luck.</summary>
public sealed record HorizonPlan
{
    public const int MostFutures = 1_000_000;
    public const int MostMonths = 480;

    /// <summary>Names the question; its futures have their own luck, never that of the main line.</summary>
    public required string Question { get; init; }

    public required DateOnly LastDay { get; init; }

    public Behaviour Behaviour { get; init; } = Behaviour.Sampled;

    /// <summary>How the economy goes on; anything but holding needs a world with a market model.</summary>
    public EconomyAhead Economy { get; init; } = EconomyAhead.Held;

    public int Futures { get; init; } = 1;

    /// <summary>First path number, so that a run can be split or resumed by paths.</summary>
    public int FirstFuture { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Called between two small pieces of work: whoever must let others go first does it there.</summary>
    public Action? Breathe { get; init; }

    /// <summary>Loans in a block; changes speed, never a figure.</summary>
    public int Chunk { get; init; } = 1024;

    public LaneWidth Width { get; init; } = LaneWidth.Widest;

    /// <summary>Whether the systematic monthly factor moves; off for comparisons with the expected run.</summary>
    public bool HasLatent { get; init; } = true;

    /// <summary>Keeps the columns of the single future, so that its state can be hashed or lived on.</summary>
    public bool KeepState { get; init; }

    /// <summary>Also notes what stands in which state at month ends; for one expected run.</summary>
    public bool NotesStanding { get; init; }

    /// <summary>Which loans are asked about, by place of the product and row; nothing means all.</summary>
    public Func<int, int, bool>? Rows { get; init; }

    /// <summary>The economy that is lived in place of the world's own.</summary>
    public MarketPath? Market { get; init; }

    /// <summary>The monthly rows in place of the world's own.</summary>
    public ITransitionModel? Model { get; init; }

    /// <summary>Only for identity tests: the key of the world itself instead of the question's.</summary>
    public RandomKey? Key { get; init; }

    public Result<HorizonPlan> Check(World world)
    {
        var days = LastDay.DayNumber - world.Day;
        return new FaultList()
            .Require(Question.Length > 0, "question", Question, "a name")
            .RequireRange(days, 1, MostMonths * 31, "lastDay.daysAhead")
            .RequireRange(Futures, 1, MostFutures, "futures")
            .RequireRange(FirstFuture, 0, int.MaxValue - MostFutures, "firstFuture")
            .RequireRange(Threads, 1, 1024, "threads")
            .RequireRange(Chunk, 1, ColumnBlock.MostRows, "chunk")
            .Require(Economy == EconomyAhead.Held || world.Economy is not null, "economy", Economy, "a world with a market model, or Held")
            .Require(!KeepState || (Futures == 1 && Behaviour == Behaviour.Sampled), "keepState", Futures, "one sampled future")
            .Require(!NotesStanding || (Futures == 1 && Behaviour == Behaviour.Expected), "notesStanding", Futures, "one expected future")
            .Require(!KeepState || Rows is null, "keepState", "some rows", "all rows")
            .Require(Behaviour != Behaviour.Expected || LastDay.Day == DateTime.DaysInMonth(LastDay.Year, LastDay.Month), "lastDay", LastDay, "the last day of a month for an expected run")
            .Or(() => this);
    }

    internal RandomKey KeyOf(World world, int future) => Key ?? RandomKey.Future(world.Seed, Question, FirstFuture + future);
}

/// <summary>How far a run is: blocks of loans times futures.</summary>
public readonly record struct HorizonProgress(long Done, long Total);
