using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.SecondSource;

/// <summary>The portfolio in four reports.</summary>
internal static class PortfolioApi
{
    private static readonly string[] Classes = ["Standard", "SMA-0", "SMA-1", "SMA-2", "Sub-Standard", "Doubtful", "Loss"];

    public static void MapPortfolioApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/portfolio").WithTags("Second source");
        Map<PortfolioSummary>(api, "/summary", Summary, "Counts, money and ratios in percent.");
        Map<NpaAnalysis>(api, "/npa-analysis", Classified, "Loans by asset class, with money and percent.");
        api.MapGet("/repayment-stats", (HttpRequest request, BookViews views, DeskRows rows, CancellationToken leaving) => ReportAsync(request, views, view => Repayments(view, rows), leaving))
            .WithSummary("What has been paid, on the day and late, and what is overdue.").Produces<RepaymentStats>().Refuses(400, 503);
        Map<LoanDistribution>(api, "/loan-distribution", Distribution, "Loans by purpose and by status.");
    }

    private static void Map<T>(RouteGroupBuilder api, string address, Func<BookView, T> report, string summary)
        => api.MapGet(address, (HttpRequest request, BookViews views, CancellationToken leaving) => ReportAsync(request, views, report, leaving)).WithSummary(summary).Produces<T>().Refuses(400, 503);

    private static async Task<IResult> ReportAsync<T>(HttpRequest request, BookViews views, Func<BookView, T> report, CancellationToken leaving)
    {
        if (new QueryFields(request.Query).Problem() is { } problem)
        {
            return problem;
        }

        using var lease = await views.NewestAsync(leaving);
        return lease?.View is { } view ? SnakeJson.Answer(report(view)) : TwinApi.NotYet();
    }

    private static PortfolioSummary Summary(BookView view)
    {
        var (total, active, defaulted, disbursed, outstanding, npa) = (0, 0, 0, 0L, 0L, 0L);
        foreach (var (shelf, row) in Rows(view))
        {
            var balance = shelf.Moving.Balance[row];
            total++;
            active += shelf.IsActive(row) ? 1 : 0;
            defaulted += shelf.Moving.Status[row] == (byte)PaymentStatus.Default ? 1 : 0;
            disbursed += shelf.Fixed.Amount[row];
            outstanding += balance;
            npa += IsNonPerforming(view, shelf, row) ? balance : 0;
        }

        var products = view.Months.SelectMany(month => month.Products).ToList();
        return new(
            view.Date, view.Number, new(total, active, defaulted), new(Cents.ToDollars(disbursed), Cents.ToDollars(outstanding), Cents.ToDollars(npa)),
            new(SnakeJson.Percent(npa, outstanding), SnakeJson.Percent(defaulted, total), SnakeJson.Percent(products.Sum(product => product.Approved), products.Sum(product => product.Applications))));
    }

    private static NpaAnalysis Classified(BookView view)
    {
        var parts = Grouped(view, (shelf, row) => shelf.IsActive(row) ? Classes[ClassOf(view, shelf, row)] : null);
        var outstanding = parts.Values.Sum(part => part.Balance);
        var npa = Classes[4..].Sum(name => parts.GetValueOrDefault(name).Balance);
        return new(
            view.Date, view.Number, Cents.ToDollars(outstanding), Cents.ToDollars(npa), SnakeJson.Percent(npa, outstanding),
            [.. Classes.Select(name => Entry(name, parts.GetValueOrDefault(name), outstanding))]);

        static AssetClass Entry(string name, (int Count, long Balance) part, long whole) => new(name, part.Count, Cents.ToDollars(part.Balance), SnakeJson.Percent(part.Balance, whole));
    }

    private static RepaymentStats Repayments(BookView view, DeskRows rows)
    {
        var kinds = rows.Paid(view.Day);
        var (onTime, late) = (CountOf(kinds, "scheduled"), CountOf(kinds, "catchUp"));
        var (loans, instalments, overdue) = (0, 0, 0L);
        foreach (var (shelf, row) in Rows(view).Where(place => place.Shelf.IsActive(place.Row) && place.Shelf.Moving.Owed[place.Row] > 0))
        {
            var loan = view.LoanAt(shelf, row);
            (loans, instalments, overdue) = (loans + 1, instalments + loan.InstalmentsOwed, overdue + loan.Arrears);
        }

        var early = CountOf(kinds, "payoff") + CountOf(kinds, "prepayment");
        return new(
            view.Date, view.Number, onTime + late + early, onTime, late, early, SnakeJson.Percent(onTime, onTime + late), Cents.ToDollars(kinds.Sum(kind => kind.Paid)), loans, instalments,
            Cents.ToDollars(overdue), [.. kinds.Select(kind => new PaidByKind(kind.Kind, kind.Count, Cents.ToDollars(kind.Paid)))]);
    }

    private static LoanDistribution Distribution(BookView view)
    {
        var (purposes, statuses) = (Grouped(view, DeskLoan.PurposeOf), Grouped(view, DeskLoan.StatusOf));
        var products = Grouped(view, (shelf, _) => shelf.Product.Key);
        return new(view.Date, view.Number, view.Count, Entries(purposes, view.Count), Entries(statuses, view.Count), Entries(products, view.Count));

        static DistributionPart[] Entries(Dictionary<string, (int Count, long Balance)> parts, int whole)
            => [.. parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => new DistributionPart(part.Key, part.Value.Count, Cents.ToDollars(part.Value.Balance), SnakeJson.Percent(part.Value.Count, whole)))];
    }

    private static Dictionary<string, (int Count, long Balance)> Grouped(BookView view, Func<Shelf, int, string?> name)
    {
        var parts = new Dictionary<string, (int Count, long Balance)>();
        foreach (var (shelf, row) in Rows(view))
        {
            if (name(shelf, row) is { } part)
            {
                var (count, balance) = parts.GetValueOrDefault(part);
                parts[part] = (count + 1, balance + shelf.Moving.Balance[row]);
            }
        }

        return parts;
    }

    private static IEnumerable<(Shelf Shelf, int Row)> Rows(BookView view)
        => view.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => (shelf, row)));

    /// <summary>Within a default event that has begun, and not charged off: as the metric npaRatio has it.</summary>
    private static bool IsNonPerforming(BookView view, Shelf shelf, int row)
        => shelf.IsActive(row) && (shelf.Moving.Status[row] == (byte)PaymentStatus.Default || (shelf.Moving.DefaultDay[row] is var since && since > 0 && since <= view.Day));

    /// <summary>Special mention by days past due; non-performing up to a year, longer, and waiting for its charge-off.</summary>
    private static int ClassOf(BookView view, Shelf shelf, int row)
    {
        if (!IsNonPerforming(view, shelf, row))
        {
            return LoanField.DaysPastDueOf(shelf, row, view.Day) switch { 0 => 0, <= 30 => 1, <= 60 => 2, _ => 3 };
        }

        return shelf.Moving.Status[row] == (byte)PaymentStatus.Default ? 6 : view.Day - shelf.Moving.DefaultDay[row] <= 365 ? 4 : 5;
    }

    private static int CountOf(IReadOnlyList<PaidKind> kinds, string kind) => kinds.Where(paid => paid.Kind == kind).Sum(paid => paid.Count);
}
