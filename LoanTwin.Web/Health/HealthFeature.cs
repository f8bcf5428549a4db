using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace LoanTwin.Web.Health;

/// <summary>Two addresses for whoever watches the program: is it alive, and can the first figure be read.</summary>
internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }
}
