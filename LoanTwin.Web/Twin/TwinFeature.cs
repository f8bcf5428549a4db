using System.Diagnostics.CodeAnalysis;
using LoanTwin.Web.Address;
using LoanTwin.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoanTwin.Web.Twin;

/// <summary>The living twin: its service, its clock, its feed, and the addresses that drive it.</summary>
internal static class TwinFeature
{
    /// <summary>Reads the settings and opens the store before the host is built, so that a refusal is one line and an exit code.</summary>
    public static bool TryAddTwin(this WebApplicationBuilder builder, [NotNullWhen(false)] out StartRefusal? refusal)
    {
        refusal = null;
        var options = TwinOptions.From(builder.Configuration);
        if (!options.IsSuccess)
        {
            refusal = new(TwinOptions.Refusal(options.Problem), LoopbackAddress.RefusedExitCode);
        }
        else if (!builder.TryOpenStore(out var line))
        {
            refusal = new(line!, StorageException.RefusedExitCode);
        }
        else
        {
            builder.Services.AddTwin(options.Value);
        }

        return refusal is null;
    }

    private static IServiceCollection AddTwin(this IServiceCollection services, TwinOptions options)
    {
        services.AddSignalR().AddJsonProtocol(json => Api.ApiJson.Use(json.PayloadSerializerOptions));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => new TwinClock(provider.GetRequiredService<TimeProvider>(), options.Pace));
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<TwinRecords>();
        services.AddSingleton<TwinInbox>();
        services.AddSingleton<TwinAudit>();
        services.AddSingleton<LivingTwin>();
        services.AddSingleton<TwinPriority>();
        services.AddSingleton<FrozenTwin>();
        services.AddSingleton<TwinService>();
        services.AddHostedService(provider => provider.GetRequiredService<TwinService>());
        services.AddSingleton<TwinTrouble>();
        services.AddSingleton<HubWatchers>();
        services.AddHostedService<TwinHubPump>();
        services.AddSingleton(provider => new HubTopic(TwinHub.Snapshot, () => provider.GetRequiredService<LiveFeed>().Latest is { } latest ? [SnapshotView.Of(latest)] : []));
        services.AddExceptionHandler<StorageAnswers>();
        services.AddHealthChecks().AddCheck<TwinReady>("twin");
        return services;
    }

    /// <summary>Runs the program to its end: its exit code.</summary>
    public static int RunTwin(this WebApplication app)
    {
        var service = app.Services.GetRequiredService<TwinService>();
        app.Run();
        return service.ExitCode;
    }

    public static void MapTwin(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<TwinHub>("/hubs/twin");
        routes.MapTwinApi();
        routes.MapBackupApi();
    }

    /// <summary>Ready when the first figure can be read and the disk still takes commits.</summary>
    private sealed class TwinReady(LiveFeed feed, TwinTrouble trouble, LivingTwin twin) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => Task.FromResult(
                feed.Latest is null ? HealthCheckResult.Unhealthy($"founding: {twin.Progress.Done} of {twin.Progress.Total} days lived")
                : (trouble.Text ?? trouble.Warning) is { } text ? HealthCheckResult.Degraded(text)
                : HealthCheckResult.Healthy());
    }
}
