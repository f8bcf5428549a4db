using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoanTwin.Web.Health;

/// <summary>Two addresses for whoever watches the program: is it alive, and can the first figure be read.</summary>
internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();

        // Who asks gets the answer; a line in the log for each question would hide what happened in between.
        return services.AddLogging(logging => logging.AddFilter(typeof(HealthCheckService).Namespace, LogLevel.None));
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = AnswerAsync });
    }

    /// <summary>One word while all is well, else what keeps the program from it.</summary>
    private static Task AnswerAsync(HttpContext context, HealthReport report)
        => report.Status is HealthStatus.Healthy
            ? context.Response.WriteAsync(nameof(HealthStatus.Healthy), context.RequestAborted)
            : context.Response.WriteAsJsonAsync(new { status = $"{report.Status}", trouble = TroubleOf(report) }, context.RequestAborted);

    private static string TroubleOf(HealthReport report)
        => string.Join("; ", report.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Description}"));
}
