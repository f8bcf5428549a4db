using LoanTwin.Domain.Lending;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>One move: which loan, in the month that ended on which day, what it owed when the month began, and where it is now.</summary>
/// <param name="Now">Nothing where the loan has left the book.</param>
internal sealed record MoveRow(long Id, DateOnly MonthEnd, decimal Balance, string? Now);

/// <summary>The loans behind one cell of a matrix of roll rates: <paramref name="Total"/> is the count that the cell shows.</summary>
internal sealed record MovesView(DateOnly Day, long View, string Currency, string From, string To, string RestrictedTo, int Total, decimal Balance, MoveRow[] Moves)
{
    private static readonly LoanField State = LoanField.Find("status")!;

    /// <summary>The latest month first, the largest of a month first.</summary>
    public static async Task<MovesView> OfAsync(BookView view, FilterClauses asked, (string From, string To) cell, int limit, RollMoves moves, CancellationToken leaving)
    {
        var contract = asked.OfTheContract;
        var (from, to) = (LoanField.Statuses.IndexOf(cell.From), LoanField.Statuses.IndexOf(cell.To));
        var between = await moves.BetweenAsync(view.Date.AddMonths(-SegmentStory.MonthsBack), view.Date, contract, leaving);
        var here = between.Where(move => move.From == from && move.To == to).OrderByDescending(move => move.Month).ThenByDescending(move => move.Balance).ThenBy(move => move.Loan).ToList();
        return new(
            view.Date, view.Number, "USD", cell.From, cell.To, contract.Text, here.Count, Cents.ToDollars(here.Sum(move => move.Balance)),
            [.. here.Take(limit).Select(move => new MoveRow(move.Loan, DateOnly.FromDayNumber(move.Month), Cents.ToDollars(move.Balance), NowOf(view, move.Loan)))]);
    }

    private static string? NowOf(BookView view, long loan) => view.TryFind(loan, out var shelf, out var row) ? LoanField.Statuses[(int)State.Read(view, shelf, row)] : null;
}
