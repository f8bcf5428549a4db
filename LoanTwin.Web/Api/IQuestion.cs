using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>The body of a request: it reads itself from JSON fields, and the domain answers it or names what is wrong.</summary>
internal interface IQuestion<TSelf, TAnswer> where TSelf : IQuestion<TSelf, TAnswer>
{
    static abstract TSelf Read(JsonFields fields);

    /// <summary>Asked also after a field could not be read, with a stand-in for it, so that all bad fields are found.</summary>
    Result<TAnswer> Answer();
}

/// <summary>Endpoints that answer a question in one go and remember nothing.</summary>
internal static class QuestionEndpoints
{
    public static RouteHandlerBuilder MapQuestion<TQuestion, TAnswer>(this IEndpointRouteBuilder routes, string address, string summary)
        where TQuestion : class, IQuestion<TQuestion, TAnswer>
        => routes.MapPost(address, AnswerAsync<TQuestion, TAnswer>)
            .WithSummary(summary)
            .Accepts<TQuestion>(RequestBody.JsonType)
            .Produces<TAnswer>(contentType: RequestBody.JsonType)
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status413PayloadTooLarge, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status415UnsupportedMediaType, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status422UnprocessableEntity, ApiProblem.ContentType);

    private static async Task<IResult> AnswerAsync<TQuestion, TAnswer>(HttpRequest request) where TQuestion : class, IQuestion<TQuestion, TAnswer>
    {
        var (json, problem) = await RequestBody.ReadAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var fields = new JsonFields(json);
        var answer = TQuestion.Read(fields).Answer();
        return fields.With(answer.Problem) is { } faults ? ApiProblem.Of(faults) : TypedResults.Ok(answer.Value);
    }
}
