using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Warnings;
using LoanTwin.Web.Api;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>The borrowers to look at early.</summary>
internal static class WarningsApi
{
    public static void MapWarningsApi(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/early-warnings", ListAsync).WithTags("Loans").WithSummary("Performing borrowers, the most worrying first, each with reasons; how good the list is, as measured.")
            .Produces<WarningsView>().Refuses(400, 410, 503);

    private static async Task<IResult> ListAsync(HttpRequest request, BookViews views, EarlyWarnings warnings, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var (question, named) = (new WarningQuestion(fields.OneOf("list", WarningQuestion.Lists), fields.OneOf("product", [WarningQuestion.AllProducts, .. LoanField.Products]), fields.Whole("limit", 1, WarningQuestion.MostRows, WarningQuestion.UsualRows)), Reading.ViewOf(fields));
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        using var lease = named is { } number ? views.Find(number) : await views.NewestAsync(leaving);
        if (lease is null)
        {
            return named is { } gone ? Reading.Gone("view", gone) : TwinApi.NotYet();
        }

        return TypedResults.Ok(await warnings.AnswerAsync(lease.View, question, leaving));
    }
}

/// <summary>Which borrowers: all who perform, ranked by the whole score, or those who still pay on time, ranked by their trend alone.</summary>
internal sealed record WarningQuestion(string List, string Product, int Limit)
{
    public const string AllProducts = "all";
    public const int MostRows = 5_000;
    public const int UsualRows = 100;

    private const string Everyone = "all";
    private const string Turning = "turning";

    public static IReadOnlyList<string> Lists { get; } = [Everyone, Turning];

    public bool IsTurning => List is Turning;

    /// <summary>Its place in the catalogue; nothing for all.</summary>
    public int? Place => Product is AllProducts ? null : LoanField.Products.IndexOf(Product);

    public string Href => $"/api/early-warnings?list={List}&product={Product}&limit={Limit}";
}

/// <summary>One reason in words; <c>trend</c> says where the borrower is going, <c>level</c> where he stands. Log odds against the average borrower.</summary>
internal sealed record ReasonView(string Key, string Kind, string Words, double LogOdds);

/// <param name="Probability">Of a default event in the next quarter, by the score.</param>
internal sealed record WarnedView(
    int Rank, long Id, string Shown, long CustomerId, string Product, string Status, int DaysPastDue, decimal Balance, double Pd12, double Probability, string Reason, ReasonView[] Reasons);

/// <summary>A measured figure with its 90 % interval.</summary>
internal sealed record MeasuredView(double Value, double Low, double High)
{
    public static MeasuredView Of(Measured measured) => new(measured.Value, measured.Low, measured.High);
}

/// <summary>How the list did on lenders that it was not fitted on.</summary>
/// <param name="Caught">Of the next quarter's default events, those of borrowers in the top decile; by a score of levels alone, of trends alone, and of trends alone among borrowers who owe nothing and pay on time.</param>
/// <param name="Precision">Of the top decile, those with a default event in the next quarter; <paramref name="BaseRate"/> of all borrowers.</param>
/// <param name="LeadDays">Median days between coming into the top decile to stay and the default event.</param>
internal sealed record WarningQuality(
    int Lenders, int Quarters, int Events, MeasuredView Caught, MeasuredView CaughtByLevel, MeasuredView CaughtByTrend, MeasuredView CaughtByTrendOfCurrent, MeasuredView Precision, double BaseRate, MeasuredView LeadDays)
{
    public static WarningQuality Of(EarlyWarningCheck check) => new(
        check.Lenders, check.Quarters, check.Events, MeasuredView.Of(check.Caught), MeasuredView.Of(check.CaughtByLevel), MeasuredView.Of(check.CaughtByTrend), MeasuredView.Of(check.CaughtByTrendOfCurrent),
        MeasuredView.Of(check.Precision), check.BaseRate, MeasuredView.Of(check.Lead));
}

/// <param name="List"><c>all</c>, or <c>turning</c>: those who owe nothing and pay on time, by their trend.</param>
/// <param name="Borrowers">Performing borrowers on the list; <paramref name="TopDecile"/> of them in its top decile.</param>
/// <param name="MonthsOfHistory">Month ends that the trends could look back over, of three.</param>
internal sealed record WarningsView(DateOnly Day, long View, string Currency, string List, string Score, int Borrowers, int TopDecile, int MonthsOfHistory, WarningQuality Measured, WarnedView[] Warnings)
{
    public static WarningsView Of(BookView view, WarningQuestion question, WarningList list, int history) => new(
        view.Date, view.Number, "USD", question.List, (question.IsTurning ? WarningScore.TrendOnly : WarningScore.Default).Version, list.Count, list.Top, history, WarningQuality.Of(EarlyWarningCheck.Published),
        [.. list.First(question.Limit, question.Place).Select(one => Warned(view, one))]);

    private static WarnedView Warned(BookView view, WarnedBorrower one)
    {
        var (shelf, row) = (view.Shelves[one.Place], one.Row);
        var id = shelf.Fixed.Id[row];
        ReasonView[] reasons = [.. one.Reasons.Select(reason => new ReasonView(reason.Key, reason.Kind == SignKind.Trend ? "trend" : "level", reason.Words, Math.Round(reason.LogOdds, 3)))];
        return new(
            one.Rank, id, LoanIdRoute.Shown(id), shelf.Fixed.CustomerId[row], shelf.Product.Key, one.Signs.Status.Key(), one.Signs.DaysPastDue, Cents.ToDollars(shelf.Moving.Balance[row]),
            Math.Round(view.RiskAt(shelf, row).Pd12, 6), Math.Round(one.Probability, 6), ReasonOf(reasons), reasons);
    }

    /// <summary>The strongest trend before the strongest level: the list is about where borrowers are going.</summary>
    private static string ReasonOf(ReasonView[] reasons)
    {
        var said = new[] { reasons.FirstOrDefault(reason => reason.Kind == "trend"), reasons.FirstOrDefault(reason => reason.Kind == "level") }.OfType<ReasonView>().Select(reason => reason.Words).ToList();
        return said.Count == 0 ? "no single sign stands out" : string.Join("; ", said);
    }
}
