using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Jobs;

/// <summary>Long questions, worked on in the background: queue, workers, storage, progress. What can be asked is for other rooms to add, one <see cref="IJobKind"/> each.</summary>
internal static class JobsFeature
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>().AddSingleton<JobBoard>().AddSingleton<JobKinds>().AddSingleton<JobRecords>().AddSingleton<JobDesk>().AddSingleton<JobRunner>();
        services.AddSingleton(provider => new HubTopic(
            JobHubPump.Topic,
            () => provider.GetRequiredService<JobBoard>().Jobs.Where(job => !job.State.IsOver()).Select(job => JobView.Of(job, provider.GetRequiredService<JobKinds>()))));
        return services.AddHostedService<JobService>().AddHostedService<JobHubPump>();
    }

    public static void MapJobs(this IEndpointRouteBuilder routes) => routes.MapJobsApi();
}
