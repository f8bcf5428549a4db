using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Marks;

internal sealed record MarksView(int Total, int Limit, int Offset, MarkedLoan[] Marks);

/// <summary>How many loans were meant, and how many of them the command changed.</summary>
internal sealed record MarksChanged(string Kind, string Text, int Loans, int Changed);

/// <summary>What is asked of a mark: of one loan, or of all that pass a filter.</summary>
internal sealed record MarkCommand(string Kind, string? Text, long? Loan, string? Filter);

/// <summary>The watch-list and tags, loan by loan or for all loans of a filter at once.</summary>
internal static class MarksApi
{
    private const int MostRows = 1_000;

    public static void MapMarksApi(this IEndpointRouteBuilder routes)
    {
        var marks = routes.MapGroup("/api/marks").WithTags("Marks");
        marks.MapGet("", List).WithSummary("Watched loans and tags, by loan.").Produces<MarksView>().Refuses(400);
        marks.MapPost("", PutAsync).WithSummary("Puts a mark on one loan, or on every loan that passes a filter: all of them in one transaction.")
            .Accepts<MarkCommand>(RequestBody.JsonType).Produces<MarksChanged>().Refuses(400, 404, 410, 413, 415, 422, 503);
        marks.MapDelete("", TakeAsync).WithSummary("Takes a mark off one loan, or off every loan that passes a filter.").Produces<MarksChanged>().Refuses(400, 404, 410, 422, 503);
    }

    private static IResult List(HttpRequest request, MarkRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (kind, loan, limit, offset) = (fields.Word("kind"), LoanOf(fields), fields.Whole("limit", 1, MostRows, 100), fields.Whole("offset", 0, int.MaxValue, 0));
        fields.Require(kind is null or Mark.Watch or Mark.Tag, "kind", kind, $"{Mark.Watch} or {Mark.Tag}");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        var (total, marks) = rows.List(kind, loan, limit, offset);
        return TypedResults.Ok(new MarksView(total, limit, offset, [.. marks]));
    }

    private static async Task<IResult> PutAsync(HttpRequest request, BookViews views, MarkRows rows, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var (mark, loan, filter) = (Mark.Of(fields.Word("kind"), fields.WordOrNone("text")), fields.IdOrNone("loan"), fields.WordOrNone("filter"));
        var faults = Meant(mark, loan, filter);
        return fields.With(faults.Any ? faults.ToProblem() : null) is { } bad
            ? ApiProblem.Of(bad)
            : await ChangeAsync(request, views, mark.Value, loan, filter, rows.PutAsync, leaving);
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, BookViews views, MarkRows rows, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (mark, loan, filter) = (Mark.Of(fields.Word("kind"), fields.Word("text")), LoanOf(fields), fields.Word("filter"));
        fields.Add(Meant(mark, loan, filter) is { Any: true } faults ? faults.ToProblem().Faults : []);
        return fields.Problem() is { } problem ? problem : await ChangeAsync(request, views, mark.Value, loan, filter, rows.TakeAsync, leaving);
    }

    private static FaultList Meant(Result<Mark> mark, long? loan, string? filter)
    {
        var faults = new FaultList();
        faults.Add(mark.Problem?.Faults ?? []);
        faults.Require(loan is null != filter is null, "loan", loan, "either a loan or a filter");
        faults.Add(FilterClauses.Parse(filter).Problem?.Faults ?? []);
        return faults;
    }

    private static async Task<IResult> ChangeAsync(
        HttpRequest request, BookViews views, Mark mark, long? loan, string? filter, Func<string, Mark, IReadOnlyCollection<long>, string, CancellationToken, Task<int>> change, CancellationToken leaving)
    {
        var (loans, problem) = await MeantAsync(views, loan, filter, leaving);
        return problem is not null
            ? problem
            : TypedResults.Ok(new MarksChanged(mark.Kind, mark.Text, loans.Count, await change(Author.Of(request.HttpContext), mark, loans, filter is null ? LoanIdRoute.Shown(loans[0]) : filter, leaving)));
    }

    private static async Task<(List<long> Loans, ApiProblem? Problem)> MeantAsync(BookViews views, long? loan, string? filter, CancellationToken leaving)
    {
        using var lease = await views.NewestAsync(leaving);
        if (lease is null)
        {
            return ([], TwinApi.NotYet());
        }

        if (loan is { } id)
        {
            return lease.View.TryFind(id, out _, out _) ? ([id], null) : ([], ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "loan", $"{id}", "the id of a loan in the book")));
        }

        var picked = LoanSelection.In(lease.View, FilterClauses.Parse(filter).Value, LoanOrder.Parse(null).Value);
        return picked.Total <= MarkRows.MostLoans
            ? (picked.Page(0, picked.Total).ToArray().Select(place => lease.View.Shelves[place.Shelf].Fixed.Id[place.Row]).ToList(), null)
            : ([], ApiProblem.Of(Problem.Of(ProblemKind.NotApplicable, "filter", $"{picked.Total} loans", $"a filter that at most {MarkRows.MostLoans} loans pass")));
    }

    private static long? LoanOf(QueryFields fields)
    {
        if (fields.Word("loan") is not { } text)
        {
            return null;
        }

        var isId = LoanIdRoute.TryParse(text, out var id);
        fields.Require(isId, "loan", text, "an id such as 1234567 or L-1234567");
        return isId ? id : null;
    }
}
