using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Forecasts;

/// <summary>What is to be expected of the key figures, with how sure that is.</summary>
internal static class ForecastsApi
{
    public static void MapForecastsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/forecasts").WithTags("Forecasts");
        api.MapPost("", AskAsync).WithSummary("Asks for a forecast of every key figure from the last committed day; the answer is a job to wait for.")
            .Accepts<ForecastBody>(RequestBody.JsonType).Produces<AskedView>(StatusCodes.Status202Accepted).Refuses(400, 413, 415, 503);
        api.MapGet("/latest", Latest).WithSummary("The newest forecast that the twin has made of itself, after each month end.").Produces<ForecastView>().Refuses(400, 404, 503);
        api.MapGet("/{run}", Find).WithSummary("One finished forecast.").Produces<ForecastView>().Refuses(400, 404, 409, 503);
    }

    private static async Task<IResult> AskAsync(HttpRequest request, ForecastShelf shelf, LiveFeed feed, CancellationToken leaving)
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var body = ForecastBody.Read(fields);
        if (fields.With(null) is { } faults)
        {
            return ApiProblem.Of(faults);
        }

        if (feed.Latest is null)
        {
            return TwinApi.NotYet();
        }

        var asked = await shelf.AskAsync(body.Months, body.Paths, (ulong?)body.Seed, Author.Of(request.HttpContext), leaving);
        return asked.IsSuccess
            ? TypedResults.Accepted($"/api/jobs/{asked.Value.Id}", new AskedView(asked.Value.Id, asked.Value.Run, asked.Value.State.Key()))
            : ApiProblem.Of(asked.Problem);
    }

    private static IResult Latest(HttpRequest request, ForecastShelf shelf, LiveFeed feed)
        => Answer(request, feed, metric => shelf.Latest is { } latest ? TypedResults.Ok(ForecastView.Of(latest, metric, feed)) : Unknown("run", "latest", "a finished forecast: the first one is still being made, see /api/jobs"));

    private static IResult Find(string run, HttpRequest request, ForecastShelf shelf, JobRecords records, LiveFeed feed)
        => Answer(request, feed, metric =>
            shelf.Find(run) is { } stored ? TypedResults.Ok(ForecastView.Of(stored, metric, feed))
            : records.FindOfRun(run) is { Kind: ForecastKind.Key } job ? ApiProblem.Of(Problem.Of(ProblemKind.Conflict, "run", job.State.Key(), $"a finished run: see /api/jobs/{job.Id}"))
            : Unknown("run", run, "the run of a forecast"));

    private static IResult Answer(HttpRequest request, LiveFeed feed, Func<string?, IResult> answer)
    {
        var fields = new QueryFields(request.Query);
        var metric = fields.Word("metric");
        fields.Require(metric is null || MetricCatalogue.All.Any(known => known.Key == metric), "metric", metric, $"one of {string.Join(", ", MetricCatalogue.All.Select(known => known.Key))}");
        return fields.Problem() is { } problem ? problem : feed.Latest is null ? TwinApi.NotYet() : answer(metric);
    }

    private static ApiProblem Unknown(string field, string value, string rule) => ApiProblem.Of(Problem.Of(ProblemKind.NotFound, field, value, rule));
}

/// <summary>What a forecast is asked with; each field may be left out.</summary>
/// <param name="Months">Month ends ahead, 1 to 60; 12 when left out.</param>
/// <param name="Paths">Futures, 10 to 1,000; when left out 100, and fewer, down to 20, for a book of more than 10,000 loans.</param>
/// <param name="Seed">Of the luck of all paths; that of the twin when left out.</param>
internal sealed record ForecastBody(int? Months, int? Paths, int? Seed)
{
    public static ForecastBody Read(JsonFields fields) => new(
        fields.WholeOrNone("months", 1, ForecastQuestion.MostMonths), fields.WholeOrNone("paths", ForecastQuestion.LeastPaths, ForecastQuestion.MostPaths), fields.WholeOrNone("seed", 0, int.MaxValue));
}

/// <summary>A forecast as the API shows it: one metric where it was asked for, else all.</summary>
/// <param name="Hash">SHA-256 of the stored outcome: the same inputs give the same.</param>
/// <param name="AgeDays">Simulated days since the day it was made for.</param>
internal sealed record ForecastView(
    string Run, DateOnly Day, int AgeDays, int Months, int Paths, ulong Seed, RunVersions Versions, string Hash, ForecastMetricView[] Metrics)
{
    public static ForecastView Of(StoredForecast stored, string? metric, LiveFeed feed)
    {
        var outcome = stored.Outcome;
        return new(
            stored.Run, outcome.Day, feed.Latest!.Day.DayNumber - outcome.Day.DayNumber, outcome.Months, outcome.Paths, outcome.Seed, outcome.Versions, stored.Hash,
            [.. outcome.Metrics.Where(line => metric is null || line.Key == metric).Select(ForecastMetricView.Of)]);
    }
}

internal sealed record ForecastMetricView(string Key, string Name, string Unit, ForecastPoint[] Points)
{
    public static ForecastMetricView Of(ForecastMetric line)
    {
        var metric = MetricCatalogue.All.Single(known => known.Key == line.Key);
        return new(line.Key, metric.Name, metric.Unit.Key(), line.Points);
    }
}
