using System.Globalization;
using System.Text.RegularExpressions;

namespace LoanTwin.Tests.Lending;

/// <summary>Published figures lying beside the repository; where they are missing, tests fall back to rows committed as constants.</summary>
internal static class PublishedData
{
    /// <summary>The rows of a file below shared/data, header left out, or the committed copy of a few of them.</summary>
    public static string[][] Rows(string file, string committedCopy)
    {
        var path = Find(file);
        var lines = path is null ? committedCopy.Split('\n') : File.ReadAllLines(path).Skip(1);
        return [.. lines.Where(line => line.Trim().Length > 0).Select(Split)];
    }

    /// <summary>A file as it stands, or nothing where the folder is missing.</summary>
    public static string? Text(string file) => Find(file) is { } path ? File.ReadAllText(path) : null;

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoanTwin.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "data", file);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }

    // A comma inside quotes belongs to the cell; the published files have no quotes inside quotes.
    private static string[] Split(string line)
        => [.. Regex.Matches(line.Trim(), "(?:^|,)(?:\"([^\"]*)\"|([^,]*))").Select(cell => cell.Groups[1].Value + cell.Groups[2].Value)];
}
