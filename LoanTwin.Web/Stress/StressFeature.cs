namespace LoanTwin.Web.Stress;

/// <summary>The lender put into other worlds: scenarios, what they mean, and what they would do.</summary>
internal static class StressFeature
{
    public static IServiceCollection AddStress(this IServiceCollection services) => services.AddSingleton<FrozenLender>().AddSingleton<ScenarioRows>();

    public static void MapStress(this IEndpointRouteBuilder routes)
    {
        routes.MapScenarioApi();
        routes.MapAnswerApi();
    }
}
