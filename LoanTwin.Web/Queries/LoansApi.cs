using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Web.Api;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>Loans of the book: lists of them, and everything about one.</summary>
internal static class LoansApi
{
    private const int MostRows = 1_000;
    private const string One = "/{id:" + LoanIdRoute.Name + "}";

    public static void MapLoansApi(this IEndpointRouteBuilder routes)
    {
        var loans = routes.MapGroup("/api/loans").WithTags("Loans");
        loans.MapGet("", ListAsync).WithSummary("Loans that pass a filter, in an order, page by page, with their sums.").Produces<LoansView>().Refuses(400, 410, 422, 503);
        loans.MapGet(One, OneAsync).WithSummary("One loan: its facts, its risk with its parts, what secures it, and who owes it.").Produces<LoanDetail>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet(One + "/schedule", ScheduleAsync).WithSummary("The instalments to come by contract, if what is overdue is paid now.").Produces<ScheduleView>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet(One + "/payments", PaymentsAsync).WithSummary("What has been paid on the loan, row by row, newest first.").Produces<PaymentsView>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet(One + "/states", StatesAsync).WithSummary("Every change of the recorded state, newest first.").Produces<StatesView>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet(One + "/forecast", ForecastAsync).WithSummary("Where the loan stands month by month in sampled futures.").Produces<ForecastView>().Refuses(400, 404, 410, 422, 503);
    }

    private static Task<IResult> ListAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (filter, sort, mark) = (fields.Word("filter"), fields.Word("sort"), fields.Word("cursor"));
        var limit = fields.Whole("limit", 1, MostRows, 50);
        var asked = Reading.AskedOf(fields);
        var (test, order) = (FilterClauses.Parse(filter), LoanOrder.Parse(sort));
        fields.Add(test.Problem?.Faults ?? []);
        fields.Add(order.Problem?.Faults ?? []);
        var question = $"{filter}\n{sort}";
        var cursor = mark is null ? null : Cursor.Parse(mark);
        fields.Require(mark is null || cursor?.Question == Cursor.Digest(question), "cursor", mark, "the nextCursor of an answer to the same filter and sort");
        fields.Require(asked.View is null || cursor is null || cursor.View == asked.View, "view", asked.View, "the view of the cursor");
        if (fields.Problem() is { } problem)
        {
            return Task.FromResult<IResult>(problem);
        }

        return views.WithViewAsync(cursor is null ? asked : new(cursor.View, null), view =>
        {
            var selection = LoanSelection.In(view, test.Value, order.Value);
            var offset = cursor?.Offset ?? 0;
            var items = new List<LoanItem>();
            foreach (var place in selection.Page(offset, limit))
            {
                items.Add(LoanItem.Of(view, view.Shelves[place.Shelf], place.Row));
            }

            var end = offset + items.Count;
            var next = end < selection.Total && items.Count > 0 ? new Cursor(view.Number, end, Cursor.Digest(question)).ToString() : null;
            return TypedResults.Ok(new LoansView(view.Date, view.Number, "USD", selection.Total, AggregatesView.Of(selection.Sums), [.. items], next));
        }, leaving);
    }

    private static Task<IResult> OneAsync(string id, HttpRequest request, BookViews views, CancellationToken leaving)
        => views.AboutLoanAsync(id, new QueryFields(request.Query), (view, shelf, row) => TypedResults.Ok(LoanDetail.Of(view, shelf, row)), leaving);

    private static Task<IResult> ScheduleAsync(string id, HttpRequest request, BookViews views, CancellationToken leaving)
        => views.AboutLoanAsync(id, new QueryFields(request.Query), (view, shelf, row) => TypedResults.Ok(ScheduleView.Of(view, shelf, row)), leaving);

    private static Task<IResult> PaymentsAsync(string id, HttpRequest request, BookViews views, LoanRows rows, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (limit, offset) = (fields.Whole("limit", 1, MostRows, 100), fields.Whole("offset", 0, int.MaxValue, 0));
        return views.AboutLoanAsync(id, fields, (view, shelf, row) => TypedResults.Ok(rows.Payments(view, shelf.Fixed.Id[row], limit, offset)), leaving);
    }

    private static Task<IResult> StatesAsync(string id, HttpRequest request, BookViews views, LoanRows rows, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (limit, offset) = (fields.Whole("limit", 1, MostRows, 100), fields.Whole("offset", 0, int.MaxValue, 0));
        return views.AboutLoanAsync(id, fields, (view, shelf, row) => TypedResults.Ok(rows.States(view, shelf, row, limit, offset)), leaving);
    }

    private static Task<IResult> ForecastAsync(string id, HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var months = fields.Whole("months", 1, LoanFutures.MostMonths, 24);
        var futures = fields.Whole("futures", 1, 1_000, 200);
        return views.AboutLoanAsync(id, fields, (view, shelf, row) => shelf.IsActive(row)
            ? TypedResults.Ok(ForecastView.Of(view, shelf, row, months, futures, leaving))
            : ApiProblem.Of(Problem.Of(ProblemKind.NotApplicable, "id", id, "a loan that is not over: this one has no future")), leaving);
    }
}

/// <summary>One month to come in sampled futures.</summary>
/// <param name="Counts">Futures in each state; <paramref name="StandardErrors"/> those of their shares.</param>
/// <param name="Pd">Share of futures with a default event by then.</param>
internal sealed record ForecastMonth(
    DateOnly Day, IReadOnlyDictionary<string, double> States, IReadOnlyDictionary<string, int> Counts, IReadOnlyDictionary<string, double> StandardErrors, double Pd, double PdStandardError, decimal Balance, decimal BalanceStandardError, decimal ExpectedLoss);

/// <param name="Defaults">Futures with a default event within the months.</param>
/// <param name="MedianDefaultMonth">End of the month by which half of those have had theirs; nothing where there are none.</param>
internal sealed record ForecastView(DateOnly Day, long View, string Currency, long Id, string Method, string Question, int Futures, int Defaults, DateOnly? MedianDefaultMonth, ForecastMonth[] Months)
{
    private const string Sampled = "sampled futures of this loan on run-off, each with its own luck, latent factor and economy; shares are over futures, the standard error of a share p is sqrt(p (1 - p) / futures)";

    public static ForecastView Of(BookView view, Shelf shelf, int row, int months, int futures, CancellationToken leaving)
    {
        // The same day gives the same futures; the question's luck is never that of the main line.
        var question = $"loan forecast {view.Date:O}";
        var rows = LoanFutures.Of(view.World, shelf, row, question, months, futures, leaving);
        return new(view.Date, view.Number, "USD", shelf.Fixed.Id[row], Sampled, question, futures, Count(rows[^1].Defaulted, futures), MedianDefault(rows), [.. rows.Select(month => Month(month, futures))]);
    }

    private static int Count(double share, int futures) => (int)Math.Round(share * futures);

    private static DateOnly? MedianDefault(IReadOnlyList<LoanMonth> rows)
        => rows[^1].Defaulted > 0 ? DateOnly.FromDayNumber(SimMonth.LastDay(rows.First(month => month.Defaulted >= rows[^1].Defaulted / 2).Month)) : null;

    private static double ErrorOf(double share, int futures) => Math.Round(Math.Sqrt(Math.Max(0, share * (1 - share)) / futures), 6);

    private static Dictionary<string, T> ByState<T>(LoanMonth month, Func<double, T> of) => LoanField.Statuses.Zip(month.States, (key, share) => (key, of(share))).ToDictionary();

    private static ForecastMonth Month(LoanMonth month, int futures) => new(
        DateOnly.FromDayNumber(SimMonth.LastDay(month.Month)),
        ByState(month, share => Math.Round(share, 6)), ByState(month, share => Count(share, futures)), ByState(month, share => ErrorOf(share, futures)),
        Math.Round(month.Defaulted, 6), ErrorOf(month.Defaulted, futures),
        Money(month.Balance.Mean), Money(month.Balance.StandardError), Money(month.LossBooked.Mean));

    private static decimal Money(double cents) => double.IsNaN(cents) ? 0 : Cents.ToDollars((long)Math.Round(cents));
}
