using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Web.Views;

/// <summary>
/// A way to cut the book: by a word, a flag or the grade as they are, by a number in bands (<c>scoreBand</c>, or its field alone), in steps
/// (<c>score:20</c>) or between edges of one's own (<c>score:580/660</c>), by the month, quarter or year of origination. Every loan falls into
/// exactly one part; parts are whole numbers that rise with the value.
/// </summary>
/// <param name="PartOf">The part of a value that is there.</param>
/// <param name="Name">As it was asked for, and as it stands in answers.</param>
internal sealed record SegmentKey(string Name, LoanField Field, Func<double, long> PartOf, Func<long, string> TextOf, Func<long, string> PickOf)
{
    /// <summary>The part of loans that have no value.</summary>
    public const long NoPart = long.MaxValue;

    public const string None = "none";

    private const string Band = "Band";
    private const double LeastWidth = 1e-6;
    private const int MostEdges = 200;

    private static readonly string[] Calendars = ["Year", "Quarter", "Month"];

    private static readonly ImmutableArray<(string Field, double[] From)> Bands =
    [
        ("daysPastDue", [1, 30, 60, 90]),
        ("balance", [1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000]),
        ("originalAmount", [1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000]),
        ("rate", [.04, .06, .08, .10, .12, .15, .20, .25]),
        ("term", [1, 13, 37, 61, 85, 121, 181, 241, 361]),
        ("remainingTerm", [1, 13, 37, 61, 85, 121, 181, 241, 361]),
        ("score", [580, 620, 660, 700, 740, 780, 820]),
        ("dti", [.10, .20, .30, .36, .43, .50]),
        ("ltv", [.50, .60, .70, .80, .90, 1.00]),
        ("pd12", [.005, .01, .02, .05, .10, .20, .50]),
        ("lgd", [.10, .20, .30, .40, .50, .60, .70, .80]),
        ("expectedLoss", [1, 10, 50, 100, 500, 1_000, 5_000]),
        ("utilisation", [.10, .30, .50, .70, .90, 1.00]),
    ];

    public static string Known { get; } = string.Join(
        ", ", new[] { "product", "region", "status", "active", "watched", "grade", "originationYear", "originationQuarter", "originationMonth" }.Concat(Bands.Select(band => band.Field + Band)))
        + "; a number with its own steps (score:20) or edges (score:580/660)";

    public static SegmentKey? Find(string name)
    {
        if (name.Split(':') is [var field, var cut])
        {
            return Number(field) is { } number ? Recut(name, number, cut) : null;
        }

        if (name is "originationDay" || Calendars.Any(calendar => name == "origination" + calendar))
        {
            return Dated(name);
        }

        if (name is "grade")
        {
            return Plain(name, LoanField.Find(name)!, part => part.ToString(CultureInfo.InvariantCulture));
        }

        var bare = name.EndsWith(Band, StringComparison.Ordinal) ? name[..^Band.Length] : name;
        if (Bands.FirstOrDefault(band => band.Field == bare) is { From: { } from })
        {
            return Between(name, LoanField.Find(bare)!, from);
        }

        return LoanField.Find(name) switch
        {
            { Kind: FieldKind.Word } word => Plain(name, word, part => word.Words[(int)part]),
            { Kind: FieldKind.Flag } flag => Plain(name, flag, part => part == 1 ? "true" : "false"),
            _ => null,
        };
    }

    public long Of(BookView view, Shelf shelf, int row) => Field.Read(view, shelf, row) is var value && double.IsNaN(value) ? NoPart : PartOf(value);

    public string Text(long part) => part == NoPart ? None : TextOf(part);

    /// <summary>The filter that picks exactly the loans of a part.</summary>
    public string Filter(long part) => part == NoPart ? $"{Field.Key} eq {FieldValue.NothingText}" : PickOf(part);

    private static LoanField? Number(string field) => LoanField.Find(field) is { Kind: FieldKind.Number } number ? number : null;

    private static SegmentKey? Recut(string name, LoanField field, string cut)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var edges = cut.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var edge) && Math.Abs(edge) < 1e12m ? edge : (decimal?)null).ToArray();
        if (edges.Length is 0 or > MostEdges || edges.Any(edge => edge is null))
        {
            return null;
        }

        return cut.Contains('/', StringComparison.Ordinal)
            ? edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second) ? Between(name, field, [.. edges.Select(edge => (double)edge!.Value)]) : null
            : edges[0] is { } width && width >= (decimal)LeastWidth ? Stepped(name, field, width) : null;
    }

    private static SegmentKey Plain(string name, LoanField field, Func<long, string> text)
        => new(name, field, value => (long)value, text, part => $"{field.Key} eq {FieldValue.Of(field, part).Text}");

    /// <summary>From a lower edge, which is inside, up to the next, which is not.</summary>
    private static SegmentKey Between(string name, LoanField field, double[] from)
    {
        string Edge(long at) => from[at].ToString("R", CultureInfo.InvariantCulture);
        return new(
            name, field, PartIn(from),
            part => part == 0 ? $"under {Edge(0)}" : part == from.Length ? $"{Edge(part - 1)} and more" : $"{Edge(part - 1)} to under {Edge(part)}",
            part => part == 0 ? $"{field.Key} lt {Edge(0)}" : part == from.Length ? $"{field.Key} ge {Edge(part - 1)}" : $"{field.Key} ge {Edge(part - 1)} and {field.Key} lt {Edge(part)}");
    }

    private static Func<double, long> PartIn(double[] from) => value =>
    {
        var part = 0;
        while (part < from.Length && value >= from[part])
        {
            part++;
        }

        return part;
    };

    private static SegmentKey Stepped(string name, LoanField field, decimal width)
    {
        string Edge(long part) => (part * width).ToString("0.############", CultureInfo.InvariantCulture);
        return new(
            name, field, value => StepOf(value, width), part => $"{Edge(part)} to under {Edge(part + 1)}", part => $"{field.Key} ge {Edge(part)} and {field.Key} lt {Edge(part + 1)}");
    }

    /// <summary>Where a quotient comes near a whole number, the edge itself decides as a filter would read it: 0.3 is three steps of 0.1.</summary>
    private static long StepOf(double value, decimal width)
    {
        const double near = 1e-9;
        var quotient = value / (double)width;
        var nearest = Math.Round(quotient);
        return Math.Abs(quotient - nearest) > near * Math.Max(1, Math.Abs(nearest)) ? (long)Math.Floor(quotient)
            : value >= (double)((decimal)nearest * width) ? (long)nearest
            : (long)nearest - 1;
    }

    private static SegmentKey Dated(string name)
    {
        var months = name switch { "originationYear" => 12, "originationQuarter" => 3, _ => 1 };
        DateOnly First(long part) => new DateOnly(1, 1, 1).AddMonths((int)part * months);
        return new(
            name, LoanField.Find("originationDay")!, number => DateOnly.FromDayNumber((int)number) is var day ? (((day.Year - 1) * 12) + day.Month - 1) / months : 0,
            part => First(part) is var day && months == 12 ? $"{day.Year}" : months == 3 ? $"{First(part).Year}-Q{((First(part).Month - 1) / 3) + 1}" : $"{First(part).Year}-{First(part).Month:D2}",
            part => $"originationDay ge {First(part):yyyy-MM-dd} and originationDay lt {First(part + 1):yyyy-MM-dd}");
    }
}
