using System.Text.Json.Serialization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>One bad field of a request, as an answer names it.</summary>
internal sealed record ApiFault(string Field, string Value, string Rule)
{
    private const int LongestValue = 100;

    /// <summary>A long value is cut, so that an answer never sends a megabyte back.</summary>
    public static ApiFault Of(Fault fault) => new(Short(fault.Field), Short(fault.Value), fault.Rule);

    private static string Short(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
}

/// <summary>Why there is no answer, by RFC 9457: the one form of every failure below /api, with every bad field in it.</summary>
internal sealed record ApiProblem(string Type, string Title, int Status, string Detail, IReadOnlyList<ApiFault> Errors) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>Finds the failure in the log; only where the log knows more than the answer says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    public static ApiProblem Of(Problem problem) => Of(StatusOf(problem.Kind), problem.Faults);

    public static ApiProblem Of(int status, params IEnumerable<Fault> faults)
    {
        var errors = faults.Select(ApiFault.Of).ToList();
        return new($"/docs/api#status-{status}", TitleOf(status), status, Sentence(errors), errors);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(this, options: null, contentType: ContentType, httpContext.RequestAborted);
    }

    /// <summary>What a status means here, in the words of the reference page.</summary>
    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request has bad fields",
        StatusCodes.Status404NotFound => "There is nothing at this address",
        StatusCodes.Status405MethodNotAllowed => "This address takes another method",
        StatusCodes.Status409Conflict => "The request conflicts with what stands",
        StatusCodes.Status410Gone => "What was asked for is not kept any more",
        StatusCodes.Status413PayloadTooLarge => "The body is too large",
        StatusCodes.Status415UnsupportedMediaType => "The body is not JSON",
        StatusCodes.Status422UnprocessableEntity => "The request is well formed and has no answer",
        StatusCodes.Status500InternalServerError => "The program failed",
        _ => "The request was refused",
    };

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static string Sentence(List<ApiFault> errors) => errors.Count switch
    {
        0 => "The log knows more under the trace id.",
        1 => $"{errors[0].Field}: {errors[0].Rule}.",
        _ => $"{errors.Count} fields: {string.Join(", ", errors.Take(10).Select(error => error.Field))}{(errors.Count > 10 ? ", …" : "")}.",
    };
}
