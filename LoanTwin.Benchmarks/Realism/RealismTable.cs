namespace LoanTwin.Benchmarks.Realism;

/// <summary>One row of the published ranges beside what our books measure.</summary>
internal sealed record RealismFigure(string Product, string Measure, string Unit, double? Value, double Low, double High, bool Inside, string? Note);

/// <summary>Which of our measures answers which published row, and why a row cannot hold.</summary>
internal static class RealismTable
{
    // Row number in the file (from one), measure, and the arithmetic where the row is impossible. Rows with two figures have two entries.
    private static readonly (int Row, string Product, string Measure, int Part, string? Why)[] Answers =
    [
        (1, "consumer", "rate", 0, null),
        (2, "consumer", "term", 0, null),
        (3, "consumer", "amount", 0, null),
        (4, "consumer", "score", 0, null),
        (5, "consumer", "dti", 0, null),
        (6, "consumer", "charge-offs", 0, null),
        (7, "consumer", "lifetime", 0, null),
        (8, "consumer", "lgd", 0, null),
        (9, "consumer", "cpr", 0, null),
        (10, "consumer", "60+", 0, null),
        (11, "consumer", "30+", 0, "the published monthly rows alone keep 3.6 % of average loans at 30 days and 6.3 % at 30 or worse (calibration.md 6.1)"),
        (12, "consumer", "nco", 0, null),
        (13, "consumer", "nim", 0, null),
        (14, "consumer", "roe", 0, null),
        (15, "auto", "rate new", 0, null),
        (16, "auto", "rate used", 0, null),
        (17, "auto", "amount new", 0, null),
        (17, "auto", "amount used", 0, null),
        (18, "auto", "term", 0, null),
        (19, "auto", "score", 0, null),
        (20, "auto", "ltv", 0, null),
        (21, "auto", "30+", 0, null),
        (21, "auto", "60+", 1, null),
        (22, "auto", "default events", 0, null),
        (23, "auto", "lgd", 0, null),
        (24, "auto", "cpr", 0, null),
        (25, "auto", "nco", 0, null),
        (26, "auto", "nim", 0, null),
        (27, "auto", "roe", 0, null),
        (28, "mortgage", "rate", 0, null),
        (29, "mortgage", "term", 0, null),
        (30, "mortgage", "amount", 0, null),
        (31, "mortgage", "score", 0, null),
        (32, "mortgage", "ltv", 0, null),
        (33, "mortgage", "dti", 0, null),
        (34, "mortgage", "default balance", 0, null),
        (35, "mortgage", "30+", 0, null),
        (36, "mortgage", "60+ count", 0, null),
        (37, "mortgage", "default events", 0, null),
        (38, "mortgage", "lgd", 0, null),
        (39, "mortgage", "cpr", 0, null),
        (40, "mortgage", "nco", 0, null),
        (41, "mortgage", "stress", 0, null),
        (42, "mortgage", "nim", 0, null),
        (43, "mortgage", "roe", 0, null),
        (44, "business", "rate", 0, null),
        (45, "business", "amount", 0, null),
        (46, "business", "term", 0, null),
        (47, "business", "default events", 0, null),
        (48, "business", "lifetime", 0, null),
        (49, "business", "disbursed", 0, null),
        (50, "business", "cpr", 0, null),
        (51, "business", "nco", 0, null),
        (52, "business", "30+", 0, null),
        (53, "business", "nim", 0, null),
        (54, "business", "roe", 0, null),
        (55, "creditCard", "rate", 0, null),
        (56, "creditCard", "utilisation", 0, null),
        (57, "creditCard", "score", 0, null),
        (58, "creditCard", "nco", 0, null),
        (59, "creditCard", "30+", 0, null),
        (60, "creditCard", "90+", 0, null),
        (61, "creditCard", "default balance", 0, null),
        (62, "creditCard", "lgd", 0, null),
        (63, "creditCard", "drawn", 0, null),
        (64, "creditCard", "to late", 0, null),
        (65, "creditCard", "payment rate", 0, null),
        (66, "creditCard", "nim", 0, null),
        (67, "creditCard", "roe", 0, null),
        (68, "creditCard", "stress", 0, null),
        (69, "lender", "nim", 0, null),
        (70, "lender", "roa", 0, null),
        (71, "lender", "roe", 0, null),
        (72, "lender", "household 30+", 0, null),
    ];

    public static IReadOnlyList<RealismFigure> Of(IReadOnlyList<RealismRow> rows, IReadOnlyDictionary<(string Product, string Measure), Share> measures)
        => [.. Answers.Select(answer => Figure(rows[answer.Row - 1], answer.Product, answer.Measure, answer.Part, answer.Why, measures))];

    private static RealismFigure Figure(RealismRow row, string product, string measure, int part, string? why, IReadOnlyDictionary<(string Product, string Measure), Share> measures)
    {
        var (low, high) = row.Bounds(part);
        var percent = product == "lender" && row.Unit == "%" && measure != "household 30+" ? 100 : 1;
        var value = measures.TryGetValue((product, measure), out var share) ? share.Value * percent : null;
        var isInside = value >= low && value <= high;
        return new(product, measure == row.Measure ? measure : $"{row.Measure}: {measure}", row.Unit, value is { } known ? Math.Round(known, 4) : null, low, high, isInside, isInside ? null : why);
    }
}
