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

    /// <summary>
    /// All tables in one array, eight entries each: for every column the running sums of better, same and worse (<see cref="Better"/> and its
    /// neighbours give the offsets), then the exits.
    /// </summary>
    public double[] Cells { get; } = new double[((3 * TransitionMatrix.To) + 2) * Width];

    public const int ExitFlat = 3 * TransitionMatrix.To * Width;

    public const int ExitRamped = ExitFlat + Width;

    /// <summary>Each entry's own coefficient, row by row: times 1 where better, sqrt(risk) where same, its cube where worse.</summary>
    public double[] Entries { get; } = new double[TransitionMatrix.From * TransitionMatrix.To];

    public static int Better(int column) => 3 * column * Width;

    public static int Same(int column) => Better(column) + Width;

    public static int Worse(int column) => Same(column) + Width;

    public static CascadeTables Of(Product product, TransitionMatrix matrix, double odds)
    {
        var tables = new CascadeTables();
        for (var from = 0; from < TransitionMatrix.From; from++)
        {
            tables.FillRow(product, matrix, odds, from);
            var exit = product.Exit.Scale * ExitCurve.ByState[from];
            tables.Cells[ExitFlat + from] = from == 0 ? 0 : exit;
            tables.Cells[ExitRamped + from] = from == 0 ? exit : 0;
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
            (Cells[Better(to) + from], Cells[Same(to) + from], Cells[Worse(to) + from]) = (better, same, worse);
        }
    }

}
