namespace LoanTwin.Web.Overview;

/// <summary>The first page: what the twin is, and its calendar.</summary>
internal static class OverviewFeature
{
    public static IServiceCollection AddOverview(this IServiceCollection services)
        => services.AddSingleton(SimulatedCalendar.From(new DateOnly(2026, 1, 1)));

    /// <summary>The page brings its own route; the room answers no other address yet.</summary>
    public static IEndpointRouteBuilder MapOverview(this IEndpointRouteBuilder routes) => routes;
}
