namespace LoanTwin.Web.Api;

/// <summary>The addresses that somebody who mistyped one may have meant: those below the deepest part of it that exists.</summary>
internal static class KnownAddresses
{
    public static IReadOnlyList<string> Near(string path, EndpointDataSource endpoints)
    {
        var known = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(address => address.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
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
}
