using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>Which book a question is about: one view by its number, a past day, or neither, which is now.</summary>
internal readonly record struct Asked(long? View, DateOnly? Day);

/// <summary>Answers a question out of one view: the newest, or the one that the question names.</summary>
internal static class Reading
{
    private const string Name = "view";
    private const string AsOf = "asOf";

    /// <summary>Reads the field <c>view</c>; ask for it before <see cref="QueryFields.Problem"/>.</summary>
    public static long? ViewOf(QueryFields fields) => fields.WholeOrNone(Name, 1, long.MaxValue);

    /// <summary>Reads the field <c>filter</c>; all that is wrong with it is noted.</summary>
    public static FilterClauses FilterOf(QueryFields fields)
    {
        var filter = FilterClauses.Parse(fields.Word("filter"));
        fields.Add(filter.Problem?.Faults ?? []);
        return filter.IsSuccess ? filter.Value : FilterClauses.None;
    }

    /// <summary>The answer is complete before the view is given back.</summary>
    public static async Task<IResult> WithViewAsync(this BookViews views, long? number, Func<BookView, IResult> answer, CancellationToken leaving)
    {
        using var lease = number is { } named ? views.Find(named) : await views.NewestAsync(leaving);
        return lease is not null ? answer(lease.View)
            : number is { } gone ? Gone(Name, gone)
            : TwinApi.NotYet();
    }

    /// <summary>Reads the fields <c>view</c> and <c>asOf</c>, of which one may be given; ask for it before <see cref="QueryFields.Problem"/>.</summary>
    public static Asked AskedOf(QueryFields fields)
    {
        var asked = new Asked(ViewOf(fields), fields.Day(AsOf));
        fields.Require(asked.View is null || asked.Day is null, AsOf, asked.Day?.ToString("O"), $"not beside {Name}: a view is of one day");
        return asked;
    }

    /// <summary>The same of a past day: 422 with the nearest one where the day cannot be lived up to any more.</summary>
    public static async Task<IResult> WithViewAsync(this BookViews views, Asked asked, Func<BookView, IResult> answer, CancellationToken leaving)
    {
        if (asked.View is not null || asked.Day is not { } day)
        {
            return await views.WithViewAsync(asked.View, answer, leaving);
        }

        var (lease, nearest) = await views.PastAsync(day, leaving);
        using (lease)
        {
            return lease is not null ? answer(lease.View) : nearest is { } near ? TooFar(day, near) : TwinApi.NotYet();
        }
    }

    /// <summary>An answer about one loan of the view or day that the fields name; asks for the last of the fields.</summary>
    public static Task<IResult> AboutLoanAsync(this BookViews views, string id, QueryFields fields, Func<BookView, Shelf, int, IResult> answer, CancellationToken leaving)
    {
        var asked = AskedOf(fields);
        return fields.Problem() is { } problem ? Task.FromResult<IResult>(problem) : views.AboutLoanAsync(id, asked, answer, leaving);
    }

    public static Task<IResult> AboutLoanAsync(this BookViews views, string id, Asked asked, Func<BookView, Shelf, int, IResult> answer, CancellationToken leaving)
        => views.WithViewAsync(
            asked,
            view => LoanIdRoute.TryParse(id, out var number) && view.TryFind(number, out var shelf, out var row)
                ? answer(view, shelf, row)
                : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "id", id, "the id of a loan in the book")),
            leaving);

    private static ApiProblem TooFar(DateOnly day, DateOnly nearest)
        => ApiProblem.Of(Problem.Of(ProblemKind.MissingData, AsOf, $"{day:O}", $"a day that can be lived up to from a kept month end; the nearest is {nearest:O}"));

    public static ApiProblem Gone(string field, object value)
        => ApiProblem.Of(StatusCodes.Status410Gone, new Fault(field, $"{value}", $"a view that is still kept: at most {BookViews.MostAlive} are, and {BookViews.MostPast} of past days, so begin again without {field}"));
}
