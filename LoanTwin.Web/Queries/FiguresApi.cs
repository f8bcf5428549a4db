using System.Text.Json;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Statistics;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>The key figures, the economy and the books, now and on any stored day.</summary>
internal static class FiguresApi
{
    private const int MostPoints = 5_000;
    private const int MostDays = 1_000;

    private static readonly string[] Scopes = [LivedFigures.Lender, .. LoanField.Products];

    public static void MapFiguresApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Figures");
        api.MapGet("/metrics", Metrics).WithSummary("Every key figure as of the last committed day, or as of a stored day as it was known then.").Produces<MetricsView>().Refuses(400, 422, 503);
        api.MapGet("/metrics/{key}/series", Series).WithSummary("One key figure day by day, thinned to as many points as are asked for.").Produces<SeriesView>().Refuses(400, 404, 503);
        api.MapGet("/market", Market).WithSummary("The economy on the last committed day, or on a stored day.").Produces<MarketView>().Refuses(400, 422, 503);
        api.MapGet("/ledger", Ledger).WithSummary("Stored days of the books: what moved each product, and the balance sheet.").Produces<LedgerView>().Refuses(400, 503);
    }

    private static IResult Metrics(HttpRequest request, LiveFeed feed, FigureRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (asOf, known, scope) = (fields.Day("asOf"), Known(fields), fields.OneOf("scope", Scopes));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var day = asOf ?? latest.Day;
        var stored = rows.Metrics(day.DayNumber, scope, known);
        return stored.Count == 0
            ? NoSuchDay(rows, day, known)
            : TypedResults.Ok(new MetricsView(day, stored.Values.Max(value => value.Sequence), [.. from now in latest.Metrics where stored.ContainsKey(now.Metric.Key) select MetricView.Of(MetricValue.Of(now.Metric, stored[now.Metric.Key].Value, now.Target, now.Limit))]));
    }

    private static IResult Series(string key, HttpRequest request, LiveFeed feed, FigureRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (from, to, known, scope) = (fields.Day("from"), fields.Day("to"), Known(fields), fields.OneOf("scope", Scopes));
        var points = fields.Whole("points", 2, MostPoints, 400);
        fields.Require(from is null || to is null || from <= to, "from", from?.ToString("O"), "a day not after to");
        var metric = MetricCatalogue.All.FirstOrDefault(metric => metric.Key == key);
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (metric is null)
        {
            return ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "key", key, $"one of {string.Join(", ", MetricCatalogue.All.Select(known => known.Key))}"));
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var last = to ?? latest.Day;
        var all = rows.Series(key, scope, from?.DayNumber ?? 0, last.DayNumber, known);
        return TypedResults.Ok(new SeriesView(
            latest.Day, key, metric.Name, metric.Unit.Key(), scope, from ?? (all.Count > 0 ? all[0].Day : last), last, all.Count, [.. Thinning.To(all, points, point => point.Value)]));
    }

    private static IResult Market(HttpRequest request, LiveFeed feed, FigureRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (asOf, known) = (fields.Day("asOf"), Known(fields));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var day = asOf ?? latest.Day;
        var stored = rows.Market(day.DayNumber, known);
        return stored.Count == 0
            ? NoSuchDay(rows, day, known)
            : TypedResults.Ok(new MarketView(day, [.. from factor in MacroFactor.All where stored.ContainsKey(factor.Key) select new FactorView(factor.Key, stored[factor.Key].Value, factor.Unit.ToString().ToLowerInvariant())]));
    }

    private static IResult Ledger(HttpRequest request, LiveFeed feed, FigureRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (from, to) = (fields.Day("from"), fields.Day("to"));
        var (limit, offset) = (fields.Whole("limit", 1, MostDays, 100), fields.Whole("offset", 0, int.MaxValue, 0));
        fields.Require(from is null || to is null || from <= to, "from", from?.ToString("O"), "a day not after to");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (total, days) = rows.Ledger(from?.DayNumber ?? 0, (to ?? latest.Day).DayNumber, limit, offset);
        return TypedResults.Ok(new LedgerView(latest.Day, "USD", total, limit, offset, [.. days.Select(LedgerDay.Of)]));
    }

    private static long Known(QueryFields fields) => fields.WholeOrNone("knownAt", 1, long.MaxValue) ?? long.MaxValue;

    private static ApiProblem NoSuchDay(FigureRows rows, DateOnly day, long known)
        => ApiProblem.Of(Problem.Of(
            ProblemKind.MissingData, "asOf", $"{day:O}", rows.NearestDay(day.DayNumber, known) is { } nearest ? $"a stored day; the nearest is {DateOnly.FromDayNumber(nearest):O}" : "a day that was known then; none was"));
}

/// <param name="Stored">Days with a value in the range; the points are the first, the last, and the extremes of the stretches between.</param>
internal sealed record SeriesView(DateOnly Day, string Key, string Name, string Unit, string Scope, DateOnly From, DateOnly To, int Stored, SeriesPoint[] Points);

internal sealed record SheetView(
    decimal AccruedInterest, decimal RecoveryReceivable, decimal LiquidAssets, decimal Funding, decimal Equity, decimal RiskWeightedAssets, decimal OperationalRiskAssets, decimal NetOutflows30)
{
    public static SheetView Of(BalanceSheet sheet) => new(
        Money(sheet.AccruedInterest), Money(sheet.RecoveryReceivable), Money(sheet.LiquidAssets), Money(sheet.Funding), Money(sheet.Equity), Money(sheet.RiskWeightedAssets),
        Money(sheet.OperationalRiskAssets), Money(sheet.NetOutflows30));

    private static decimal Money(double cents) => Math.Round((decimal)cents / 100, 2);
}

internal sealed record LedgerDay(DateOnly Day, long CommitSequence, StripView[] Strip, SheetView Sheet)
{
    /// <summary>The first stored day has no strip: nothing had moved yet.</summary>
    public static LedgerDay Of(StoredLedgerDay day) => new(
        DateOnly.FromDayNumber(day.Day), day.CommitSequence,
        [.. JsonSerializer.Deserialize<Reconciliation[]>(day.Strip)!.Select(StripView.Of)],
        SheetView.Of(JsonSerializer.Deserialize<BalanceSheet>(day.Sheet)!));
}

internal sealed record LedgerView(DateOnly Day, string Currency, int Total, int Limit, int Offset, LedgerDay[] Days);
