using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>How a drawn world is to be answered and run, as the form holds it; only a run looks at all of it.</summary>
public sealed class RunWishes
{
    private const double MostFactor = 5;
    private const double LeastCures = .1;

    public int Quarters { get; set; } = 9;

    public string Sheet { get; set; } = SheetKeys.Usual;

    public string Population { get; set; } = "";

    public double Cures { get; set; } = 1;

    public double Severity { get; set; } = 1;

    public double Exits { get; set; } = 1;

    public int Paths { get; set; } = StressRunQuestion.UsualPaths;

    public uint Seed { get; set; } = 1;

    public int LiveQuarters => Math.Clamp(Quarters, 1, StressQuestion.MostQuarters);

    /// <summary>What is asked while the world is drawn: numbers out of range are moved into it, until the run itself refuses them.</summary>
    public StressQuestion Live(Scenario scenario) => new()
    {
        Scenario = scenario,
        Quarters = LiveQuarters,
        Overlays = new(Within(Cures, LeastCures), Within(Severity, 0), Within(Exits, 0)),
    };

    internal StressRunQuestion Question(RunWorld world, int loans) => new(
        world, Quarters, string.IsNullOrWhiteSpace(Population) ? null : Population, Sheet, Cures, Severity, Exits, Paths, StressRunQuestion.BlockOf(loans, SheetKeys.Find(Sheet)!.Value));

    private static double Within(double typed, double least) => Math.Clamp(double.IsFinite(typed) ? typed : 1, least, MostFactor);
}
