using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>Where a chain stands after many steps: the power of a square matrix whose rows are shares that sum to one.</summary>
public static class TransitionPower
{
    public const int LargestSize = 64;
    public const int MostSteps = 10_000;

    /// <summary>Published matrices are printed to a few decimals; a forgotten entry is far outside.</summary>
    public const double SumTolerance = 1e-6;

    public static Result<ImmutableArray<ImmutableArray<double>>> Of(ImmutableArray<ImmutableArray<double>> matrix, int steps)
    {
        var faults = new FaultList()
            .Require(matrix.Length is >= 1 and <= LargestSize, "matrix", matrix.Length, $"between 1 and {LargestSize} rows")
            .Require(steps is >= 0 and <= MostSteps, "steps", steps, $"between 0 and {MostSteps}");
        for (var row = 0; row < Math.Min(matrix.Length, LargestSize); row++)
        {
            CheckRow(matrix, row, faults);
        }

        return faults.Or(() => Power(matrix, steps));
    }

    private static void CheckRow(ImmutableArray<ImmutableArray<double>> matrix, int row, FaultList faults)
    {
        var entries = matrix[row];
        faults.Require(entries.Length == matrix.Length, $"matrix[{row}]", $"{entries.Length} entries", $"as many entries as rows, {matrix.Length}");
        if (entries.Length != matrix.Length)
        {
            return;
        }

        for (var column = 0; column < entries.Length; column++)
        {
            faults.RequireRange(entries[column], 0, 1, $"matrix[{row}][{column}]");
        }

        var sum = entries.Sum();
        faults.Require(Math.Abs(sum - 1) <= SumTolerance, $"matrix[{row}]", sum, "a row that sums to 1");
    }

    // By repeated squaring: at most 28 products for 10,000 steps.
    private static ImmutableArray<ImmutableArray<double>> Power(ImmutableArray<ImmutableArray<double>> matrix, int steps)
    {
        var size = matrix.Length;
        var square = matrix.Select(row => row.ToArray()).ToArray();
        var power = Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => row == column ? 1.0 : 0).ToArray()).ToArray();
        for (var left = steps; left > 0; left >>= 1)
        {
            power = (left & 1) == 1 ? Product(power, square) : power;
            square = left > 1 ? Product(square, square) : square;
        }

        return [.. power.Select(row => row.ToImmutableArray())];
    }

    private static double[][] Product(double[][] left, double[][] right)
    {
        var product = left.Select(row => new double[row.Length]).ToArray();
        for (var row = 0; row < left.Length; row++)
        {
            for (var inner = 0; inner < right.Length; inner++)
            {
                for (var column = 0; column < right.Length; column++)
                {
                    product[row][column] += left[row][inner] * right[inner][column];
                }
            }
        }

        return product;
    }
}
