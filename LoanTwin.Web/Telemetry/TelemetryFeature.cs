namespace LoanTwin.Web.Telemetry;

/// <summary>What whoever runs the program sees of it: figures at /metrics, the log, one id a request, a goodbye in time.</summary>
internal static class TelemetryFeature
{
    public const string JsonSetting = "Logging:Json";

    /// <summary>A supervisor kills after ten seconds or more; the running day takes milliseconds.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(8);

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        if (settings.GetValue(JsonSetting, false))
        {
            services.AddLogging(logging => logging.ClearProviders().AddJsonConsole(console =>
            {
                (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "O");
            }));
        }

        // Together, because a request that waits for the twin would hold the server, and the server the twin.
        services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (Goodbye, true));
        services.AddHostedService<StartLine>();
        return services.AddSingleton<MetricsText>();
    }

    /// <summary>First of all rooms, so that nothing is answered without an id.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        app.Services.GetRequiredService<MetricsText>(); // counts from the first day on
        app.Use(next => context => CorrelationId.UseAsync(context, next));
        app.MapGet("/metrics", (MetricsText metrics) => TypedResults.Text(metrics.Write(), MetricsText.ContentType)).ExcludeFromDescription();
    }
}
