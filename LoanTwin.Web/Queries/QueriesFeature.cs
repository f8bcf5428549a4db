namespace LoanTwin.Web.Queries;

/// <summary>What can be asked about the book, its loans and its history; nothing here changes anything.</summary>
internal static class QueriesFeature
{
    public static IServiceCollection AddQueries(this IServiceCollection services)
        => services.AddSingleton<FigureRows>().AddSingleton<LoanRows>().AddSingleton<RollMonths>();

    public static void MapQueries(this IEndpointRouteBuilder routes)
    {
        routes.MapFiguresApi();
        routes.MapLoansApi();
        routes.MapBookApi();
    }
}
