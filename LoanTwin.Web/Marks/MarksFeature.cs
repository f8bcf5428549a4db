namespace LoanTwin.Web.Marks;

/// <summary>The watch-list and tags that people put on loans.</summary>
internal static class MarksFeature
{
    public static IServiceCollection AddMarks(this IServiceCollection services)
        => services.AddSingleton<MarkRows>().AddHostedService(provider => provider.GetRequiredService<MarkRows>());

    public static void MapMarks(this IEndpointRouteBuilder routes) => routes.MapMarksApi();
}
