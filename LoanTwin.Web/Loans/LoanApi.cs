using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Api;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>Other terms as a body.</summary>
internal sealed record WhatIfBody(double? AnnualRate, int? TermMonths, int? Futures, long? Seed);

/// <summary>Everything about one loan that takes more than reading its row.</summary>
internal static class LoanApi
{
    private const string One = "/api/loans/{id:" + LoanIdRoute.Name + "}";
    private const int MostEntries = 500;

    public static void MapLoanApi(this IEndpointRouteBuilder routes)
    {
        var loans = routes.MapGroup(One).WithTags("Loans");
        loans.MapGet("/drivers", DriversAsync).WithSummary("Why the loan's risk is what it is: parts that add up to its probability of default.").Produces<DriversView>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet("/peers", PeersAsync).WithSummary("The nearest loans of its product, and where the loan stands among them.").Produces<LoanPeersView>().Refuses(400, 404, 410, 422, 503);
        loans.MapGet("/timeline", TimelineAsync).WithSummary("What has happened to the loan, newest first.").Produces<TimelineView>().Refuses(400, 404, 410, 503);
        loans.MapGet("/months", MonthsAsync).WithSummary("Due, paid and recorded state, month by month.").Produces<MonthsView>().Refuses(400, 404, 410, 503);
        loans.MapPost("/what-if", WhatIfAsync).WithSummary("What another rate or term would do to risk, payment and value; nothing is changed.")
            .Accepts<WhatIfBody>(RequestBody.JsonType).Produces<WhatIfView>().Refuses(400, 404, 413, 415, 422, 503);
    }

    private static Task<IResult> DriversAsync(string id, HttpRequest request, BookViews views, TypicalLoans typical, CancellationToken leaving)
        => views.AboutLoanAsync(
            id, new QueryFields(request.Query), (view, shelf, row) => IfRunning(shelf, row, () => TypedResults.Ok(DriversView.Of(view, shelf, row, typical.Of(view, shelf)))), leaving);

    private static Task<IResult> PeersAsync(string id, HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var count = fields.Whole("count", 1, LoanPeers.Most, LoanPeers.Most);
        return views.AboutLoanAsync(id, fields, (view, shelf, row) => IfRunning(shelf, row, () => TypedResults.Ok(LoanPeersView.Among(view, shelf, row, count))), leaving);
    }

    private static Task<IResult> TimelineAsync(string id, HttpRequest request, BookViews views, LoanHistory history, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var limit = fields.Whole("limit", 1, MostEntries, 100);
        return views.AboutLoanAsync(id, fields, (view, shelf, row) => TypedResults.Ok(history.Timeline(view, shelf, row, limit)), leaving);
    }

    private static Task<IResult> MonthsAsync(string id, HttpRequest request, BookViews views, LoanHistory history, CancellationToken leaving)
        => views.AboutLoanAsync(id, new QueryFields(request.Query), (view, shelf, row) => TypedResults.Ok(history.Months(view, shelf, row)), leaving);

    private static async Task<IResult> WhatIfAsync(string id, HttpRequest request, BookViews views, TwinService twin, LiveFeed feed, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if (feed.Latest is null)
        {
            return TwinApi.NotYet();
        }

        var fields = new JsonFields(json);
        var plan = Read(fields);
        var policy = await twin.ReadAsync(lender => lender.Policy, leaving);
        return await views.AboutLoanAsync(id, default(Asked), (view, shelf, row) => IfRunning(
            shelf, row, () => fields.With(plan.Check(shelf, row).Problem) is { } faults ? ApiProblem.Of(faults) : TypedResults.Ok(WhatIfView.Of(view, shelf, row, plan, policy, leaving))), leaving);
    }

    private static LoanPlan Read(JsonFields fields) => new()
    {
        AnnualRate = fields.NumberOrNone("annualRate", 0, (double)LoanDoor.HighestRate / AnnualRate.One) is { } rate ? (int)Math.Round(rate * AnnualRate.One) : null,
        TermMonths = fields.WholeOrNone("termMonths", 1, LoanDoor.LongestTerm),
        Futures = fields.WholeOrNone("futures", LoanPlan.FewestFutures, LoanPlan.MostFutures) ?? 400,
        Seed = fields.WholeOrNone("seed", 0, int.MaxValue) ?? 1,
    };

    private static IResult IfRunning(Shelf shelf, int row, Func<IResult> answer)
        => (PaymentStatus)shelf.Moving.Status[row] < PaymentStatus.Default
            ? answer()
            : ApiProblem.Of(Problem.Of(ProblemKind.NotApplicable, "id", $"{shelf.Fixed.Id[row]}", "a running loan: the contract of this one has ended"));
}
