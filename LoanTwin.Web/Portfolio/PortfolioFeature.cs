namespace LoanTwin.Web.Portfolio;

/// <summary>The portfolio explorer: what the book consists of, which loans exactly, what people have marked on them.</summary>
internal static class PortfolioFeature
{
    public static IServiceCollection AddPortfolio(this IServiceCollection services)
        => services.AddSingleton<RollMoves>();

    public static void MapPortfolio(this IEndpointRouteBuilder routes) => routes.MapPortfolioApi();
}
