using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Stress;

/// <summary>A run to take away: one page that prints, or every figure of it in rows. Both say of what day, seed and inputs they are.</summary>
internal static class RunPack
{
    private const string Style = "body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111}table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}th,td{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left}td,thead th+th{text-align:right}h2{break-after:avoid}tr{break-inside:avoid}@media print{body{margin:0;max-width:none}}";

    public static string Csv(StressRunView run)
    {
        var text = new StringBuilder();
        foreach (var line in Head(run))
        {
            text.Append("# ").AppendLine(line);
        }

        text.AppendLine("table,key,column,value");
        foreach (var table in Tables(run))
        {
            foreach (var row in table.Rows)
            {
                for (var column = 0; column < row.Cells.Length; column++)
                {
                    text.AppendLine(string.Join(',', new[] { table.Key, row.Name, table.Columns[column], row.Cells[column].Raw }.Select(TrendCsv.Cell)));
                }
            }
        }

        return text.ToString();
    }

    public static string Html(StressRunView run)
    {
        var text = new StringBuilder($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Html(run.Scenario)}</title><style>{Style}</style></head><body>");
        text.Append($"<h1>{Html(run.Scenario)}</h1><p>{string.Join("<br>", Head(run).Select(Html))}</p>");
        foreach (var table in Tables(run).Where(table => table.Rows.Count > 0))
        {
            text.Append($"<h2>{Html(table.Title)}</h2><table><thead><tr><th scope=\"col\">{Html(table.Of)}</th>");
            text.AppendJoin("", table.Columns.Select(column => $"<th scope=\"col\">{Html(column)}</th>")).Append("</tr></thead><tbody>");
            foreach (var row in table.Rows)
            {
                text.Append($"<tr><th scope=\"row\">{Html(row.Title)}</th>").AppendJoin("", row.Cells.Select(cell => $"<td>{Html(cell.Shown)}</td>")).Append("</tr>");
            }

            text.Append("</tbody></table>");
        }

        return text.Append("</body></html>").ToString();
    }

    private static IEnumerable<string> Head(StressRunView run)
    {
        yield return $"Stress run {run.Run}, frozen on the book of {FigureText.Iso(run.Day)}";
        yield return $"{run.Quarters} quarters, balance sheet {run.BalanceSheet}, {(run.Population is { } filter ? $"{run.Loans} loans ({filter})" : "all loans")}, money in USD";
        yield return $"{run.PathsDone} of {run.PathsAsked} sampled paths, seed {run.Seed}; kernel {run.Versions.Kernel}, calibration {run.Versions.Calibration}, market {run.Versions.Market}, method {run.Versions.Method}";
        yield return run.Hash is { } hash ? $"SHA-256 of the answer {hash}" : $"Not complete: {run.State}";
    }

    private static IEnumerable<Table> Tables(StressRunView run)
    {
        yield return new("metrics", "Every key figure", "Figure", ["base", "stressed", "worst", "quarter of worst", "limit"], [.. from metric in run.Metrics
            let known = MetricCatalogue.Find(metric.Key).Value
            select new Row(metric.Key, known.Name, [Of(known.Unit, metric.Base), Of(known.Unit, metric.Stressed), Of(known.Unit, metric.Worst), Whole(metric.WorstQuarter), Of(known.Unit, metric.Limit)])]);
        yield return new("breaches", "Limits that break", "Figure", ["limit", "first quarter", "last quarter", "worst"], [.. from breach in run.Breaches
            let known = MetricCatalogue.Find(breach.Key).Value
            select new Row(breach.Key, known.Name, [Of(known.Unit, breach.Limit), Whole(breach.FirstQuarter), Whole(breach.LastQuarter), Of(known.Unit, breach.Worst)])]);
        yield return new("quarters", "Quarter by quarter", "Quarter", ["base loss", "loss", "loss p05", "loss p95", "base capital", "capital", "capital p05", "capital p95"], [.. run.Paths.Select(quarter => new Row($"{quarter.Quarter}", $"Q{quarter.Quarter}",
            [Usd(quarter.BaseLoss), Usd(quarter.Loss), Of(MetricUnit.Usd, quarter.LossBand?.P05), Of(MetricUnit.Usd, quarter.LossBand?.P95), Of(MetricUnit.Fraction, quarter.BaseCapital), Of(MetricUnit.Fraction, quarter.Capital),
                Of(MetricUnit.Fraction, quarter.CapitalBand?.P05), Of(MetricUnit.Fraction, quarter.CapitalBand?.P95)]))]);
        yield return new("bridge", "The way of capital", "Step", ["to the low, USD", "to the low, ratio", "to the end, USD", "to the end, ratio"], run.Bridge is not { } bridge ? [] :
            [.. bridge.ToTrough.Zip(bridge.ToEnd, (trough, end) => new Row(trough.Key, trough.Key, [Usd(trough.Amount), Of(MetricUnit.Fraction, trough.Ratio), Usd(end.Amount), Of(MetricUnit.Fraction, end.Ratio)]))]);
        yield return new("products", "Loss by product", "Product", ["base", "stressed"], [.. run.ByProduct.Select(product => new Row(product.Product, FigureText.ProductTitle(product.Product), [Usd(product.Base), Usd(product.Stressed)]))]);
        yield return new("segments", "Loss by product, region and year of origination", "Segment", ["balance", "base", "stressed"], [.. run.Segments.Select(segment => new Row($"{segment.By}:{segment.Key}", $"{segment.By} {segment.Key}", [Usd(segment.Balance), Usd(segment.Base), Usd(segment.Stressed)]))]);
        yield return new("states", "Loans that change state", "State", ["base", "stressed"], [.. run.States.Select(state => new Row(state.State, state.State, [Number(state.Base), Number(state.Stressed)]))]);
    }

    private static Value Of(MetricUnit unit, double? value) => new(FigureText.Raw(value) ?? "", $"{FigureText.Of(unit, value)}");

    private static Value Usd(decimal dollars) => new(dollars.ToString(CultureInfo.InvariantCulture), FigureText.Full(dollars));

    private static Value Whole(int? number) => new($"{number}", $"{number}");

    private static Value Number(double number) => new(FigureText.Raw(number)!, FigureText.Number(number, "#,0.0"));

    private static string Html(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    private sealed record Table(string Key, string Title, string Of, string[] Columns, List<Row> Rows);

    private sealed record Row(string Name, string Title, Value[] Cells);

    private readonly record struct Value(string Raw, string Shown);
}
