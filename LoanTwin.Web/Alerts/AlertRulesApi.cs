using System.Collections.Immutable;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>Rules: write, try on history, change, delete, send a test.</summary>
internal static class AlertRulesApi
{
    public static void MapAlertRulesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/alerts/rules").WithTags("Alerts");
        api.MapGet("", List).WithSummary("All rules and where each stands.").Produces<RulesView>().Refuses(400, 503);
        api.MapPost("", AddAsync).WithSummary("A new rule; judged from the next day on.").Produces<RuleView>(StatusCodes.Status201Created).Refuses(400, 413, 415, 503);
        api.MapPost("/preview", PreviewAsync).WithSummary("What a rule would have done on the stored days, and how often a breach followed.").Produces<PreviewView>().Refuses(400, 413, 415, 503);
        api.MapGet("/{id:long}", Find).WithSummary("One rule, where it stands, and what it would have done in the last 365 days.").Produces<RuleDetailView>().Refuses(400, 404, 503);
        api.MapPut("/{id:long}", ChangeAsync).WithSummary("The next version of a rule; its open alert goes on if it still looks at the same.").Produces<RuleView>().Refuses(400, 404, 409, 413, 415, 503);
        api.MapDelete("/{id:long}", DeleteAsync).WithSummary("Deletes a rule; its open alert is over.").Produces(StatusCodes.Status204NoContent).Refuses(404, 503);
        api.MapPost("/{id:long}/test", TestAsync).WithSummary("Sends a test mail by the channels of a rule.").Produces<DeliveryView>(StatusCodes.Status202Accepted).Refuses(404, 422, 503);
    }

    private static IResult List(HttpRequest request, AlertBoard board)
        => new QueryFields(request.Query).Problem() is { } problem
            ? problem
            : TypedResults.Ok(new RulesView(board.Picture.Standings.Length, [.. board.Picture.Standings.Select(RuleView.Of)]));

    private static IResult Find(long id, HttpRequest request, AlertDesk desk, AlertPreview preview, LiveFeed feed)
    {
        if (new QueryFields(request.Query).Problem() is { } problem)
        {
            return problem;
        }

        return desk.StandingOf(id) is not { } standing ? ApiProblem.Of(AlertTables.NoRule(id))
            : feed.Latest is not { } latest ? TwinApi.NotYet()
            : TypedResults.Ok(new RuleDetailView(RuleView.Of(standing), preview.Run(standing.Rule.Rule, latest.Day.AddDays(1 - AlertPreview.UsualDays), latest.Day, AlertPreview.UsualFollowDays)));
    }

    private static async Task<IResult> AddAsync(HttpRequest request, AlertDesk desk, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var rule = Read(fields).Check();
        if (fields.With(rule.Problem) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        var stored = await desk.AddAsync(rule.Value, Author.Of(request.HttpContext), leaving);
        return TypedResults.Created($"/api/alerts/rules/{stored.Id}", RuleView.Of(new(stored, AlertState.Start, null)));
    }

    private static async Task<IResult> ChangeAsync(long id, HttpRequest request, AlertDesk desk, LiveFeed feed, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var version = fields.WholeOrNone("version", 1, int.MaxValue);
        var rule = Read(fields).Check();
        if (fields.With(rule.Problem) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var stored = await desk.ChangeAsync(id, rule.Value, Author.Of(request.HttpContext), version, latest.Day, leaving);
        return stored.IsSuccess ? TypedResults.Ok(RuleView.Of(desk.StandingOf(id) ?? new(stored.Value, AlertState.Start, null))) : ApiProblem.Of(stored.Problem);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext context, AlertDesk desk, LiveFeed feed, CancellationToken leaving)
    {
        if (feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var deleted = await desk.DeleteAsync(id, Author.Of(context), latest.Day, leaving);
        return deleted.IsSuccess ? TypedResults.NoContent() : ApiProblem.Of(deleted.Problem);
    }

    private static async Task<IResult> PreviewAsync(HttpRequest request, AlertPreview preview, LiveFeed feed)
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
        var (from, to, follow) = (fields.DayOrNone("from"), fields.DayOrNone("to") ?? latest.Day, fields.WholeOrNone("followDays", 1, AlertRuleDraft.MostDays) ?? AlertPreview.UsualFollowDays);
        var first = from ?? to.AddDays(1 - AlertPreview.UsualDays);
        var rule = Read(fields).Check();
        var range = new FaultList().Require(first <= to, "from", $"{first:O}", "a day not after to").Require(to <= latest.Day, "to", $"{to:O}", $"a lived day, not after {latest.Day:O}");
        range.Add(rule.Problem?.Faults ?? []);
        return fields.With(range.Any ? range.ToProblem() : null) is { } faults ? ApiProblem.Of(faults) : TypedResults.Ok(preview.Run(rule.Value, first, to, follow));
    }

    private static async Task<IResult> TestAsync(long id, HttpContext context, AlertDesk desk, CancellationToken leaving)
    {
        var mail = await desk.TestAsync(id, Author.Of(context), leaving);
        return mail.IsSuccess ? TypedResults.Accepted("/api/alerts/deliveries", DeliveryView.Of(mail.Value)) : ApiProblem.Of(mail.Problem);
    }

    private static AlertRuleDraft Read(JsonFields fields) => new()
    {
        Name = fields.Word("name"),
        Metric = fields.Word("metric"),
        Scope = fields.WordOrNone("scope"),
        Condition = fields.Word("condition"),
        Level = fields.Number("level"),
        OverDays = fields.WholeOrNone("overDays", 1, AlertRuleDraft.MostDays),
        ForDays = fields.WholeOrNone("forDays", 0, AlertRuleDraft.MostDays) ?? 0,
        Clear = fields.NumberOrNone("clear", double.MinValue, double.MaxValue),
        KeepFiringDays = fields.WholeOrNone("keepFiringDays", 0, AlertRuleDraft.MostDays) ?? 0,
        Severity = fields.Word("severity"),
        Owner = fields.Word("owner"),
        Channels = Words(fields, "channels"),
        Playbook = Words(fields, "playbook"),
        BreachLevel = fields.NumberOrNone("breachLevel", double.MinValue, double.MaxValue),
        IsEnabled = fields.FlagOrNone("enabled") ?? true,
    };

    private static ImmutableArray<string> Words(JsonFields fields, string name) => fields.WordsOrNone(name, AlertRuleDraft.MostSteps) ?? [];
}

/// <summary>A rule with what it was worth.</summary>
internal sealed record RuleDetailView(RuleView Rule, PreviewView LastYear);
