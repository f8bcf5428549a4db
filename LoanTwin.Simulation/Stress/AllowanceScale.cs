using System.Collections.Immutable;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Simulation.Stress;

/// <summary>
/// The allowance stands for the losses of the next twelve months along the path (the rule of the Federal Reserve's own stress tests: four
/// quarters ahead). By product it is scaled so that in the baseline it begins at what the ledger holds.
/// </summary>
internal sealed record AllowanceScale(ImmutableArray<double> Factors, ImmutableArray<double> LossesAhead)
{
    public static AllowanceScale Of(OpeningBooks books, BookPath baseline)
    {
        ImmutableArray<double> ahead = [.. Enumerable.Range(0, baseline.Products).Select(place => baseline.LossAhead(place, baseline.FirstMonth - 1))];
        return new([.. ahead.Select((loss, place) => loss > 0 ? books.Levels[place].Allowance / loss : 1)], ahead);
    }

    public double Of(int place) => Factors[place];

    /// <summary>Loss of the baseline's first twelve months.</summary>
    public double Ahead(int place) => LossesAhead[place];
}
