using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Economy;

/// <summary>
/// A block of cells from a spreadsheet: quarters go down, factors go across, cells stand apart by tabs, semicolons or commas. A first row of names
/// says which factors they are, and a first column of quarters must run without gaps; else the block fills factors from the chosen one on.
/// A rate is a fraction, or per cent with its sign; a bare 8.5 for unemployment is refused by its cell, not guessed.
/// </summary>
public static class PastedBlock
{
    private const string QuarterColumn = "quarter";

    /// <summary>Values by factor, as many as the block has rows.</summary>
    public static Result<ImmutableDictionary<MacroFactor, ImmutableArray<double>>> Read(string text, MacroFactor from)
    {
        var lines = text.Replace("\r", "", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count == 0)
        {
            return Problem.Of(ProblemKind.MissingData, "block", "nothing", "at least one row of figures");
        }

        var separator = lines[0].Contains('\t') ? '\t' : lines[0].Contains(';') ? ';' : ',';
        var rows = lines.Select(line => line.Split(separator).Select(cell => cell.Trim()).ToArray()).ToList();
        var faults = new FaultList();
        var columns = Columns(rows, from, faults);
        if (rows.Count > ScenarioDoor.MostQuarters)
        {
            faults.Require(false, "rows", rows.Count, $"at most {ScenarioDoor.MostQuarters}");
        }

        return faults.Any ? faults.ToProblem() : Cells(rows, columns, faults);
    }

    /// <summary>What each column is: a factor, or nothing for the quarters. Takes the row of names away.</summary>
    private static List<MacroFactor?> Columns(List<string[]> rows, MacroFactor from, FaultList faults)
    {
        var names = rows[0];
        if (names.Any(name => Named(name) is not null))
        {
            rows.RemoveAt(0);
            foreach (var name in names.Where(name => Named(name) is null && !IsQuarterName(name)))
            {
                faults.Require(false, name, "unknown", $"one of {string.Join(", ", MacroFactor.All)}");
            }

            faults.Require(rows.Count > 0, "block", "names alone", "at least one row of figures");
            faults.Require(names.Select(Named).OfType<MacroFactor>().GroupBy(factor => factor).All(group => group.Count() == 1), "names", string.Join(", ", names), "each factor once");
            return [.. names.Select(Named)];
        }

        var hasQuarters = Quarter.Parse(names[0]) is not null;
        var width = names.Length - (hasQuarters ? 1 : 0);
        faults.Require(from.Place + width <= MacroFactor.All.Length, "columns", names.Length, $"at most {MacroFactor.All.Length - from.Place} factors from {from.Key} on");
        return [.. (hasQuarters ? [null] : Array.Empty<MacroFactor?>()).Concat(MacroFactor.All.Skip(from.Place).Take(width))];
    }

    private static Result<ImmutableDictionary<MacroFactor, ImmutableArray<double>>> Cells(List<string[]> rows, List<MacroFactor?> columns, FaultList faults)
    {
        var values = columns.OfType<MacroFactor>().ToDictionary(factor => factor, _ => ImmutableArray.CreateBuilder<double>(rows.Count));
        for (var row = 0; row < rows.Count; row++)
        {
            faults.Require(rows[row].Length == columns.Count, $"row[{row}]", rows[row].Length, $"{columns.Count} cells");
            for (var column = 0; column < Math.Min(columns.Count, rows[row].Length); column++)
            {
                if (columns[column] is { } factor)
                {
                    values[factor].Add(Value(rows[row][column], factor, $"{factor.Key}[{row}]", faults));
                }
                else
                {
                    CheckQuarter(rows, row, column, faults);
                }
            }
        }

        return faults.Or(() => values.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.ToImmutable()));
    }

    private static void CheckQuarter(List<string[]> rows, int row, int column, FaultList faults)
    {
        var quarter = Quarter.Parse(rows[row][column]);
        faults.Require(quarter is not null, $"{QuarterColumn}[{row}]", rows[row][column], "a quarter like 2026 Q1");
        var before = row > 0 && rows[row - 1].Length > column ? Quarter.Parse(rows[row - 1][column]) : null;
        faults.Require(quarter is null || before is null || quarter == before.Value.Plus(1), $"{QuarterColumn}[{row}]", rows[row][column], "the quarter after the one before");
    }

    private static double Value(string cell, MacroFactor factor, string at, FaultList faults)
    {
        var isPercent = cell.EndsWith('%');
        if (!decimal.TryParse(cell.TrimEnd('%').TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            faults.Require(false, at, cell.Length == 0 ? "nothing" : cell, "a number");
            return 0;
        }

        var value = (double)(isPercent ? number / 100 : number);
        var seemsPercent = factor.Unit == FactorUnit.Fraction && !isPercent && !factor.Accepts(value) && factor.Accepts(value / 100);
        faults.Require(!isPercent || factor.Unit == FactorUnit.Fraction, at, cell, "a level, not per cent");
        faults.Require(factor.Accepts(value), at, cell, seemsPercent
            ? $"a fraction such as {(number / 100).ToString(CultureInfo.InvariantCulture)}, or {cell}%"
            : $"between {factor.Lowest.ToString(CultureInfo.InvariantCulture)} and {factor.Highest.ToString(CultureInfo.InvariantCulture)}");
        return value;
    }

    private static bool IsQuarterName(string name) => name.Length == 0 || name.Equals(QuarterColumn, StringComparison.OrdinalIgnoreCase) || name.Equals("date", StringComparison.OrdinalIgnoreCase);

    private static MacroFactor? Named(string name) => MacroFactor.All.FirstOrDefault(factor => factor.Key.Equals(name.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
