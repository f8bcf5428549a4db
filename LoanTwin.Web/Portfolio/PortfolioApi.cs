using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>What the explorer shows, for programs: facets, where a loan stands in a list, a segment's story, and the list as a file.</summary>
internal static class PortfolioApi
{
    private const int MostMoves = 1_000;

    private static readonly string[] Formats = ["csv", "json", "xlsxcsv"];

    public static void MapPortfolioApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Portfolio");
        api.MapGet("/loans/facets", FacetsAsync).WithSummary("What each field would leave under all other clauses of a filter, and the filtered set against the book.").Produces<FacetsView>().Refuses(400, 410, 503);
        api.MapGet("/loans/place", PlaceAsync).WithSummary("Where a loan stands in a list, with the one before and the one behind.").Produces<PlaceView>().Refuses(400, 404, 410, 422, 503);
        api.MapGet("/loans/export", ExportAsync).WithSummary("The loans of a list as a file, row by row, with what it is in its first lines.").Produces(StatusCodes.Status200OK, contentType: "text/csv").Refuses(400, 410, 503);
        api.MapGet("/segments/story", StoryAsync).WithSummary("A filtered set against the book: figures, rank among its peers, what explains its expected loss, how it rolls, its vintages.").Produces<SegmentStory>().Refuses(400, 410, 422, 503);
        api.MapGet("/segments/moves", MovesAsync).WithSummary("The loans behind one cell of a segment's roll rates, move by move.").Produces<MovesView>().Refuses(400, 410, 503);
    }

    private static Task<IResult> FacetsAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (filter, named) = (Reading.FilterOf(fields), Reading.ViewOf(fields));
        return fields.Problem() is { } problem
            ? Task.FromResult<IResult>(problem)
            : views.WithViewAsync(named, view => TypedResults.Ok(FacetsView.Of(view, FacetBoard.Of(view, filter))), leaving);
    }

    private static Task<IResult> PlaceAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (text, filter, order, asked) = (fields.Word("loan"), Reading.FilterOf(fields), OrderOf(fields), Reading.AskedOf(fields));
        var isId = LoanIdRoute.TryParse(text ?? "", out var id);
        fields.Require(isId, "loan", text, "an id such as 1234567 or L-1234567");
        return fields.Problem() is { } problem
            ? Task.FromResult<IResult>(problem)
            : views.WithViewAsync(asked, view => PlaceView.Of(view, id, LoanSelection.In(view, filter, order)) is { } place
                ? TypedResults.Ok(place)
                : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "loan", text!, "a loan that passes the filter")), leaving);
    }

    private static async Task<IResult> StoryAsync(HttpRequest request, BookViews views, RollMonths months, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (filter, named) = (Reading.FilterOf(fields), Reading.ViewOf(fields));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = named is { } number ? views.Find(number) : await views.NewestAsync(leaving);
        return lease is not null ? await SegmentStory.OfAsync(lease.View, filter, months, leaving) is { } story
                ? TypedResults.Ok(story)
                : ApiProblem.Of(Problem.Of(ProblemKind.MissingData, "filter", filter.Text, "a filter that some active loan passes"))
            : named is { } gone ? Reading.Gone("view", gone)
            : TwinApi.NotYet();
    }

    private static async Task<IResult> MovesAsync(HttpRequest request, BookViews views, RollMoves moves, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (filter, named, limit) = (Reading.FilterOf(fields), Reading.ViewOf(fields), fields.Whole("limit", 1, MostMoves, 100));
        var (from, to) = (fields.OneOf("from", LoanField.Statuses), fields.OneOf("to", LoanField.Statuses));
        fields.Require(from != to, "to", to, "another state than from: loans that stayed are not listed");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = named is { } number ? views.Find(number) : await views.NewestAsync(leaving);
        return lease is not null ? TypedResults.Ok(await MovesView.OfAsync(lease.View, filter, (from, to), limit, moves, leaving))
            : named is { } gone ? Reading.Gone("view", gone)
            : TwinApi.NotYet();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, BookViews views, TwinAudit audit, TimeProvider time)
    {
        var (leaving, fields) = (context.RequestAborted, new QueryFields(context.Request.Query));
        var (filter, order, columns, format, named) = (Reading.FilterOf(fields), OrderOf(fields), ExportColumn.Parse(fields.Word("columns")), fields.OneOf("format", Formats), Reading.ViewOf(fields));
        fields.Add(columns.Problem?.Faults ?? []);
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = named is { } number ? views.Find(number) : await views.NewestAsync(leaving);
        if (lease?.View is not { } view)
        {
            return named is { } gone ? Reading.Gone("view", gone) : TwinApi.NotYet();
        }

        var (loans, author) = (LoanSelection.In(view, filter, order), Author.Of(context));
        var head = new ExportHead(view.Date, view.CommitSequence, view.Number, filter.Text, order.Text, loans.Total, author, Utc.Text(time.GetUtcNow()));
        await audit.NoteAsync(author, "export", "loans", new { filter = filter.Text, sort = order.Text, format, columns = columns.Value.Select(column => column.Field.Key), rows = loans.Total, day = view.Date, commitSequence = view.CommitSequence }, leaving);
        context.Response.ContentType = format is "json" ? "application/json; charset=utf-8" : "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"loans-{view.Date:yyyy-MM-dd}.{(format is "json" ? "json" : "csv")}\"";
        using var text = new ExportText(context.Response.BodyWriter);
        await (format is "json" ? text.WriteJsonAsync(view, loans, columns.Value, head, leaving) : text.WriteCsvAsync(view, loans, columns.Value, head, format is "xlsxcsv", leaving));
        return Results.Empty;
    }

    private static LoanOrder OrderOf(QueryFields fields)
    {
        var order = LoanOrder.Parse(fields.Word("sort"));
        fields.Add(order.Problem?.Faults ?? []);
        return order.IsSuccess ? order.Value : LoanOrder.Parse(null).Value;
    }
}
