using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>Rules that are judged on every lived day, what has fired, and who is told.</summary>
internal static class AlertsFeature
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(MailSettings.Of(configuration));
        services.AddSingleton<AlertRecords>().AddSingleton<AlertBoard>().AddSingleton<AlertPreview>().AddSingleton<AlertDesk>().AddSingleton<MailBell>().AddSingleton<SmtpPost>().AddSingleton<MailDesk>();
        services.AddSingleton<IDayWitness, AlertEngine>();
        services.AddSingleton(provider => new HubTopic(AlertHubPump.Topic, () => provider.GetRequiredService<AlertBoard>().Picture.Open.Select(AlertView.Of)));
        return services.AddHostedService<AlertNotices>().AddHostedService<AlertHubPump>().AddHostedService(provider => provider.GetRequiredService<MailDesk>());
    }

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapAlertsApi();
        routes.MapAlertRulesApi();
    }
}
