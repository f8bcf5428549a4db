using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>Where monthly rows come from. The calibrated matrix is the default; a trained hazard model can take its place in a world.</summary>
public interface ITransitionModel
{
    /// <summary>Names the model and its version; part of the state hash.</summary>
    string Version { get; }

    CascadeTables Tables(Product product, int place, int month, in Climate climate);
}

/// <summary>The published rows bent by each product's shape and each month's odds.</summary>
public sealed class CalibratedCascade(TransitionMatrix matrix) : ITransitionModel
{
    public static CalibratedCascade Published { get; } = new(TransitionMatrix.Published);

    public string Version => "calibrated-1";

    public CascadeTables Tables(Product product, int place, int month, in Climate climate) => CascadeTables.Of(product, matrix, climate.Odds);
}
