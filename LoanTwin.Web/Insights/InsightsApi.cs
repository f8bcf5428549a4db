using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Attribution;
using LoanTwin.Web.Api;
using LoanTwin.Web.Design;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Insights;

/// <summary>The conclusions that pages show, for other programs.</summary>
internal static class InsightsApi
{
    public static void MapInsightsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Insights");
        api.MapGet("/lead", Lead).WithSummary("The first sentence of the overview, and how many limits are kept.").Produces<LeadView>().Refuses(400, 422, 503);
        api.MapGet("/attention", Attention).WithSummary("What needs a person, the most money first.").Produces<AttentionView>().Refuses(400, 422, 503);
        api.MapGet("/metrics/{key}", Story).WithSummary("One key figure or part of one: definition, value on a day, parts, and its value for each product.").Produces<StoryView>().Refuses(400, 404, 422, 503);
        api.MapGet("/expected-loss/bridge", BridgeAsync).WithSummary("What moved the expected loss rate since a day; the steps add up.").Produces<BridgeView>().Refuses(400, 422, 503);
        api.MapGet("/expected-loss/heat", HeatAsync).WithSummary("Expected loss by product and score, now and on the day compared with.").Produces<HeatView>().Refuses(400, 422, 503);
    }

    private static IResult Lead(HttpRequest request, LiveFeed feed, OverviewPictures pictures, FigureRows rows)
        => Picture(request, feed, pictures, rows, picture => TypedResults.Ok(LeadView.Of(picture)));

    private static IResult Attention(HttpRequest request, LiveFeed feed, OverviewPictures pictures, FigureRows rows)
        => Picture(request, feed, pictures, rows, picture => TypedResults.Ok(AttentionView.Of(picture)));

    private static IResult Story(string key, HttpRequest request, LiveFeed feed, OverviewPictures pictures, MetricStories stories, FigureRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (asOf, scope) = (fields.Day("asOf"), fields.OneOf("scope", [LivedFigures.Lender, .. LoanField.Products]));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (MetricCatalogue.Find(key) is not { IsSuccess: true } found)
        {
            return ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "key", key, $"one of {string.Join(", ", MetricCatalogue.All.Concat(MetricCatalogue.Components).Select(known => known.Key))}"));
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (metric, day) = (found.Value, asOf ?? latest.Day);
        var value = MetricCatalogue.All.Contains(metric) ? pictures.MetricsOf(asOf, latest, scope).FirstOrDefault(value => value.Metric == metric)
            : day == latest.Day && scope == LivedFigures.Lender ? latest.Components.First(value => value.Metric == metric)
            : null;
        return value is null
            ? ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "asOf", $"{day:O}", rows.NearestDay(day.DayNumber, long.MaxValue) is { } nearest ? $"a stored day; the nearest is {DateOnly.FromDayNumber(nearest):O}; parts are known of the live day alone" : "a stored day"))
            : TypedResults.Ok(StoryView.Of(value, day, scope, stories));
    }

    private static Task<IResult> BridgeAsync(HttpRequest request, LiveFeed feed, LossMoves moves, Photos photos, CancellationToken leaving)
        => MoveAsync(request, feed, moves, photos, move => TypedResults.Ok(BridgeView.Of(move)), leaving);

    private static Task<IResult> HeatAsync(HttpRequest request, LiveFeed feed, LossMoves moves, Photos photos, CancellationToken leaving)
        => MoveAsync(request, feed, moves, photos, move => TypedResults.Ok(HeatView.Of(move)), leaving);

    private static IResult Picture(HttpRequest request, LiveFeed feed, OverviewPictures pictures, FigureRows rows, Func<OverviewPicture, IResult> answer)
    {
        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (asOf, baseline, problem) = Asked(request, latest);
        return problem ?? (pictures.Of(asOf, baseline) is { } picture
            ? answer(picture)
            : ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "asOf", $"{asOf:O}", rows.NearestDay(asOf!.Value.DayNumber, long.MaxValue) is { } nearest ? $"a stored day; the nearest is {DateOnly.FromDayNumber(nearest):O}" : "a stored day")));
    }

    private static async Task<IResult> MoveAsync(HttpRequest request, LiveFeed feed, LossMoves moves, Photos photos, Func<LossMove, IResult> answer, CancellationToken leaving)
    {
        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (asOf, baseline, problem) = Asked(request, latest);
        return problem ?? (await moves.OfAsync(asOf, baseline, leaving) is { } move
            ? answer(move)
            : ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "asOf", $"{asOf ?? latest.Day:O}", $"a day whose loans are kept: {photos.FirstDay:O} or later")));
    }

    private static (DateOnly? AsOf, string Baseline, ApiProblem? Problem) Asked(HttpRequest request, TwinSnapshot latest)
    {
        var fields = new QueryFields(request.Query);
        var (asOf, baseline) = (fields.Day("asOf"), fields.Word("baseline") ?? Baseline.MonthEnd);
        fields.Require(asOf is null || asOf <= latest.Day, "asOf", $"{asOf:O}", $"{latest.Day:O} or before");
        fields.Require(Baseline.DayOf(baseline, asOf ?? latest.Day) is not null, "baseline", baseline, Baseline.Rule);
        return (asOf, baseline, fields.Problem());
    }
}

internal sealed record StoryPart(string Key, string Name, string Unit, double? Value, string Definition);

internal sealed record StoryProduct(string Product, double? Value);

internal sealed record StoryView(
    DateOnly Day, string Key, string Name, string Scope, string Unit, string Horizon, string Direction, double? Value, double? Target, double? Limit, string Status, string Definition, StoryPart[] Components, StoryProduct[] Products)
{
    public static StoryView Of(MetricValue value, DateOnly day, string scope, MetricStories stories)
    {
        var metric = value.Metric;
        return new(
            day, metric.Key, metric.Name, scope, metric.Unit.Key(), metric.Horizon.Text(), metric.Direction.Key(), value.Value, value.Target, value.Limit, value.Status.ToString().ToLowerInvariant(), metric.Definition,
            [.. stories.ComponentsOf(metric, day).Select(part => new StoryPart(part.Metric.Key, part.Metric.Name, part.Metric.Unit.Key(), part.Value, part.Metric.Definition))],
            [.. stories.ProductsOf(metric, day, null).Select(product => new StoryProduct(product.Product, product.Now))]);
    }
}

/// <param name="AlertsAsking">Alerts that nobody looks after yet; nothing for a past day, of which that is not known.</param>
internal sealed record LeadView(DateOnly Day, DateOnly? Baseline, string Headline, string? Phrase, string State, string Sub, int LimitsKept, int Limits, int LimitsClose, int? AlertsAsking)
{
    public static LeadView Of(OverviewPicture picture) => new(
        picture.Day, picture.Baseline?.Day, picture.Lead.Headline, picture.Lead.Phrase, picture.Lead.State.Key(), string.Concat(picture.Lead.Sub.Select(run => run.Text)),
        picture.Lead.LimitsKept, picture.Lead.Limits, picture.Lead.Close, picture.Alerts?.Sum(count => count.Count));
}

internal sealed record AttentionRow(string State, string Title, string Detail, double? Money, string Href);

internal sealed record AttentionView(DateOnly Day, string Currency, AttentionRow[] Items)
{
    public static AttentionView Of(OverviewPicture picture) => new(
        picture.Day, "USD", [.. picture.Attention.Select(item => new AttentionRow(item.State.Key(), item.Title, item.Detail, item.Money, item.Href))]);
}

internal sealed record BridgeStepView(string Mover, double Rate, decimal Money, int Loans);

/// <param name="Since">The day compared with, or the first whose loans are kept.</param>
internal sealed record BridgeView(DateOnly Day, DateOnly Since, string Currency, double Start, double End, BridgeStepView[] Steps)
{
    public static BridgeView Of(LossMove move) => new(
        move.Day, move.Bridge.From, "USD", move.Bridge.Start, move.Bridge.End,
        [.. move.Bridge.Steps.Select(step => new BridgeStepView(KeyOf(step.Mover), step.Rate, Math.Round((decimal)step.Money / 100, 2), step.Loans))]);

    public static string KeyOf(LossMover mover) => char.ToLowerInvariant($"{mover}"[0]) + $"{mover}"[1..];
}

/// <param name="Product">Nothing for all products.</param>
/// <param name="ScoreFrom">Nothing for the lowest band and for all scores.</param>
internal sealed record HeatCellView(string? Product, string Band, int? ScoreFrom, int? ScoreBelow, int Loans, decimal Balance, double? Rate, double? RateBefore);

internal sealed record HeatView(DateOnly Day, DateOnly Since, string Currency, HeatCellView[] Cells)
{
    public static HeatView Of(LossMove move) => new(move.Day, move.Bridge.From, "USD", [.. move.Heat.Select(Row)]);

    private static HeatCellView Row(HeatCell cell)
    {
        var (from, below) = cell.Band is not { } band ? ((int?)null, (int?)null) : (band == 0 ? null : LossHeat.BandFrom[band - 1], band == LossHeat.BandFrom.Length ? null : LossHeat.BandFrom[band]);
        var name = (from, below) switch { (null, null) => "all", (null, { } high) => $"below {high}", ({ } low, null) => $"{low} and more", ({ } low, { } high) => $"{low} to {high - 1}" };
        return new(cell.Product is { } product ? LoanField.Products[product] : null, name, from, below, cell.Loans, Math.Round((decimal)cell.Balance / 100, 2), cell.Rate, cell.RateBefore);
    }
}
