using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Economy;

/// <summary>One quarter of a Federal Reserve file in our seven factors; a factor that was not measured yet is nothing.</summary>
public sealed record PublishedQuarter(Quarter Quarter, ImmutableArray<double?> Values)
{
    public double? this[MacroFactor factor] => Values[factor.Place];
}

/// <summary>
/// Reads the comma-separated layout in which the Federal Reserve publishes its supervisory scenarios (domestic variables). Mapping of
/// kernel.md 5: base rate = 3-month Treasury, GDP = real growth, inflation = CPI, spread = BBB minus 10-year, volatility = VIX; percent
/// become fractions, the house price index stays on its own scale.
/// </summary>
public static class FedScenarioFile
{
    private const string Date = "Date";
    private const string TenYear = "10-year Treasury yield";
    private const string Corporate = "BBB corporate yield";

    // More than any history has: what is longer is no such file, and is not answered cell by cell.
    private const int MostRows = 1_000;

    /// <summary>Columns in the order of the factors; the spread is read from two.</summary>
    private static readonly ImmutableArray<string> Columns =
        ["3-month Treasury rate", "Unemployment rate", "Real GDP growth", "CPI inflation rate", "House Price Index (Level)", Corporate, "Market Volatility Index (Level)"];

    /// <summary>The quarters of a file, gaps left as nothing.</summary>
    public static Result<ImmutableArray<PublishedQuarter>> Quarters(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim().TrimStart('\uFEFF')).Where(line => line.Length > 0).Select(Cells).ToList();
        if (lines.Count < 2)
        {
            return Problem.Of(ProblemKind.MissingData, "file", "nothing", "a header and at least one quarter");
        }

        if (lines.Count - 1 > MostRows)
        {
            return Problem.Of(ProblemKind.Invalid, "rows", $"{lines.Count - 1}", $"at most {MostRows}");
        }

        var faults = new FaultList();
        var header = lines[0];
        foreach (var column in Columns.Append(Date).Append(TenYear))
        {
            faults.Require(header.Contains(column), column, "missing", "a column of this name");
        }

        return faults.Any ? faults.ToProblem() : Rows(header, lines, faults);
    }

    /// <summary>A scenario file as a scenario; the base is the last actual house price index that its source knew.</summary>
    public static Result<Scenario> Scenario(string name, string source, string text, double housePriceBase)
        => Quarters(text).Then(quarters => ScenarioDoor.Open(Proposed(name, source, quarters, housePriceBase)));

    public static ProposedScenario Proposed(string name, string source, ImmutableArray<PublishedQuarter> quarters, double housePriceBase)
        => new(name, source, MacroFactor.All.ToDictionary(
            factor => factor.Key, factor => (IReadOnlyList<double?>?)quarters.Select(quarter => quarter[factor]).ToList()))
        {
            FirstQuarter = quarters[0].Quarter,
            HousePriceBase = housePriceBase,
        };

    private static Result<ImmutableArray<PublishedQuarter>> Rows(List<string> header, List<List<string>> lines, FaultList faults)
    {
        var rows = new List<PublishedQuarter>();
        for (var i = 1; i < lines.Count; i++)
        {
            var row = Row(header, lines[i], i - 1, faults);
            var isNext = rows.Count == 0 || row.Quarter == rows[^1].Quarter.Plus(1);
            faults.Require(isNext || row.Quarter.Number == 0, $"Date[{i - 1}]", row.Quarter, "the quarter after the one before");
            rows.Add(row);
        }

        return faults.Or(() => rows.ToImmutableArray());
    }

    private static PublishedQuarter Row(List<string> header, List<string> cells, int number, FaultList faults)
    {
        faults.Require(cells.Count == header.Count, $"row[{number}]", cells.Count, $"{header.Count} cells");
        var date = Cell(Date);
        var quarter = Quarter.Parse(date);
        faults.Require(quarter is not null, $"Date[{number}]", date, "a quarter like 2026 Q1");
        var values = MacroFactor.All.Select(factor => Value(factor, Number(Columns[factor.Place])));
        return new(quarter ?? default, [.. values]);

        string Cell(string column) => header.IndexOf(column) is var at && at < cells.Count ? cells[at] : "";

        decimal? Number(string column)
        {
            var cell = Cell(column);
            var isNumber = decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
            faults.Require(isNumber || cell.Length == 0, $"{column}[{number}]", cell, "a number");
            return isNumber ? value : null;
        }

        double? Value(MacroFactor factor, decimal? raw)
        {
            var level = factor == MacroFactor.CreditSpread ? raw - Number(TenYear) : raw;
            return (double?)(factor.Unit == FactorUnit.Fraction ? level / 100 : level);
        }
    }

    // A comma inside quotes belongs to the cell; the published files have no quotes inside quotes.
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var parts = line.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            var pieces = i % 2 == 1 ? [parts[i]] : parts[i].Split(',');
            if (cells.Count == 0)
            {
                cells.AddRange(pieces);
            }
            else
            {
                cells[^1] += pieces[0];
                cells.AddRange(pieces.Skip(1));
            }
        }

        return cells;
    }
}
