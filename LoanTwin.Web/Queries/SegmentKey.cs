using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>
/// A way to cut the book: by a word, a flag or the grade as they are, by a number in bands (<c>scoreBand</c>, or its field alone), by the month,
/// quarter or year of origination. Every loan falls into exactly one part.
/// </summary>
internal sealed record SegmentKey(string Name, LoanField Field, Func<double, (double Order, string Text)> Part)
{
    private const string Band = "Band";
    private const string None = "none";

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
        ", ", new[] { "product", "region", "status", "active", "grade", "originationYear", "originationQuarter", "originationMonth" }.Concat(Bands.Select(band => band.Field + Band)));

    public static SegmentKey? Find(string name)
    {
        if (name is "originationDay" or "originationYear" or "originationQuarter" or "originationMonth")
        {
            return new(name, LoanField.Find("originationDay")!, day => Calendar(name, day));
        }

        if (name is "grade")
        {
            return new(name, LoanField.Find(name)!, value => (value, value.ToString(CultureInfo.InvariantCulture)));
        }

        var bare = name.EndsWith(Band, StringComparison.Ordinal) ? name[..^Band.Length] : name;
        if (Bands.FirstOrDefault(band => band.Field == bare) is { From: { } from })
        {
            return new(name, LoanField.Find(bare)!, value => InBand(from, value));
        }

        return LoanField.Find(name) switch
        {
            { Kind: FieldKind.Word } word => new(name, word, value => (value, word.Words[(int)value])),
            { Kind: FieldKind.Flag } flag => new(name, flag, value => (value, value == 1 ? "true" : "false")),
            _ => null,
        };
    }

    public (double Order, string Text) Of(BookView view, Shelf shelf, int row) => Part(Field.Read(view, shelf, row));

    /// <summary>From a lower edge, which is inside, up to the next, which is not.</summary>
    private static (double Order, string Text) InBand(double[] from, double value)
    {
        if (double.IsNaN(value))
        {
            return (double.PositiveInfinity, None);
        }

        var band = from.Count(edge => value >= edge);
        string Edge(int at) => from[at].ToString(CultureInfo.InvariantCulture);
        return (band, band == 0 ? $"under {Edge(0)}" : band == from.Length ? $"{Edge(band - 1)} and more" : $"{Edge(band - 1)} to under {Edge(band)}");
    }

    private static (double Order, string Text) Calendar(string name, double number)
    {
        var day = DateOnly.FromDayNumber((int)number);
        var month = (day.Year * 12) + day.Month - 1;
        return name switch
        {
            "originationYear" => (day.Year, $"{day.Year}"),
            "originationQuarter" => (month / 3, $"{day.Year}-Q{((day.Month - 1) / 3) + 1}"),
            _ => (month, $"{day.Year}-{day.Month:D2}"),
        };
    }
}
