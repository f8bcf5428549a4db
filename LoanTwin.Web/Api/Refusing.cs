namespace LoanTwin.Web.Api;

/// <summary>Says in the reference which problems an address may answer with.</summary>
internal static class Refusing
{
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<ApiProblem>(status, ApiProblem.ContentType);
        }

        return route;
    }
}
