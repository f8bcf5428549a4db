using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>The world of a run: one of the library's, made on the frozen day itself, or one written out; nothing of both is no shock at all.</summary>
internal sealed record RunWorld(string? Library, int? Version, string Name, ScenarioBody? Body)
{
    public const string NoShock = "No shock";

    public static RunWorld Calm { get; } = new(null, null, NoShock, null);

    public static RunWorld Of(LibraryScenario known) => new(known.Id, known.Version, known.Name, null);

    public static RunWorld Of(Scenario scenario) => new(null, null, scenario.Name, ScenarioBody.Of("", scenario));

    public Scenario? Make(StressBench bench)
        => Library is { } id ? ScenarioLibrary.Find(id)!.Make(ScenarioApi.StartOf(bench)) : Body?.Open(Name);
}

/// <summary>All of a run but lender and seed.</summary>
/// <param name="Population">A filter of loans, read on the frozen day; nothing means all.</param>
internal sealed record StressRunQuestion(RunWorld World, int Quarters, string? Population, string BalanceSheet, double Cures, double LossGivenDefault, double Prepayments, int Paths, int PathsPerBlock)
{
    public const int UsualPaths = 200;

    /// <summary>Loans times paths of a block: about a second of one core, so that progress is seen and little is lost by a crash.</summary>
    private const int BlockWork = 1_000_000;

    private const int MostInABlock = 20;

    /// <summary>A future that is lived day by day takes as long as many on run-off.</summary>
    private const int LivedInABlock = 2;

    public SheetMode Sheet => SheetKeys.Find(BalanceSheet)!.Value;

    public static int BlockOf(int loans, SheetMode sheet)
        => sheet == SheetMode.Dynamic ? LivedInABlock : Math.Clamp(BlockWork / Math.Max(1, loans), 1, MostInABlock);

    public int Blocks => Plan(Bare(), 0).Blocks;

    /// <summary>The last block of a run, after the expected answer and all paths.</summary>
    public int SegmentBlock => 1 + Blocks;

    /// <summary>Paths of a block of them, the first from zero.</summary>
    public int PathsOf(int block) => Math.Min(PathsPerBlock, Paths - (block * PathsPerBlock));

    public StressPlan Plan(StressQuestion question, ulong seed) => new() { Question = question, Paths = Paths, Seed = seed, PathsPerBlock = PathsPerBlock };

    /// <summary>Everything that is wrong with it, whoever asks.</summary>
    public IEnumerable<Fault> Faults(ulong seed)
    {
        var faults = new FaultList().Require(Sheet != SheetMode.Dynamic || Population is null, "population", Population, "all loans with a dynamic balance sheet");
        faults.Add(RunPopulation.Check(Population));
        faults.Add(Plan(Bare(), seed).Check().Problem?.Faults ?? []);
        return faults.Faults;
    }

    /// <summary>The question without what only the frozen lender knows.</summary>
    public StressQuestion Bare() => new() { Quarters = Quarters, Sheet = Sheet, Overlays = new(Cures, LossGivenDefault, Prepayments) };
}
