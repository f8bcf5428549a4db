using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Statistics;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One move, as a share of the loans that could make it.</summary>
/// <param name="Interval">90 % Wilson interval of <paramref name="Share"/>.</param>
internal sealed record RollCell(string From, string To, int Count, int AtRisk, double Share, double[] Interval, decimal Balance, decimal AtRiskBalance, double BalanceShare);

internal sealed record RollPeriod(DateOnly From, DateOnly To);

internal sealed record RollRatesView(DateOnly Day, string Currency, string Product, string Method, RollPeriod[] Months, RollCell[] Cells)
{
    public const string AllProducts = "all";

    private const string MonthEnds = "recorded states at consecutive kept month-end states, loan by loan, all months added; balances as they were at the beginning; 90 % Wilson intervals, measured to hold the mean of the loans' own rows in about nine cells of ten (docs/method/roll-rates.md)";

    public static RollRatesView Of(DateOnly day, string product, IReadOnlyList<RollMonth> months)
    {
        var places = Enumerable.Range(0, LoanField.Products.Length).Where(place => product is AllProducts || LoanField.Products[place] == product).ToArray();
        var cells = new List<RollCell>();
        for (var from = 0; from < (int)PaymentStatus.Default; from++)
        {
            var to = Enumerable.Range(0, LoanField.Statuses.Length).Select(state => Sum(months, places, from, state)).ToArray();
            var (count, balance) = (to.Sum(cell => cell.Count), to.Sum(cell => cell.Balance));
            cells.AddRange(to.Select((cell, state) => Cell(from, state, cell, count, balance)).Where(_ => count > 0));
        }

        return new(day, "USD", product, MonthEnds, [.. months.Select(month => new RollPeriod(month.From, month.To))], [.. cells]);
    }

    private static (int Count, long Balance) Sum(IReadOnlyList<RollMonth> months, int[] places, int from, int to)
        => (months.Sum(month => places.Sum(place => month.Moves.Counts[place, from, to])), months.Sum(month => places.Sum(place => month.Moves.Balances[place, from, to])));

    private static double[] Interval(int count, int of)
    {
        var interval = ShareInterval.Wilson(count, of);
        return [Math.Round(interval.Low, 8), Math.Round(interval.High, 8)];
    }

    private static RollCell Cell(int from, int to, (int Count, long Balance) cell, int atRisk, long balance) => new(
        LoanField.Statuses[from], LoanField.Statuses[to], cell.Count, atRisk, Math.Round((double)cell.Count / atRisk, 8), Interval(cell.Count, atRisk), Cents.ToDollars(cell.Balance), Cents.ToDollars(balance),
        balance == 0 ? 0 : Math.Round((double)cell.Balance / balance, 8));
}
