namespace LoanTwin.Web.Insights;

/// <summary>What the figures mean: the first sentence, what needs a person, what moved and since when.</summary>
internal static class InsightsFeature
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
        => services.AddSingleton<Photos>().AddSingleton<LossMoves>().AddSingleton<OverviewPictures>().AddSingleton<MetricStories>().AddSingleton<MetricTrends>();

    public static IEndpointRouteBuilder MapInsights(this IEndpointRouteBuilder routes)
    {
        routes.MapInsightsApi();
        return routes;
    }
}
