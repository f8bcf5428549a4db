using System.Text.Json;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>The body of a request as one JSON object, or the problem that says why it is none.</summary>
internal static class RequestBody
{
    public const int MostBytes = 1 << 20;

    public const string JsonType = "application/json";

    public static Task<(JsonElement Json, ApiProblem? Problem)> ReadAsync(HttpRequest request) => ReadAsync(request, takesList: false);

    /// <summary>An object, or a list of them, which <see cref="JsonFields.Of"/> reads entry by entry.</summary>
    public static Task<(JsonElement Json, ApiProblem? Problem)> ReadListAsync(HttpRequest request) => ReadAsync(request, takesList: true);

    private static async Task<(JsonElement Json, ApiProblem? Problem)> ReadAsync(HttpRequest request, bool takesList)
    {
        if (!request.HasJsonContentType())
        {
            return (default, NotJson(request));
        }

        var bytes = await BytesAsync(request);
        if (bytes is null)
        {
            return (default, ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, new Fault(JsonFields.Body, $"more than {MostBytes} bytes", $"at most {MostBytes} bytes")));
        }

        return Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, takesList);
    }

    public static ApiProblem NotJson(HttpRequest request)
        => ApiProblem.Of(
            StatusCodes.Status415UnsupportedMediaType,
            new Fault("Content-Type", string.IsNullOrEmpty(request.ContentType) ? "nothing" : request.ContentType, JsonType));

    private static (JsonElement Json, ApiProblem? Problem) Parse(byte[] bytes, bool takesList)
    {
        if (JsonScan.FaultOf(bytes) is not null)
        {
            bytes = JsonScan.WithBareWordsQuoted(bytes);
        }

        if (JsonScan.FaultOf(bytes) is { } fault)
        {
            return (default, ApiProblem.Of(StatusCodes.Status400BadRequest, fault));
        }

        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement.Clone();
        return root.ValueKind is JsonValueKind.Object || (takesList && root.ValueKind is JsonValueKind.Array)
            ? (root, null)
            : (default, ApiProblem.Of(StatusCodes.Status400BadRequest, new Fault(JsonFields.Body, root.GetRawText(), takesList ? "a JSON object or a list of them" : "a JSON object")));
    }

    // Nothing where the body is longer than the limit; a chunked one has no length to look at before.
    private static async Task<byte[]?> BytesAsync(HttpRequest request)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > MostBytes)
            {
                return null;
            }
        }

        return kept.ToArray();
    }
}
