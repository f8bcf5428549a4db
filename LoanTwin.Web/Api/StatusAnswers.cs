using LoanTwin.Domain.Results;
using Microsoft.AspNetCore.Diagnostics;

namespace LoanTwin.Web.Api;

/// <summary>Answers for what no endpoint has answered: unknown addresses, wrong methods, wrong bodies, our own failures.</summary>
internal static class StatusAnswers
{
    /// <summary>Where routing found nobody below /api: the address is unknown, or known for another method or content type.</summary>
    public static ApiProblem NobodyAt(HttpRequest request, EndpointDataSource endpoints)
    {
        var (path, known) = (request.Path.ToString(), new KnownAddresses(endpoints));
        var methods = known.MethodsOf(path);
        var isTaken = methods.Contains(request.Method);
        if (isTaken && !HttpMethods.IsGet(request.Method))
        {
            return RequestBody.NotJson(request);
        }

        // A GET has no body of a wrong type: there a word stands where the address wants a number.
        if (methods.Count > 0 && !isTaken)
        {
            request.HttpContext.Response.Headers.Allow = string.Join(", ", methods);
            return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, new Fault("method", request.Method, $"one of {string.Join(", ", methods)}"));
        }

        return ApiProblem.Of(StatusCodes.Status404NotFound, new Fault("path", path, $"one of {string.Join(", ", known.Near(path))}"));
    }

    /// <summary>A status that came without a body.</summary>
    public static Task ExplainAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return ApiProblem.Of(status, new Fault("request", context.HttpContext.Request.Path.ToString(), ApiProblem.TitleOf(status))).ExecuteAsync(context.HttpContext);
    }

    /// <summary>The exception itself is in the log, written by the middleware that calls this; nothing of it leaves the house.</summary>
    public static Task FailAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = failure is BadHttpRequestException bad
            ? ApiProblem.Of(bad.StatusCode, new Fault(JsonFields.Body, "a request that could not be read", "a whole HTTP request"))
            : ApiProblem.Of(StatusCodes.Status500InternalServerError) with { TraceId = context.TraceIdentifier };
        return problem.ExecuteAsync(context);
    }
}
