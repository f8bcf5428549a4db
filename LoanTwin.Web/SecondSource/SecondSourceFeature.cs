using LoanTwin.Web.Api;
using Microsoft.AspNetCore.OpenApi;

namespace LoanTwin.Web.SecondSource;

/// <summary>The addresses of the second source document, in its own words: snake_case, percent with two decimals. The figures are the twin's.</summary>
internal static class SecondSourceFeature
{
    public static IServiceCollection AddSecondSource(this IServiceCollection services)
        => services.AddSingleton<DeskRows>().AddSingleton<RegisteredRows>()
            .Configure<OpenApiOptions>(ApiFeature.Document, options => options.AddSchemaTransformer<SnakeSchema>());

    public static void MapSecondSource(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskApi();
        routes.MapPortfolioApi();
    }
}
