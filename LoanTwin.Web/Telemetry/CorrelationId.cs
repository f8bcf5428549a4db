using System.Diagnostics;

namespace LoanTwin.Web.Telemetry;

/// <summary>One id a request: taken from the caller or made here, given back, in every line that the request logs, and the traceId of a problem.</summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-Id";
    private const int Longest = 64;

    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        var id = context.Request.Headers[Header] is [{ } given] && IsPlain(given) ? given : ActivityTraceId.CreateRandom().ToHexString();
        context.TraceIdentifier = id;
        context.Response.OnStarting(() => // an exception handler clears the headers that are set before
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return InScopeAsync(context, next, id);
    }

    /// <summary>Letters, digits and four signs: nothing that could break a line of the log or a header.</summary>
    public static bool IsPlain(string id) => id.Length is > 0 and <= Longest && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':');

    private static async Task InScopeAsync(HttpContext context, RequestDelegate next, string id)
    {
        using (context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CorrelationId)).BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id }))
        {
            await next(context);
        }
    }
}
