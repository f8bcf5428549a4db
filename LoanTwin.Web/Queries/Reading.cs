using LoanTwin.Domain.Results;
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

    public static ApiProblem Gone(string field, object value)
        => ApiProblem.Of(StatusCodes.Status410Gone, new Fault(field, $"{value}", $"a view that is still kept: at most {BookViews.MostAlive} are, so begin again without {field}"));
}
