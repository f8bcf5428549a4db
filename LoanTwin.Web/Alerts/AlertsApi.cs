using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>What has fired, what happened to it, and what people do about it.</summary>
internal static class AlertsApi
{
    private const int MostAlerts = 500;
    private const string Any = "any";

    private static readonly string[] States = [Any, "open", "firing", "recovering", "noData", "error", AlertRow.Resolved];

    public static void MapAlertsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/alerts").WithTags("Alerts");
        api.MapGet("", List).WithSummary("Alerts, the newest first, and how many rules stand where.").Produces<AlertsView>().Refuses(400, 503);
        api.MapGet("/{id:long}", Find).WithSummary("One alert and everything that happened to it.").Produces<TimelineView>().Refuses(404, 503);
        api.MapGet("/deliveries", Deliveries).WithSummary("Mails and what became of them, the newest first.").Produces<DeliveriesView>().Refuses(400, 503);
        Deed(api, "acknowledge", "Says that somebody looks after it.", Acknowledge);
        Deed(api, "snooze", "No mail up to and with a simulated day, of this alert or a next one of the same rule.", Snooze);
        Deed(api, "comment", "Adds a comment to its timeline.", Comment);
        Deed(api, "assign", "Says who looks after it.", Assign);
    }

    /// <summary>The state of the channels, for the page and the API.</summary>
    public static ChannelView[] ChannelsOf(AlertRecords records, MailSettings settings)
    {
        var problem = settings.Refusal is { } refusal ? string.Join("; ", refusal.Faults) : settings.IsOn ? records.LastMailProblem() : null;
        return
        [
            new(AlertChannel.Dashboard.Key(), "ok", null, 0),
            new(AlertChannel.Email.Key(), problem is not null ? "error" : settings.IsOn ? "ok" : "off", problem, records.CountWaitingMails()),
        ];
    }

    private static IResult List(HttpRequest request, AlertRecords records, AlertBoard board, MailSettings settings, LiveFeed feed)
    {
        var fields = new QueryFields(request.Query);
        var (state, severity) = (fields.OneOf("state", States), fields.OneOf("severity", [Any, .. AlertWords.Severities]));
        var (limit, offset) = (fields.Whole("limit", 1, MostAlerts, 50), fields.Whole("offset", 0, int.MaxValue, 0));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var (total, alerts) = records.List(Only(state), Only(severity), limit, offset);
        return TypedResults.Ok(new AlertsView(latest.Day, AlertCounts.Of(board.Picture), ChannelsOf(records, settings), total, limit, offset, [.. alerts.Select(AlertView.Of)]));
    }

    private static IResult Find(long id, AlertRecords records)
        => records.Find(id) is { } alert ? TypedResults.Ok(TimelineOf(records, alert)) : ApiProblem.Of(AlertRecords.NoAlert(id));

    private static IResult Deliveries(HttpRequest request, AlertRecords records)
    {
        var fields = new QueryFields(request.Query);
        var limit = fields.Whole("limit", 1, MostAlerts, 50);
        return fields.Problem() is { } problem ? problem : TypedResults.Ok(new DeliveriesView([.. records.Mails(limit).Select(DeliveryView.Of)]));
    }

    private static Result<AlertDeed> Acknowledge(JsonFields fields, DateOnly today, string author) => AlertDeed.Acknowledge(author, fields.WordOrNone("text"));

    private static Result<AlertDeed> Snooze(JsonFields fields, DateOnly today, string author) => AlertDeed.Snooze(fields.Day("until", today.AddDays(1)), today);

    private static Result<AlertDeed> Comment(JsonFields fields, DateOnly today, string author) => AlertDeed.Comment(fields.Word("text"));

    private static Result<AlertDeed> Assign(JsonFields fields, DateOnly today, string author) => AlertDeed.Assign(fields.Word("to"));

    private static void Deed(RouteGroupBuilder api, string word, string summary, Func<JsonFields, DateOnly, string, Result<AlertDeed>> read)
        => api.MapPost($"/{{id:long}}/{word}", (long id, HttpRequest request, AlertRecords records, AlertDesk desk, LiveFeed feed, CancellationToken leaving) => DoAsync(id, read, request, records, desk, feed, leaving))
            .WithSummary(summary).Produces<TimelineView>().Refuses(400, 404, 409, 413, 415, 503);

    private static async Task<IResult> DoAsync(
        long id, Func<JsonFields, DateOnly, string, Result<AlertDeed>> read, HttpRequest request, AlertRecords records, AlertDesk desk, LiveFeed feed, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var fields = new JsonFields(json);
        var author = Author.Of(request.HttpContext);
        var deed = read(fields, latest.Day, author);
        if (fields.With(deed.Problem) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        var done = await desk.DoAsync(id, deed.Value, latest.Day, author, leaving);
        return done.IsSuccess ? TypedResults.Ok(TimelineOf(records, records.Find(id)!)) : ApiProblem.Of(done.Problem);
    }

    private static TimelineView TimelineOf(AlertRecords records, AlertRow alert) => new(AlertView.Of(alert), [.. records.Timeline(alert.Id).Select(ChangeView.Of)]);

    private static string? Only(string word) => word == Any ? null : word;
}
