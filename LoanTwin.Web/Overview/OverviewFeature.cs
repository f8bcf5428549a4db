namespace LoanTwin.Web.Overview;

/// <summary>The first page: where the twin stands, its pace, and its key figures as they are.</summary>
internal static class OverviewFeature
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddScoped<Pins>();

    /// <summary>The page brings its own route; the room answers no other address yet.</summary>
    public static IEndpointRouteBuilder MapOverview(this IEndpointRouteBuilder routes) => routes;
}
