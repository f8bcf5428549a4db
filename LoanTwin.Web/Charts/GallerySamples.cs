using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Charts;

/// <summary>Made-up figures for the gallery alone: every kind of picture with something in it, the same at every visit.</summary>
internal static class GallerySamples
{
    private static readonly DateOnly Now = new(2026, 11, 19);

    public static Trend ValueAtRisk(int daysLater = 0)
    {
        var now = Now.AddDays(daysLater);
        var booked = Enumerable.Range(0, 365 + daysLater).Select(day => new TrendPoint(Now.AddDays(day - 364), Level(day))).ToList();
        var last = booked[^1].Value!.Value;
        return new()
        {
            Key = "var95",
            Title = "VaR 95 %, one year",
            Subtitle = "% of balance · 12 months and a 6-month forecast with 50 % and 90 % bands",
            Unit = MetricUnit.Fraction,
            Direction = GoodDirection.Down,
            Now = now,
            Series = [new("VaR 95 %", SeriesRole.Ours, booked), new("With R-118 and R-121:", SeriesRole.Challenger, [.. Ahead(180).Select(day => new TrendPoint(now.AddDays(day), last + (.0019 * day / 180) - (.0012 * Math.Sin(Math.PI * day / 180.0))))])],
            Fan = new("As is", now, 1_000, [.. Ahead(180).Select(day => Expected(now.AddDays(day), last + (.008 * day / 180), .0062 * Math.Sqrt(day / 180.0)))]),
            Limits = [new("Limit", .05)],
            Pins = [new(new(2026, 1, 25), "Auto channel opened"), new(new(2026, 6, 14), "Model PD v12 live"), new(new(2026, 9, 12), "R-097 applied")],
            Horizon = "one year",
            Source = "made-up figures of the gallery",
        };
    }

    public static Trend Balance { get; } = new()
    {
        Key = "outstanding",
        Title = "Balance against plan",
        Subtitle = "$ bn · 36 months, a gap where nothing was booked",
        Unit = MetricUnit.Usd,
        Now = Now,
        Series =
        [
            new("Balance", SeriesRole.Ours, [.. Enumerable.Range(0, 1_095).Select(day => new TrendPoint(Now.AddDays(day - 1_094), day is > 500 and < 540 ? null : 2.9e9 + (5.2e8 * day / 1_094) + (3e7 * Math.Sin(day / 25.0))))]),
            new("Plan", SeriesRole.Baseline, [.. Enumerable.Range(0, 37).Select(month => new TrendPoint(Now.AddMonths(month - 36), 2.95e9 + (4.5e8 * month / 36)))]),
        ],
        Targets = [new("Year-end target", 3.55e9)],
        Source = "made-up figures of the gallery",
    };

    public static BridgeSteps ExpectedLoss { get; } = BridgeSteps.Of(
        MetricUnit.Fraction, "31 Oct", .0178,
        [new("Volume", .0001), new("Mix", .0002), new("PD drift", .0007), new("LGD", 0), new("Macro", .0001), new("Cures", -.0002)], "Now", .0187);

    public static HeatGrid LossByProductAndScore { get; } = new()
    {
        RowsName = "Product",
        Unit = MetricUnit.Fraction,
        IsDiverging = true,
        Columns = ["< 580", "580–619", "620–659", "660–699", "700–739", "740 +"],
        Rows =
        [
            Against("Mortgage", .0028, (.0240, .0240), (.0135, .0135), (.0072, .0072), (.0038, .0038), (.0020, .0020), (.0009, .0009)),
            Against("Auto", .0157, (.0610, .0560), (.0390, .0350), (.0245, .0210), (.0135, .0135), (.0072, .0072), (.0034, .0034)),
            Against("Card", .0404, (.1320, .1250), (.0980, .0880), (.0640, .0600), (.0385, .0385), (.0205, .0205), (null, null)),
            Against("Consumer", .0383, (.1180, .1230), (.0860, .0900), (.0570, .0610), (.0350, .0350), (.0190, .0190), (.0090, .0090)),
        ],
        Totals = [.0829, .0584, .0358, .0192, .0092, .0036],
        GrandTotal = .0187,
    };

    public static HeatGrid BalanceByProductAndTerm { get; } = HeatGrid.BySize(
        "Product", MetricUnit.Usd, ["12 m", "24 m", "36 m", "60 m"],
        [("Auto", [1.2e7, 4.5e7, 9.1e7, 2.2e8]), ("Card", [8.2e7, 6.1e7, 3.0e7, null]), ("Business", [2.2e7, 3.9e7, 1.4e8, 1.75e8])]);

    public static IReadOnlyList<RankedItem> LossCarriers { get; } =
        [new("Card, score 580–619", 1.82e7, "/", true), new("Auto 60–72 m", 1.31e7, "/"), new("Business, retail trade", 9.4e6, "/"), new("Consumer, Southwest", 6.2e6, "/"), new("Mortgage, Nevada", 2.9e6, "/"), new("Student", 1.1e6), new("Other", 4.1e5)];

    public static IReadOnlyList<HistogramBin> Losses { get; } =
        [.. Enumerable.Range(0, 48).Select(bin => new HistogramBin(bin * .00125, (bin + 1) * .00125, (long)(900 * Math.Pow(bin / 14.0, 2) * Math.Exp(2 * (1 - (bin / 14.0))))))];

    public static IReadOnlyList<double?> Spark { get; } = [.. Enumerable.Range(274, 91).Select(day => (double?)Level(day))];

    private static IEnumerable<int> Ahead(int days) => Enumerable.Range(0, (days / 5) + 1).Select(step => step * 5);

    private static FanDay Expected(DateOnly day, double median, double spread)
        => new(day, median, median - (.40 * spread), median + (.41 * spread), median - spread, median + (1.02 * spread));

    private static double Level(int day)
        => .0393 + (.0034 * day / 364) + (.0030 * Math.Exp(-Math.Pow((day - 352) / 30.0, 2))) + (.00035 * Math.Sin(day / 19.0)) + (.00018 * Math.Sin(day / 7.3)) + (.00010 * Math.Sin(day / 2.9) * Math.Sin(day / 11.0));

    private static HeatRow Against(string label, double total, params (double? Value, double? Plan)[] cells)
        => new(label, [.. cells.Select(cell => HeatGrid.AgainstPlan(cell.Value, cell.Plan, .001, .009, GoodDirection.Down))], total);
}
