using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Charts;

/// <summary>A cell: its number, the step of its colour scale (nothing is uncoloured), and whether it also carries a mark.</summary>
public sealed record HeatCell(double? Value, int? Step = null, bool IsMarked = false)
{
    /// <summary>Where the figure comes from: its address over HTTP, for whoever wants to check it.</summary>
    public string? Key { get; init; }

    /// <summary>The loans behind it.</summary>
    public string? Href { get; init; }
}

/// <summary>One row, with the figure of the whole row where there is one.</summary>
public sealed record HeatRow(string Label, IReadOnlyList<HeatCell> Cells, double? Total = null)
{
    public string? TotalKey { get; init; }
}

/// <summary>Numbers in two dimensions, coloured either by size or against a plan.</summary>
public sealed record HeatGrid
{
    private const int SequentialSteps = 6;

    public required string RowsName { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required IReadOnlyList<HeatRow> Rows { get; init; }
    public IReadOnlyList<double?> Totals { get; init; } = [];
    public IReadOnlyList<string> TotalKeys { get; init; } = [];
    public double? GrandTotal { get; init; }
    public string? GrandTotalKey { get; init; }

    /// <summary>The day of all figures, where they have one in common.</summary>
    public DateOnly? Day { get; init; }

    public required MetricUnit Unit { get; init; }
    public required bool IsDiverging { get; init; }

    public bool HasTotals => Rows.Any(row => row.Total is not null);

    /// <summary>Darker is more: six even steps from the least to the most.</summary>
    public static HeatGrid BySize(string rowsName, MetricUnit unit, IReadOnlyList<string> columns, IReadOnlyList<(string Label, IReadOnlyList<double?> Values)> rows)
    {
        var known = rows.SelectMany(row => row.Values).OfType<double>().ToList();
        var (low, high) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        int? Step(double? value) => value is { } some ? high > low ? 1 + (int)Math.Min(SequentialSteps - 1, SequentialSteps * (some - low) / (high - low)) : 1 : null;
        return new() { RowsName = rowsName, Columns = columns, Unit = unit, IsDiverging = false, Rows = [.. rows.Select(row => new HeatRow(row.Label, [.. row.Values.Select(value => new HeatCell(value, Step(value)))]))] };
    }

    /// <summary>Against plan: 3 is on plan within the tolerance, 2 and 4 are off it, 1 and 5 are far off and 5 is marked. Worse is always the higher step.</summary>
    public static HeatCell AgainstPlan(double? value, double? plan, double tolerance, double far, GoodDirection direction)
    {
        if (value is not { } known || plan is not { } aim)
        {
            return new(value);
        }

        var worse = direction == GoodDirection.Up ? aim - known : known - aim;
        var step = worse >= far ? 5 : worse > tolerance ? 4 : worse <= -far ? 1 : worse < -tolerance ? 2 : 3;
        return new(value, step, step == 5);
    }
}
