using System.Globalization;

namespace LoanTwin.Benchmarks.Realism;

/// <summary>One published range: a measure of a product, between a low and a high that are still plausible.</summary>
internal sealed record RealismRow(string Product, string Measure, string Unit, string Low, string High)
{
    /// <summary>Reads the published table; cells may be quoted and hold commas.</summary>
    public static IReadOnlyList<RealismRow> Read(string file)
        => [.. File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(Cells).Select(cells => new RealismRow(cells[0], cells[1], cells[2], cells[3], cells[5]))];

    /// <summary>The bounds; a cell may hold two figures for two measures ("1.8 / 0.6").</summary>
    public (double Low, double High) Bounds(int part) => (Number(Low, part), Number(High, part));

    private static double Number(string text, int part)
    {
        var parts = text.Split('/');
        return double.Parse(parts[Math.Min(part, parts.Length - 1)], CultureInfo.InvariantCulture);
    }

    private static string[] Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var letter in line)
        {
            switch (letter)
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                default:
                    cell.Append(letter);
                    break;
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
