using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Stress;

/// <summary>The lender put into other worlds: scenarios, what they mean, and what they would do, at once and on many paths.</summary>
internal static class StressFeature
{
    public static IServiceCollection AddStress(this IServiceCollection services)
        => services.AddSingleton<FrozenLender>().AddHostedService(provider => provider.GetRequiredService<FrozenLender>()).AddSingleton<ScenarioRows>().AddSingleton<DraftSteps>().AddSingleton<StressRuns>()
            .AddSingleton<StressKind>().AddSingleton<IJobKind>(provider => provider.GetRequiredService<StressKind>())
            .AddSingleton<ReverseKind>().AddSingleton<IJobKind>(provider => provider.GetRequiredService<ReverseKind>());

    public static void MapStress(this IEndpointRouteBuilder routes)
    {
        routes.MapScenarioApi();
        routes.MapAnswerApi();
        routes.MapRunsApi();
    }
}
