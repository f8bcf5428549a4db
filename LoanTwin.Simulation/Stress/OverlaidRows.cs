using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>The monthly rows of another model with cures and early exits scaled; given no exit each row is divided by its own sum, so it stays one.</summary>
internal sealed class OverlaidRows(ITransitionModel model, Overlays overlays) : ITransitionModel
{
    public string Version => $"{model.Version} with cures x {overlays.Cures}, exits x {overlays.Prepayments}";

    public CascadeTables Tables(Product product, int place, int month, in Climate climate)
    {
        var tables = model.Tables(product, place, month, climate);
        for (var column = 0; column < TransitionMatrix.To; column++)
        {
            Scale(tables.Cells.AsSpan(CascadeTables.Better(column), CascadeTables.Width), overlays.Cures);
        }

        for (var from = 0; from < TransitionMatrix.From; from++)
        {
            Scale(tables.Entries.AsSpan(from * TransitionMatrix.To, from), overlays.Cures);
        }

        Scale(tables.Cells.AsSpan(CascadeTables.ExitFlat, CascadeTables.Width), overlays.Prepayments);
        Scale(tables.Cells.AsSpan(CascadeTables.ExitRamped, CascadeTables.Width), overlays.Prepayments);
        return tables;
    }

    private static void Scale(Span<double> cells, double factor)
    {
        foreach (ref var cell in cells)
        {
            cell *= factor;
        }
    }
}
