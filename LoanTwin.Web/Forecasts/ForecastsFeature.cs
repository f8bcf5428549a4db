using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Forecasts;

/// <summary>Forecasts of the key figures: the kind of job that makes them, the one kept at hand, and their addresses.</summary>
internal static class ForecastsFeature
{
    public static IServiceCollection AddForecasts(this IServiceCollection services)
        => services.AddSingleton<ForecastKind>().AddSingleton<IJobKind>(provider => provider.GetRequiredService<ForecastKind>()).AddSingleton<ForecastShelf>().AddHostedService<ForecastRefresh>();

    public static void MapForecasts(this IEndpointRouteBuilder routes) => routes.MapForecastsApi();
}
