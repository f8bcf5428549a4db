using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;

namespace LoanTwin.Simulation.Stress;

/// <summary>What happens to the balance sheet while the scenario lasts.</summary>
public enum SheetMode
{
    /// <summary>Nothing new is lent.</summary>
    RunOff,

    /// <summary>Whatever leaves is replaced like for like: same product, price and risk.</summary>
    Static,

    /// <summary>Applicants come, and the policy decides.</summary>
    Dynamic,
}

/// <summary>What borrowers and collateral do beside the economy: factors on what the model says, one each by itself.</summary>
/// <param name="Cures">On the odds of moving to a better state.</param>
/// <param name="LossGivenDefault">On the loss of a charge-off, never beyond the balance.</param>
/// <param name="Prepayments">On the share that exits early.</param>
public readonly record struct Overlays(double Cures, double LossGivenDefault, double Prepayments)
{
    public static Overlays None { get; } = new(1, 1, 1);

    internal FaultList Check(FaultList faults) => faults
        .RequireRange(Cures, .1, 5, "overlays.cures")
        .RequireRange(LossGivenDefault, 0, 5, "overlays.lossGivenDefault")
        .RequireRange(Prepayments, 0, 5, "overlays.prepayments");
}

/// <summary>A world the lender is put into, and for how long.</summary>
public sealed record StressQuestion
{
    public const int MostQuarters = 20;

    /// <summary>What the economy does; nothing means what the model expects.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>What it is compared with; nothing means what the model expects.</summary>
    public Scenario? Baseline { get; init; }

    public int Quarters { get; init; } = 9;

    public SheetMode Sheet { get; init; } = SheetMode.RunOff;

    public Overlays Overlays { get; init; } = Overlays.None;

    /// <summary>Ids of the loans that meet the scenario while all others stay in the baseline; nothing means all.</summary>
    public ImmutableHashSet<long>? Population { get; init; }

    public Result<StressQuestion> Check()
    {
        var faults = new FaultList()
            .RequireRange(Quarters, 1, MostQuarters, "quarters")
            .Require(Sheet != SheetMode.Dynamic || Overlays == Overlays.None, "overlays", Overlays, "none with a dynamic balance sheet")
            .Require(Sheet != SheetMode.Dynamic || Population is null, "population", "some loans", "all loans with a dynamic balance sheet");
        return Overlays.Check(faults).Or(() => this);
    }
}
