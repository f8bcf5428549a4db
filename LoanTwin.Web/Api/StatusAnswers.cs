using LoanTwin.Domain.Results;
using Microsoft.AspNetCore.Diagnostics;

namespace LoanTwin.Web.Api;

/// <summary>Answers for what no endpoint has answered: unknown addresses, wrong methods, wrong bodies, our own failures.</summary>
internal static class StatusAnswers
{
    public static Task AnswerAsync(StatusCodeContext context) => Of(context.HttpContext).ExecuteAsync(context.HttpContext);

    /// <summary>The exception itself is in the log, written by the middleware that calls this; nothing of it leaves the house.</summary>
    public static Task FailAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = failure is BadHttpRequestException bad
            ? ApiProblem.Of(bad.StatusCode, new Fault(JsonFields.Body, "a request that could not be read", "a whole HTTP request"))
            : ApiProblem.Of(StatusCodes.Status500InternalServerError) with { TraceId = context.TraceIdentifier };
        return problem.ExecuteAsync(context);
    }

    private static ApiProblem Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiProblem.Of(StatusCodes.Status404NotFound, NotFound(context)),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Of(
            StatusCodes.Status405MethodNotAllowed, new Fault("method", context.Request.Method, $"one of {context.Response.Headers.Allow}")),
        StatusCodes.Status415UnsupportedMediaType => RequestBody.NotJson(context.Request),
        var status => ApiProblem.Of(status, new Fault("request", context.Request.Path.ToString(), ApiProblem.TitleOf(status))),
    };

    private static Fault NotFound(HttpContext context)
    {
        var path = context.Request.Path.ToString();
        var known = KnownAddresses.Near(path, context.RequestServices.GetRequiredService<EndpointDataSource>());
        return new("path", path, known.Count == 0 ? "an address of /docs/api" : $"one of {string.Join(", ", known)}");
    }
}
