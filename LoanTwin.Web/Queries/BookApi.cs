using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>The book as a whole: cut into parts, by vintage, and from state to state.</summary>
internal static class BookApi
{
    public static void MapBookApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Book");
        api.MapGet("/segments", SegmentsAsync).WithSummary("The active loans cut by one or two fields; the parts add up to the total.").Produces<SegmentsView>().Refuses(400, 410, 422, 503);
        api.MapGet("/segments/chart", ChartAsync).WithSummary("One figure of the active loans by the parts of a field, split by a second one; each mark with its filter.").Produces<ChartView>().Refuses(400, 410, 422, 503);
        api.MapGet("/vintages", VintagesAsync).WithSummary("Vintages by months on book, with numbers at risk.").Produces<VintagesView>().Refuses(400, 410, 422, 503);
        api.MapGet("/roll-rates", RollRatesAsync).WithSummary("How loans moved from state to state over closed months, with intervals.").Produces<RollRatesView>().Refuses(400, 422, 503);
    }

    private static Task<IResult> SegmentsAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (keys, filter, asked) = (CutOf(fields, "by", (fields.Word("by") ?? "product").Split(',', StringSplitOptions.TrimEntries)), Reading.FilterOf(fields), Reading.AskedOf(fields));
        return fields.Problem() is { } problem
            ? Task.FromResult<IResult>(problem)
            : views.WithViewAsync(asked, view => SegmentsView.Of(view, keys, filter) is { } cut ? TypedResults.Ok(cut) : TooFine("by", keys), leaving);
    }

    private static Task<IResult> ChartAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (y, x, split) = (fields.OneOf("y", ChartView.Known), fields.Word("x") ?? "product", fields.Word("split"));
        var (keys, filter, named) = (CutOf(fields, "x", split is null ? [x] : [x, split]), Reading.FilterOf(fields), Reading.ViewOf(fields));
        return fields.Problem() is { } problem
            ? Task.FromResult<IResult>(problem)
            : views.WithViewAsync(named, view => SegmentsView.Of(view, keys, filter) is { } cut ? TypedResults.Ok(ChartView.Of(cut, y)) : TooFine("x", keys), leaving);
    }

    private static List<SegmentKey> CutOf(QueryFields fields, string name, string[] cuts)
    {
        var keys = cuts.Select(SegmentKey.Find).ToList();
        fields.Require(cuts.Length <= 2 && cuts.Distinct().Count() == cuts.Length, name, string.Join(',', cuts), "one or two different fields");
        foreach (var unknown in cuts.Zip(keys).Where(pair => pair.Second is null))
        {
            fields.Require(false, name, unknown.First, $"one of {SegmentKey.Known}");
        }

        return [.. keys.OfType<SegmentKey>()];
    }

    private static ApiProblem TooFine(string field, IEnumerable<SegmentKey> keys)
        => ApiProblem.Of(Problem.Of(ProblemKind.NotApplicable, field, string.Join(',', keys.Select(key => key.Name)), $"a cut into at most {SegmentsView.MostRows} parts"));

    private static Task<IResult> VintagesAsync(HttpRequest request, BookViews views, LoanRows rows, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (by, measure, filter, asked) = (fields.OneOf("by", "quarter", "month", "year"), fields.OneOf("measure", VintagesView.Measures), Reading.FilterOf(fields), Reading.AskedOf(fields));
        return fields.Problem() is { } problem
            ? Task.FromResult<IResult>(problem)
            : views.WithViewAsync(asked, view => Vintages(view, by, measure, filter, rows), leaving);
    }

    private static IResult Vintages(BookView view, string by, string measure, FilterClauses filter, LoanRows rows)
    {
        if (measure != VintagesView.Losses)
        {
            return TypedResults.Ok(VintagesView.Of(view, by, measure, filter, null, null));
        }

        return rows.Losses(view) is { } losses
            ? TypedResults.Ok(VintagesView.Of(view, by, measure, filter, losses.ByLoan, losses.Since))
            : ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "measure", measure, $"{VintagesView.Defaults} or {VintagesView.Cpr}: losses by loan are kept for books up to {TwinRecords.MostRowLoans} loans"));
    }

    private static async Task<IResult> RollRatesAsync(HttpRequest request, LiveFeed feed, RollMonths months, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (from, to) = (fields.Day("from"), fields.Day("to"));
        var product = fields.OneOf("product", [RollRatesView.AllProducts, .. LoanField.Products]);
        fields.Require(from is null || to is null || from <= to, "from", from?.ToString("O"), "a day not after to");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var closed = await months.BetweenAsync(from ?? DateOnly.MinValue, to ?? latest.Day, leaving);
        return closed.Count > 0
            ? TypedResults.Ok(RollRatesView.Of(latest.Day, product, closed))
            : ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "to", $"{to ?? latest.Day:O}", "a range with the end of a month whose state is kept; the twin keeps one at each month end that it lives"));
    }
}
