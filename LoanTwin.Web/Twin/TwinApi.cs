using System.Text.Json;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Web.Api;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>The addresses of the twin itself: where it stands, its pace, single steps, what is told to it, and its figures of now.</summary>
internal static class TwinApi
{
    private const int MostSteps = 3_660;
    private const int MostEvents = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapTwinApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Twin");
        api.MapGet("/twin", TwinAsync).WithSummary("Where the twin stands: its day, pace, size, seed and state hash.").Produces<TwinView>();
        api.MapPost("/twin/pace", SetPaceAsync).WithSummary("Sets how fast days go by: paused, slow, live, fast or fastest.").Produces<TwinView>();
        api.MapPost("/twin/step", StepAsync).WithSummary("Lives so many days now; answers when the last of them is committed. Only while paused.").Produces<TwinView>();
        api.MapGet("/reconciliation", ReconciliationNow).WithSummary("The last day of each product, opening to closing, to the cent.").Produces<ReconciliationView>();
        api.MapPost("/events", PostEventsAsync).WithSummary("Tells the twin what happened outside, one event or a list that is taken in whole or not at all; applied at the opening of the next day.").Produces<ReceiptView>(StatusCodes.Status202Accepted);
        api.MapGet("/inbox/{sequence:long}", InboxRow).WithSummary("What became of something the twin was told.").Produces<InboxView>();
    }

    private static async Task<IResult> TwinAsync(TwinService service, TwinClock clock, LiveFeed feed, TwinTrouble trouble, CancellationToken leaving)
        => feed.Latest is not null ? TypedResults.Ok(await ViewAsync(service, clock, feed, trouble, leaving)) : NotYet();

    private static async Task<IResult> SetPaceAsync(HttpRequest request, TwinService service, TwinClock clock, LiveFeed feed, TwinTrouble trouble, TwinAudit audit, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var word = fields.Word("pace");
        var known = Paces.TryParse(word, out var pace);
        if (fields.With(known || word is null ? null : Problem.Of(ProblemKind.Invalid, "pace", word, $"one of {Paces.Known}")) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        await audit.NoteAsync(Author.Of(request.HttpContext), "pace", "twin", new { pace = pace.Key() }, leaving);
        clock.Set(pace);
        return feed.Latest is not null ? TypedResults.Ok(await ViewAsync(service, clock, feed, trouble, leaving)) : NotYet();
    }

    private static async Task<IResult> StepAsync(HttpRequest request, TwinService service, TwinClock clock, LiveFeed feed, TwinTrouble trouble, TwinAudit audit, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var days = fields.Whole("days", 1, MostSteps);
        if (fields.With(null) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        if (feed.Latest is null)
        {
            return NotYet();
        }

        await audit.NoteAsync(Author.Of(request.HttpContext), "step", "twin", new { days }, leaving);
        if (!clock.TryStep(days, out var done))
        {
            return ApiProblem.Of(Problem.Of(ProblemKind.Conflict, "pace", clock.Pace.Key(), "paused, and no other steps under way"));
        }

        await done.WaitAsync(leaving);
        return TypedResults.Ok(await ViewAsync(service, clock, feed, trouble, leaving));
    }

    private static IResult ReconciliationNow(LiveFeed feed)
        => feed.Latest is { } latest ? TypedResults.Ok(new ReconciliationView(latest.Day, "USD", [.. latest.Strip.Select(StripView.Of)])) : NotYet();

    private static async Task<IResult> PostEventsAsync(HttpRequest request, TwinInbox inbox, LiveFeed feed, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadListAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        if (feed.Latest is not { } latest)
        {
            return NotYet();
        }

        if (json.ValueKind is JsonValueKind.Array)
        {
            return await PostListAsync(request, json, inbox, latest.Day, leaving);
        }

        var fields = new JsonFields(json);
        var body = EventBody.Read(fields);
        if (fields.With(body.Check(latest.Day)) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        var receipt = await inbox.AppendAsync(Author.Of(request.HttpContext), request.Headers["Idempotency-Key"].FirstOrDefault(), EventBody.Kind, body.ToJson(), leaving);
        return receipt.IsSuccess
            ? TypedResults.Accepted($"/api/inbox/{receipt.Value.Sequence}", new ReceiptView(receipt.Value.Sequence, receipt.Value.IsReplay))
            : ApiProblem.Of(receipt.Problem);
    }

    /// <summary>All events of a list or none of them: one commit, sequences without a gap.</summary>
    private static async Task<IResult> PostListAsync(HttpRequest request, JsonElement json, TwinInbox inbox, DateOnly day, CancellationToken leaving)
    {
        var faults = new FaultList();
        var count = json.GetArrayLength();
        var bodies = new List<string>();
        faults.Require(count is >= 1 and <= MostEvents, JsonFields.Body, $"{count} entries", $"between 1 and {MostEvents} entries");
        foreach (var fields in faults.Any ? [] : JsonFields.Of(json))
        {
            var body = fields.IsObject ? EventBody.Read(fields) : null;
            var wrong = body?.Check(day) is { } problem ? problem with { Faults = [.. problem.Faults.Select(fault => fault with { Field = fields.PathOf(fault.Field) })] } : null;
            faults.Add(fields.With(wrong)?.Faults ?? []);
            bodies.Add(body?.ToJson() ?? "");
        }

        if (faults.Any)
        {
            return ApiProblem.Of(faults.ToProblem());
        }

        var receipt = await inbox.AppendAllAsync(Author.Of(request.HttpContext), request.Headers["Idempotency-Key"].FirstOrDefault(), EventBody.Kind, bodies, leaving);
        return receipt.IsSuccess
            ? TypedResults.Accepted($"/api/inbox/{receipt.Value.First.Sequence}", new ListReceiptView([receipt.Value.First.Sequence, receipt.Value.Last], receipt.Value.First.IsReplay))
            : ApiProblem.Of(receipt.Problem);
    }

    private static IResult InboxRow(long sequence, TwinInbox inbox)
        => inbox.Find(sequence) is { } row ? TypedResults.Ok(row) : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "sequence", $"{sequence}", "the sequence of something the twin was told"));

    /// <summary>The hash belongs to the day: none is given while a later day is in memory and cannot be stored.</summary>
    private static async Task<TwinView> ViewAsync(TwinService service, TwinClock clock, LiveFeed feed, TwinTrouble trouble, CancellationToken leaving)
    {
        var state = await service.TryReadAsync(lender => new StateOfDay(feed.Latest!, lender.World.Day == feed.Latest!.Day.DayNumber ? LenderHash.Of(lender) : null), Patience, leaving);
        var latest = state?.Day ?? feed.Latest!;
        return new(latest.Day, latest.IsMirror ? TwinOptions.MirrorMode : TwinOptions.SimulatedMode, clock.Pace.Key(), Math.Round(clock.AchievedPerSecond, 3), latest.LoansActive, latest.LoansEver, latest.Seed,
            $"{KernelVersion.Kernel}.{KernelVersion.Calibration}", state?.Hash, latest.Committed, Math.Round(latest.TickMilliseconds, 3), Math.Round(latest.CommitMilliseconds, 3), trouble.Text, trouble.Warning);
    }

    /// <summary>The answer while the twin still opens.</summary>
    internal static ApiProblem NotYet()
        => ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, new Fault("twin", "opening", "an open twin: see /health/ready"));
}

internal sealed record TwinView(
    DateOnly Day, string Mode, string Pace, double AchievedDaysPerSecond, int Loans, int LoansEver, ulong Seed, string KernelVersion, string? StateHash,
    DateTimeOffset LastCommit, double TickMs, double CommitMs, string? Trouble, string? Warning);

internal sealed record StateOfDay(TwinSnapshot Day, string? Hash);

internal sealed record MetricsView(DateOnly Day, long CommitSequence, MetricView[] Metrics);

internal sealed record MarketView(DateOnly Day, FactorView[] Factors);

internal sealed record ReconciliationView(DateOnly Day, string Currency, StripView[] Products);

internal sealed record ReceiptView(long Sequence, bool IsReplay);

/// <summary>The first and the last sequence of a list.</summary>
internal sealed record ListReceiptView(long[] Sequences, bool IsReplay);
