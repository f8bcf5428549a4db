using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Jobs;

/// <summary>The long questions that were asked: how far they are, and a way to take them back.</summary>
internal static class JobsApi
{
    private const int MostJobs = 500;
    private const string Any = "any";

    public static void MapJobsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/jobs").WithTags("Jobs");
        api.MapGet("", List).WithSummary("Long questions, the newest first.").Produces<JobsView>().Refuses(400, 503);
        api.MapGet("/{id}", Find).WithSummary("One long question: its state and how far it is.").Produces<JobView>().Refuses(404, 503);
        api.MapDelete("/{id}", CancelAsync).WithSummary("Takes a long question back; what is finished of it stays.").Produces<JobView>().Refuses(404, 409, 503);
    }

    private static IResult List(HttpRequest request, JobRecords records, JobKinds kinds)
    {
        var fields = new QueryFields(request.Query);
        var (state, limit, cursor) = (fields.OneOf("state", [Any, .. JobStates.Keys]), fields.Whole("limit", 1, MostJobs, 50), fields.Word("cursor"));
        fields.Require(cursor is null || Guid.TryParseExact(cursor, "N", out _), "cursor", cursor, "the nextCursor of an earlier answer");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        JobState? only = state == Any ? null : JobStates.Of(state);
        var jobs = records.List(only, cursor, limit + 1);
        return TypedResults.Ok(new JobsView(records.Count(only), [.. jobs.Take(limit).Select(job => JobView.Of(job, kinds))], jobs.Count > limit ? jobs[limit - 1].Id : null));
    }

    private static IResult Find(string id, JobRecords records, JobKinds kinds)
        => records.Find(id) is { } job ? TypedResults.Ok(JobView.Of(job, kinds)) : ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "id", id, "the id of a job"));

    private static async Task<IResult> CancelAsync(string id, HttpContext context, JobDesk desk, JobKinds kinds)
    {
        var cancelled = await desk.CancelAsync(id, Author.Of(context));
        return cancelled.IsSuccess ? TypedResults.Ok(JobView.Of(cancelled.Value, kinds)) : ApiProblem.Of(cancelled.Problem);
    }
}

/// <summary>A job as the API and the hub show it. The day is the one that it asks about.</summary>
internal sealed record JobView(
    string Id, string Kind, string Author, string Run, string State, string Text, int BlocksDone, int BlocksTotal, DateOnly Day, DateTimeOffset Queued, DateTimeOffset? Started, DateTimeOffset? Ended, string? Problem)
{
    public static JobView Of(Job job, JobKinds kinds) => new(
        job.Id, job.Kind, job.Author, job.Run, job.State.Key(), kinds.Tell(job), job.BlocksDone, job.BlocksTotal, DateOnly.FromDayNumber(job.Inputs.Day), job.Queued, job.Started, job.Ended, job.Problem);
}

internal sealed record JobsView(int Total, JobView[] Jobs, string? NextCursor);

/// <summary>What a question is answered by at once: the job that works on it, and the run that will hold the answer.</summary>
internal sealed record AskedView(string Job, string Run, string State);
