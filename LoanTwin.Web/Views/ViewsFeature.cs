namespace LoanTwin.Web.Views;

/// <summary>The views of the book, and the language that picks loans out of them.</summary>
internal static class ViewsFeature
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services.AddSingleton<MarkBoard>().AddSingleton<RiskTrails>().AddHostedService(provider => provider.GetRequiredService<RiskTrails>()).AddSingleton<PastBook>().AddSingleton<BookViews>();
}
