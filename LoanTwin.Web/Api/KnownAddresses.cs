using Microsoft.AspNetCore.Routing.Template;

namespace LoanTwin.Web.Api;

/// <summary>The addresses below /api that somebody answers at, for those who missed them by a letter, a method or a content type.</summary>
internal sealed class KnownAddresses(EndpointDataSource endpoints)
{
    private const string CatchAll = "{**";

    private IEnumerable<RouteEndpoint> Known => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => AddressOf(endpoint).StartsWith("/api/", StringComparison.Ordinal) && !AddressOf(endpoint).Contains(CatchAll, StringComparison.Ordinal));

    /// <summary>The methods that this very address takes; none where there is no such address.</summary>
    public IReadOnlyList<string> MethodsOf(string path) =>
        [.. Known.Where(endpoint => new TemplateMatcher(TemplateParser.Parse(AddressOf(endpoint)), []).TryMatch(path, []))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>The addresses below the deepest part of a path that exists.</summary>
    public IReadOnlyList<string> Near(string path)
    {
        var known = Known.Select(AddressOf).Distinct().Order(StringComparer.Ordinal).ToList();
        for (var parent = path; parent.Length > 0; parent = parent[..Math.Max(parent.LastIndexOf('/'), 0)])
        {
            var below = known.Where(address => address.StartsWith($"{parent.TrimEnd('/')}/", StringComparison.Ordinal)).ToList();
            if (below.Count > 0)
            {
                return below;
            }
        }

        return known;
    }

    private static string AddressOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
}
