using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The monthly row of one product in one month, laid out for arithmetic. A loan with risk r has m = r x (odds of the month); entry j of its
/// row, given no exit, is better p / sqrt(m), same p k, worse p a m, over their sum. Multiplying all by sqrt(r) leaves powers of
/// h = sqrt(r): better, same x h, worse x h^3. Each table holds, by state, the running sum of one kind up to column j.
/// </summary>
public sealed class CascadeTables
{
    /// <summary>Tables are eight wide so that one register holds one.</summary>
    public const int Width = 8;

    private CascadeTables()
    {
    }

    public double[][] Better { get; } = Jagged();

    public double[][] Same { get; } = Jagged();

    public double[][] Worse { get; } = Jagged();

    /// <summary>Each entry's own coefficient, row by row: times 1 where better, sqrt(risk) where same, its cube where worse.</summary>
    public double[] Entries { get; } = new double[TransitionMatrix.From * TransitionMatrix.To];

    public double[] ExitFlat { get; } = new double[Width];

    public double[] ExitRamped { get; } = new double[Width];

    public static CascadeTables Of(Product product, TransitionMatrix matrix, double odds)
    {
        var tables = new CascadeTables();
        for (var from = 0; from < TransitionMatrix.From; from++)
        {
            tables.FillRow(product, matrix, odds, from);
            var exit = product.Exit.Scale * ExitCurve.ByState[from];
            tables.ExitFlat[from] = from == 0 ? 0 : exit;
            tables.ExitRamped[from] = from == 0 ? exit : 0;
        }

        return tables;
    }

    private void FillRow(Product product, TransitionMatrix matrix, double odds, int from)
    {
        var (better, same, worse) = (0.0, 0.0, 0.0);
        for (var to = 0; to < TransitionMatrix.To; to++)
        {
            var p = matrix[from, to];
            better += to < from ? p / Math.Sqrt(odds) : 0;
            same += to == from ? p * product.Cascade.StayOdds[from] : 0;
            worse += to > from ? p * product.Cascade.AdverseOdds[from] * odds : 0;
            Entries[(from * TransitionMatrix.To) + to] = to < from ? p / Math.Sqrt(odds)
                : to == from ? p * product.Cascade.StayOdds[from]
                : p * product.Cascade.AdverseOdds[from] * odds;
            (Better[to][from], Same[to][from], Worse[to][from]) = (better, same, worse);
        }
    }

    private static double[][] Jagged() => [.. Enumerable.Range(0, TransitionMatrix.To).Select(_ => new double[Width])];
}
