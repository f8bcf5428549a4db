using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoanTwin.Web.SecondSource;

/// <summary>Says the records of this room in the API document as they are written: in snake_case.</summary>
internal sealed class SnakeSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type.Namespace == typeof(SnakeSchema).Namespace && schema.Properties is { } properties)
        {
            schema.Properties = properties.ToDictionary(property => Snake(property.Key), property => property.Value);
            schema.Required = schema.Required?.Select(Snake).ToHashSet();
        }

        return Task.CompletedTask;
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
