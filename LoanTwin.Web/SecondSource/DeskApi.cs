using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.SecondSource;

/// <summary>Health, customers, loans and applications.</summary>
internal static class DeskApi
{
    private const int MostRows = 1_000;
    private const int UsualRows = 100;

    public static void MapDeskApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Second source");
        api.MapGet("/health", Health).WithSummary("Whether the program answers, in the words of the second source.").Produces<DeskHealth>().Refuses(400);
        api.MapGet("/customers", CustomersAsync).WithSummary("Customers by number, with their work: borrowers first, then those who have only registered.").Produces<DeskCustomers>().Refuses(400, 503);
        api.MapPost("/customers", RegisterAsync).WithSummary("Registers a customer who has borrowed nothing yet.").Accepts<Registration>(RequestBody.JsonType)
            .Produces<DeskCustomer>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415, 503);
        api.MapGet("/customers/{id:long}", CustomerAsync).WithSummary("One customer.").Produces<DeskCustomer>().Refuses(400, 404, 503);
        api.MapGet("/loans/loans", LoansAsync).WithSummary("All disbursed loans, rates in percent.").Produces<DeskLoans>().Refuses(400, 503);
        api.MapGet("/loans/applications", ApplicationsAsync).WithSummary("Applications, by status and customer.").Produces<DeskApplications>().Refuses(400, 503);
        api.MapGet("/loans/applications/{id:long}", Application).WithSummary("One application.").Produces<DeskApplication>().Refuses(400, 404);
    }

    private static IResult Health(HttpRequest request, LiveFeed feed)
        => new QueryFields(request.Query).Problem() ?? SnakeJson.Answer(new DeskHealth(feed.Latest is null ? "starting" : "healthy", "connected", feed.Latest?.Day));

    private static async Task<IResult> CustomersAsync(HttpRequest request, BookViews views, RegisteredRows registered, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (limit, offset) = Page(fields);
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = await views.NewestAsync(leaving);
        if (lease?.View is not { } view)
        {
            return TwinApi.NotYet();
        }

        var borrowers = view.Borrowers.Skip(offset).Take(limit).Select(borrower => DeskCustomer.Of(view, borrower.Loan)).ToList();
        var others = registered.Page(Math.Max(0, offset - view.Borrowers.Length), limit - borrowers.Count);
        return SnakeJson.Answer(new DeskCustomers(view.Date, view.Number, [.. borrowers, .. others], view.Borrowers.Length + registered.Count(), limit, offset));
    }

    private static async Task<IResult> RegisterAsync(HttpRequest request, RegisteredRows registered, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var registration = Registration.Of(new JsonFields(json));
        if (registration.Problem is { } bad)
        {
            return ApiProblem.Of(bad);
        }

        var customer = await registered.AddAsync(Author.Of(request.HttpContext), registration.Value, leaving);
        return customer.Problem is { } taken ? ApiProblem.Of(taken) : SnakeJson.Created(request.HttpContext, $"/api/customers/{customer.Value.CustomerId}", customer.Value);
    }

    private static async Task<IResult> CustomerAsync(long id, HttpRequest request, BookViews views, RegisteredRows registered, CancellationToken leaving)
    {
        if (new QueryFields(request.Query).Problem() is { } problem)
        {
            return problem;
        }

        using var lease = await views.NewestAsync(leaving);
        if (lease?.View is not { } view)
        {
            return TwinApi.NotYet();
        }

        var found = view.Borrowers.Where(borrower => borrower.Customer == id).Select(borrower => (LoanPlace?)borrower.Loan).FirstOrDefault();
        var customer = found is { } place ? DeskCustomer.Of(view, place) : registered.Find(id);
        return customer is not null ? SnakeJson.Answer(customer) : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "customer_id", $"{id}", "the number of a customer"));
    }

    private static async Task<IResult> LoansAsync(HttpRequest request, BookViews views, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (limit, offset) = Page(fields);
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = await views.NewestAsync(leaving);
        if (lease?.View is not { } view)
        {
            return TwinApi.NotYet();
        }

        // The same key as the list of all loans in its usual order, which is sorted once a view.
        var all = LoanSelection.In(view, FilterClauses.None, LoanOrder.Parse(null).Value);
        DeskLoan[] page = [.. all.Page(offset, limit).ToArray().Select(place => DeskLoan.Of(view, view.Shelves[place.Shelf], place.Row))];
        return SnakeJson.Answer(new DeskLoans(view.Date, view.Number, page, all.Total, limit, offset));
    }

    private static IResult ApplicationsAsync(HttpRequest request, LiveFeed feed, DeskRows rows)
    {
        var fields = new QueryFields(request.Query);
        var (status, customer) = (fields.Word("status"), fields.WholeOrNone("customer_id", 0, long.MaxValue));
        var (limit, offset) = Page(fields);
        fields.Require(status is null or DeskRows.Approved or DeskRows.Rejected or DeskRows.Pending, "status", status, $"one of {DeskRows.Approved}, {DeskRows.Rejected}, {DeskRows.Pending}");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (total, page) = rows.Applications(status, customer, latest.Day.DayNumber, limit, offset);
        return SnakeJson.Answer(new DeskApplications(latest.Day, page, total, limit, offset));
    }

    private static IResult Application(long id, HttpRequest request, DeskRows rows)
        => new QueryFields(request.Query).Problem()
            ?? (rows.Application(id) is { } found ? SnakeJson.Answer(found) : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "application_id", $"{id}", "the number of an application")));

    private static (int Limit, int Offset) Page(QueryFields fields) => (fields.Whole("limit", 1, MostRows, UsualRows), fields.Whole("offset", 0, int.MaxValue, 0));
}
