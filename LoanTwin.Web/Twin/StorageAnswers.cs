using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;
using LoanTwin.Web.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Twin;

/// <summary>What the API answers while storage itself fails: 503, the kind of failure, and when to ask again.</summary>
internal sealed class StorageAnswers(ILogger<StorageAnswers> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // A request that breaks off is an IOException too; of those only what storage has already named is its failure.
        var failure = exception is StorageException or SqliteException ? StorageException.From(exception) : null;
        if (failure is null or { Fault: StorageFault.Refused } || !httpContext.Request.Path.StartsWithSegments("/api"))
        {
            return false;
        }

        log.NotAnswered(httpContext.Request.Path, failure.Message);
        httpContext.Response.Headers.RetryAfter = $"{(int)failure.RetryAfter.TotalSeconds}";
        await (Of(failure.Fault) with { TraceId = httpContext.TraceIdentifier }).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Nothing of the failure's own words leaves the house; they are in the log.</summary>
    private static ApiProblem Of(StorageFault fault)
    {
        var (word, title, rule) = fault switch
        {
            StorageFault.Busy => ("busy", "Storage is busy", "a database that nobody else holds; try again"),
            StorageFault.Full => ("full", "The disk is full", "space on the disk; works again by itself"),
            StorageFault.Stopped => ("stopping", "The program is stopping", "a running program"),
            _ => ("failed", "The disk failed", "a disk that works; what was in flight may be there or not, ask again under its idempotency key"),
        };
        return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, new Fault("storage", word, rule)) with { Type = $"/docs/api#storage-{word}", Title = title };
    }
}
