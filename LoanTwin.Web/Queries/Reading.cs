using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>Answers a question out of one view: the newest, or the one that the question names.</summary>
internal static class Reading
{
    private const string Name = "view";

    /// <summary>Reads the field <c>view</c>; ask for it before <see cref="QueryFields.Problem"/>.</summary>
    public static long? ViewOf(QueryFields fields) => fields.WholeOrNone(Name, 1, long.MaxValue);

    /// <summary>The answer is complete before the view is given back.</summary>
    public static async Task<IResult> WithViewAsync(this BookViews views, long? number, Func<BookView, IResult> answer, CancellationToken leaving)
    {
        using var lease = number is { } named ? views.Find(named) : await views.NewestAsync(leaving);
        return lease is not null ? answer(lease.View)
            : number is { } gone ? Gone(Name, gone)
            : TwinApi.NotYet();
    }

    /// <summary>An answer about one loan of the view that the fields name; asks for the last of the fields.</summary>
    public static Task<IResult> AboutLoanAsync(this BookViews views, string id, QueryFields fields, Func<BookView, Shelf, int, IResult> answer, CancellationToken leaving)
    {
        var named = ViewOf(fields);
        return fields.Problem() is { } problem ? Task.FromResult<IResult>(problem) : views.AboutLoanAsync(id, named, answer, leaving);
    }

    public static Task<IResult> AboutLoanAsync(this BookViews views, string id, long? named, Func<BookView, Shelf, int, IResult> answer, CancellationToken leaving)
        => views.WithViewAsync(
            named,
            view => LoanIdRoute.TryParse(id, out var number) && view.TryFind(number, out var shelf, out var row)
                ? answer(view, shelf, row)
                : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "id", id, "the id of a loan in the book")),
            leaving);

    public static ApiProblem Gone(string field, object value)
        => ApiProblem.Of(StatusCodes.Status410Gone, new Fault(field, $"{value}", $"a view that is still kept: at most {BookViews.MostAlive} are, so begin again without {field}"));
}
