using Microsoft.OpenApi;

namespace LoanTwin.Web.Api;

/// <summary>The OpenAPI document as a reader meets it: one entry an address, with its fields and its answers.</summary>
public sealed record ApiReference(string Title, string Description, IReadOnlyList<ApiReference.Entry> Entries)
{
    internal static ApiReference Of(OpenApiDocument document)
        => new(
            document.Info.Title ?? "",
            document.Info.Description ?? "",
            [.. from path in document.Paths
                from operation in path.Value.Operations ?? []
                select EntryOf(path.Key, operation.Key.Method, operation.Value)]);

    private static Entry EntryOf(string path, string method, OpenApiOperation operation)
        => new(
            $"{method}{path}".Replace('/', '-').ToLowerInvariant(),
            method,
            path,
            operation.Summary ?? "",
            operation.Description ?? "",
            FieldsOf("", operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema),
            [.. (operation.Responses ?? []).Select(response => AnswerOf(response.Key, response.Value))]);

    private static Answer AnswerOf(string status, IOpenApiResponse response)
        => new(status, response.Description ?? "", FieldsOf("", response.Content?.Values.FirstOrDefault()?.Schema));

    private static List<Field> FieldsOf(string path, IOpenApiSchema? schema)
    {
        var fields = new List<Field>();
        foreach (var (name, field) in schema?.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var inner = Inner(field);
            fields.Add(new(at, KindOf(field), schema!.Required?.Contains(name) == true, field.Description ?? Plain(field).Description ?? ""));
            fields.AddRange(FieldsOf(inner == Plain(field) ? at : $"{at}[]", inner));
        }

        return fields;
    }

    // An optional object is written as "null or the object"; a list is described by its entries.
    private static IOpenApiSchema Plain(IOpenApiSchema schema)
        => schema.OneOf?.FirstOrDefault(option => option.Type is not JsonSchemaType.Null) ?? schema;

    private static IOpenApiSchema Inner(IOpenApiSchema schema) => Plain(schema).Items is { } items ? Inner(items) : Plain(schema);

    private static string KindOf(IOpenApiSchema schema)
    {
        var plain = Plain(schema);
        if (plain.Items is { } items)
        {
            return $"list of {KindOf(items)}";
        }

        return (plain.Type & ~JsonSchemaType.Null, plain.Format) switch
        {
            (JsonSchemaType.Number, "money") => "money",
            (JsonSchemaType.Number, _) => "number",
            (JsonSchemaType.Integer, _) => "whole number",
            (JsonSchemaType.String, "date") => "date",
            (JsonSchemaType.String, _) => "text",
            (JsonSchemaType.Object, _) when plain.AdditionalProperties is { } values => $"{KindOf(values)} by key",
            _ => "object",
        };
    }

    public sealed record Entry(
        string Anchor, string Method, string Path, string Summary, string Description, IReadOnlyList<Field> Fields, IReadOnlyList<Answer> Answers);

    public sealed record Answer(string Status, string Description, IReadOnlyList<Field> Fields);

    public sealed record Field(string Name, string Kind, bool IsRequired, string Description);
}
