using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoanTwin.Web.Api;

/// <summary>What every address below /api has in common: how it reads, writes and refuses; and the reference of all of them.</summary>
internal static class ApiFeature
{
    public const string Document = "v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.Configure<RouteOptions>(options => options.ConstraintMap[LoanIdRoute.Name] = typeof(LoanIdRoute));
        services.ConfigureHttpJsonOptions(options => ApiJson.Use(options.SerializerOptions));
        return services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = endpoint => $"/{endpoint.RelativePath}".StartsWith("/api/", StringComparison.Ordinal);
            options.AddDocumentTransformer(Introduce);
            options.AddSchemaTransformer(DescribeMoney);
        });
    }

    /// <summary>After the shell, whose page for unknown addresses must not stand in for a problem below /api.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = StatusAnswers.FailAsync, AllowStatusCode404Response = true });
            api.UseStatusCodePages(StatusAnswers.ExplainAsync);
        });
        app.Map("/api/{**address}", StatusAnswers.NobodyAt).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/docs/api", ReferenceAsync).ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<ReferencePage>> ReferenceAsync(
        [FromKeyedServices(Document)] IOpenApiDocumentProvider documents, CancellationToken cancellation)
        => new(new Dictionary<string, object?> { [nameof(ReferencePage.Api)] = ApiReference.Of(await documents.GetOpenApiDocumentAsync(cancellation)) });

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info.Title = "LoanTwin";
        document.Info.Description = "JSON in and out. Rates and shares are fractions, dates are ISO, money has two decimals. Every refusal is a problem (RFC 9457) that names every bad field.";
        document.Servers?.Clear(); // wherever it runs: the document itself must not depend on who asks for it
        return Task.CompletedTask;
    }

    private static Task DescribeMoney(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(decimal))
        {
            schema.Type = JsonSchemaType.Number | (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? 0 : JsonSchemaType.Null);
            schema.Format = "money";
            schema.Description ??= DescriptionOf(context.JsonPropertyInfo);
        }

        return Task.CompletedTask;
    }

    private static string? DescriptionOf(JsonPropertyInfo? property)
        => property?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
}
