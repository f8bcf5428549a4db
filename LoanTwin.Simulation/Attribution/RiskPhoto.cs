using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Measures;

namespace LoanTwin.Simulation.Attribution;

/// <summary>What one loan's expected loss was made of on a day. Money in cents.</summary>
/// <param name="Cell">Its cell of the table of probabilities, which holds product, payment state, score band and remaining term.</param>
/// <param name="IsDefaulted">Its default event has begun: the probability is one.</param>
/// <param name="Termination">Share of events that end in a charge-off; one when the contract is terminated.</param>
public readonly record struct LoanPhoto(long Id, byte Product, byte Region, short Score, int Cell, bool IsDefaulted, long Balance, double Exposure, double Lgd, double Termination)
{
    public double Pd(PdTable table) => IsDefaulted ? 1 : table.Year(Cell);

    public double ExpectedLoss(PdTable table) => Pd(table) * Termination * Lgd * Exposure;
}

/// <summary>
/// The expected loss of a book on one day, loan by loan: what is needed to say later what has moved it. Sixty-odd bytes a loan; nothing in it
/// moves any more.
/// </summary>
public sealed class RiskPhoto
{
    private readonly LoanPhoto[] _loans;

    private RiskPhoto(int day, PdTable table, LoanPhoto[] loans) => (Day, Table, _loans) = (day, table, loans);

    public int Day { get; }

    public DateOnly Date => DateOnly.FromDayNumber(Day);

    public PdTable Table { get; }

    /// <summary>Loans that stand in the book, ids ascending.</summary>
    public ReadOnlySpan<LoanPhoto> Loans => _loans;

    public long Balance { get; private init; }

    public double ExpectedLoss { get; private init; }

    /// <summary>Over the balance; zero for an empty book.</summary>
    public double Rate => Balance == 0 ? 0 : ExpectedLoss / Balance;

    public static RiskPhoto Of(Lender lender)
    {
        var (day, table) = (lender.World.Day, lender.Pds);
        var loans = new List<LoanPhoto>(lender.World.Book.Count);
        foreach (var shelf in lender.World.Book.Shelves)
        {
            var outlook = lender.OutlookOf(shelf);
            for (var row = 0; row < shelf.Count; row++)
            {
                if (shelf.IsActive(row))
                {
                    loans.Add(Of(shelf, row, day, outlook));
                }
            }
        }

        loans.Sort((a, b) => a.Id.CompareTo(b.Id));
        return new(day, table, [.. loans]) { Balance = loans.Sum(loan => loan.Balance), ExpectedLoss = loans.Sum(loan => loan.ExpectedLoss(table)) };
    }

    private static LoanPhoto Of(Shelf shelf, int row, int day, in ProductOutlook outlook)
    {
        var risk = LoanRisk.Of(shelf, row, day, outlook);
        var since = shelf.Moving.DefaultDay[row];
        var isDefaulted = shelf.Moving.Status[row] >= (byte)PaymentStatus.Default || (since > 0 && since <= day);
        return new(
            shelf.Fixed.Id[row], (byte)shelf.Place, shelf.Fixed.Region[row], shelf.Fixed.Score[row], PdTable.Cell(shelf, row), isDefaulted,
            shelf.Moving.Balance[row], risk.Exposure, risk.Lgd, risk.TerminationShare);
    }
}
