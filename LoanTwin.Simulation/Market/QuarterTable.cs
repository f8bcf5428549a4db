using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>Reads the published figures written into the project: a line a quarter, seven figures as published, percent made fractions, a dash for nothing.</summary>
internal static class QuarterTable
{
    public static ImmutableArray<PublishedQuarter> Read(string table)
        => [.. table.Split('\n').Where(line => line.Trim() is [not '#', ..]).Select(Row)];

    private static PublishedQuarter Row(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var values = MacroFactor.All.Select(factor => Value(factor, cells[factor.Place + 1]));
        return new(Quarter.Parse(cells[0])!.Value, [.. values]);
    }

    // Decimal first, so that 5.9 becomes exactly the double nearest to 0.059.
    private static double? Value(MacroFactor factor, string cell)
        => cell == "-" ? null : (double)(decimal.Parse(cell, CultureInfo.InvariantCulture) / (factor.Unit == FactorUnit.Fraction ? 100 : 1));
}
