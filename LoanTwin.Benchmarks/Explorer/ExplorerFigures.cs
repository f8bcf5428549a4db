using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using LoanTwin.Web.Portfolio;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Benchmarks.Explorer;

/// <summary>The speeds of the portfolio explorer's engine on a book of 200,000 loans, each filter random and used once.</summary>
internal static class ExplorerFigures
{
    private const int Filters = 100;

    private static readonly string[] Cuts = ["score:20", "balance:5000", "ltv:0.1", "product", "region", "status", "originationQuarter", "rate:0.01"];
    private static readonly string[] Sorts = ["-balance", "score", "-expectedLoss", "pd12,-balance", "-rate", "ltv", "-daysPastDue,score"];

    public static async Task<int> PrintAsync(Options options)
    {
        Console.Error.WriteLine(Machine.Describe());
        using var book = new LargeBook(options.Seed);
        var view = book.View;
        var luck = new Random((int)options.Seed);
        var first = Time(() => FacetBoard.Of(view, FilterClauses.Parse("active eq true").Value));
        Print("first_board_ms", [first], null, view.Count);
        Print("board_ms", Sample(() => FilterOf(luck), filter => FacetBoard.Of(view, filter)), 60, view.Count);
        Print("sort_ms", Sample(() => Sorts[luck.Next(Sorts.Length)], sort => LoanSelection.In(view, FilterClauses.Parse($"score ge {luck.NextDouble().ToString(CultureInfo.InvariantCulture)}").Value, LoanOrder.Parse(sort).Value)), 150, view.Count);
        Print("filter_ms", Sample(() => FilterOf(luck), filter => LoanSelection.In(view, filter, LoanOrder.Parse(Sorts[luck.Next(Sorts.Length)]).Value)), 150, view.Count);
        Print("strat_ms", Sample(() => (FilterOf(luck), luck.GetItems(Cuts, 2).Distinct().Select(name => SegmentKey.Find(name)!).ToList()), asked => SegmentsView.Of(view, asked.Item2, asked.Item1)), 150, view.Count);
        Print("drivers_ms", Sample(() => FilterOf(luck), filter => Drivers.Of(view, filter), 10), null, view.Count);
        await PrintExportAsync(view);
        return 0;
    }

    private static async Task PrintExportAsync(BookView view)
    {
        var loans = LoanSelection.In(view, FilterClauses.None, LoanOrder.Parse("-balance").Value);
        var head = new ExportHead(view.Date, view.CommitSequence, view.Number, "", "-balance", loans.Total, "benchmark", "");
        using var text = new ExportText(PipeWriter.Create(Stream.Null));
        var before = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        await text.WriteCsvAsync(view, loans, ExportColumn.Parse(null).Value, head, false, default);
        new Figure("export_rows_per_s", loans.Total / Stopwatch.GetElapsedTime(start).TotalSeconds, "rows/s", null, Loans: view.Count).Print();
        new Figure("export_bytes_allocated_per_row", (GC.GetTotalAllocatedBytes() - before) / (double)loans.Total, "bytes", 500, Loans: view.Count).Print();
    }

    private static FilterClauses FilterOf(Random luck)
    {
        var low = luck.Next(500, 800);
        string[] parts =
        [
            "active eq true", $"score ge {low} and score lt {low + luck.Next(20, 200)}", $"product in ('{LoanField.Products[luck.Next(LoanField.Products.Length)]}', 'auto')",
            FormattableString.Invariant($"balance ge {luck.NextDouble() * 20_000}"), FormattableString.Invariant($"pd12 gt {luck.NextDouble() / 10}"), FormattableString.Invariant($"rate lt {luck.NextDouble() / 3}"),
            FormattableString.Invariant($"(dti lt {luck.NextDouble()} or daysPastDue gt 10)"),
        ];
        return FilterClauses.Parse(string.Join(" and ", luck.GetItems(parts, luck.Next(1, 5)).Append(FormattableString.Invariant($"id ge {luck.Next(1, 1_000)}")))).Value;
    }

    private static double[] Sample<T>(Func<T> ask, Action<T> answer, int runs = Filters) => [.. Enumerable.Range(0, runs).Select(_ => ask()).ToList().Select(question => Time(() => answer(question)))];

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string name, double[] times, double? target, int loans)
    {
        var sorted = times.Order().ToArray();
        new Figure($"{name}_p50", sorted[sorted.Length / 2], "ms", target, Loans: loans).Print();
        new Figure($"{name}_p95", sorted[(int)(sorted.Length * .95)], "ms", target, Loans: loans).Print();
    }
}
