using System.Text.Json;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.SecondSource;

/// <summary>How this room writes: the names of a record in snake_case, everything else as the rest of the API does.</summary>
internal static class SnakeJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static IResult Answer<T>(T value) => TypedResults.Json(value, Options);

    /// <summary>201, and where the new thing is read from now on.</summary>
    public static IResult Created<T>(HttpContext context, string address, T value)
    {
        context.Response.Headers.Location = address;
        return TypedResults.Json(value, Options, statusCode: StatusCodes.Status201Created);
    }

    public static double Percent(double part, double whole) => whole == 0 ? 0 : Math.Round(100 * part / whole, 2);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Use(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        return options;
    }
}
