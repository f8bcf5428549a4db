using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One instalment to come.</summary>
internal sealed record ScheduledRow(int N, DateOnly Due, decimal Payment, decimal Interest, decimal Principal, decimal Fee, decimal Balance);

/// <summary>
/// What the contract says is still to come, at today's rate, if what is overdue is paid at once; the kernel bills the same cents to a loan that
/// pays on time. A card has no schedule: its rows are empty.
/// </summary>
internal sealed record ScheduleView(DateOnly Day, long View, string Currency, long Id, string Style, decimal OverdueNow, decimal TotalInterest, ScheduledRow[] Rows)
{
    private const int Thirty = 30;
    private const int Year360 = 360;
    private const int Year365 = 365;

    public static ScheduleView Of(BookView view, Shelf shelf, int row)
    {
        var loan = view.LoanAt(shelf, row);
        var isOnTop = (shelf.Fixed.Terms[row] & FixedColumns.InterestOnTop) != 0;
        var style = shelf.Product.Card is not null ? "revolving" : isOnTop ? "interestOnTop" : "level";
        var rows = loan.Status.IsTerminal() || shelf.Product.Card is not null ? [] : RowsOf(shelf, row, loan, isOnTop);
        return new(view.Date, view.Number, "USD", loan.Id, style, shelf.IsActive(row) ? Cents.ToDollars(loan.Arrears) : 0, rows.Sum(entry => entry.Interest), [.. rows]);
    }

    private static List<ScheduledRow> RowsOf(Shelf shelf, int row, in LoanView loan, bool isOnTop)
    {
        var rows = new List<ScheduledRow>();
        var fees = (long)Math.Round(shelf.Product.AnnualFee * AnnualRate.One);
        var balance = loan.Balance - shelf.Moving.PrincipalDue[row];
        var late = shelf.Moving.LateInterest[row];
        var month = SimMonth.Of(loan.NextDue!.Value);
        for (var n = 1; n <= loan.RemainingTerm && balance > 0; n++, month++)
        {
            var due = SimMonth.DueDay(month, loan.Anchor);
            var isThirty = shelf.Product.Basis is AccrualBasis.Thirty360;
            var days = isThirty ? Thirty : due - SimMonth.DueDay(month - 1, loan.Anchor);
            var interest = Cents.HalfUp(((Int128)balance * loan.AnnualRate * days) + late, (Int128)(isThirty ? Year360 : Year365) * AnnualRate.One);
            var fee = Cents.HalfUp((Int128)balance * fees, 12L * AnnualRate.One);
            var regular = isOnTop ? loan.Payment : Math.Max(loan.Payment - interest, 0);
            var principal = n == loan.RemainingTerm ? balance : Math.Min(regular, balance);
            balance -= principal;
            late = 0;
            rows.Add(new(n, DateOnly.FromDayNumber(due), Cents.ToDollars(principal + interest + fee), Cents.ToDollars(interest), Cents.ToDollars(principal), Cents.ToDollars(fee), Cents.ToDollars(balance)));
        }

        return rows;
    }
}
