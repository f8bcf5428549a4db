namespace LoanTwin.Web.Loans;

/// <summary>One loan in depth, and the borrowers to look at early; nothing here changes anything.</summary>
internal static class LoansFeature
{
    public static IServiceCollection AddLoans(this IServiceCollection services)
        => services.AddSingleton<TypicalLoans>().AddSingleton<LoanHistory>().AddSingleton<EarlyWarnings>();

    public static void MapLoans(this IEndpointRouteBuilder routes)
    {
        routes.MapLoanApi();
        routes.MapWarningsApi();
    }
}
