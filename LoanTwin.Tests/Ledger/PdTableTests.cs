using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Ledger;

public class PdTableTests
{
    private static readonly int Day = new DateOnly(2026, 1, 1).DayNumber;

    [Fact]
    public void A_full_cell_says_what_its_loans_say()
    {
        using var book = StartingBook.OfOne("auto", 6_000, 3, new(2026, 1, 1));
        var shelf = book.Shelves[1];

        var table = PdTable.Of(book, Day, (one, row) => (one.Fixed.Score[row] / 10_000f, one.Fixed.Score[row] / 5_000f), null);

        foreach (var cell in Enumerable.Range(0, shelf.Count).GroupBy(row => PdTable.Cell(shelf, row)).Where(rows => rows.Count() > 300))
        {
            Assert.Equal(cell.Average(row => shelf.Fixed.Score[row] / 10_000.0), table.Year(cell.Key), .0015);
            Assert.Equal(2 * table.Year(cell.Key), table.Ahead(cell.Key), .003);
        }
    }

    [Fact]
    public void A_cell_that_nobody_stands_in_keeps_what_the_table_said_before()
    {
        using var book = StartingBook.OfOne("auto", 200, 3, new(2026, 1, 1));
        using var nobody = new LoanBook(ProductCatalogue.Default);
        var before = PdTable.Of(book, Day, (_, _) => (.5f, .5f), null);

        var after = PdTable.Of(nobody, Day, (_, _) => (0, 0), before);

        var cell = PdTable.Cell(book.Shelves[1], 0);
        Assert.Equal(before.Year(cell), after.Year(cell), 6);
    }

    [Fact]
    public void Later_states_are_likelier_to_default()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 10_000, Seed = 1, YearsLived = 2 }).Value;
        var shelf = lender.World.Book.Shelves[0];
        var means = Enumerable.Range(0, shelf.Count)
            .Where(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default)
            .GroupBy(row => shelf.Moving.Status[row])
            .OrderBy(rows => rows.Key)
            .Select(rows => rows.Average(row => lender.Pds.Year(PdTable.Cell(shelf, row))))
            .ToList();

        Assert.Equal(means.Order(), means);
        Assert.Equal(5, means.Count);
    }

    [Fact]
    public void The_table_gives_loans_outside_a_default_event_what_they_say_themselves()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 20_000, Seed = 1, YearsLived = 2, StartDay = new(2025, 7, 1) }).Value;
        while (lender.World.Day < new DateOnly(2025, 7, 31).DayNumber)
        {
            lender.LiveDay();
        }

        var own = Outlook.Of(lender.World, 12, 1);
        foreach (var shelf in lender.World.Book.Shelves)
        {
            var performing = Enumerable.Range(0, shelf.Count)
                .Where(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default && (shelf.Moving.DefaultDay[row] is var since && (since == 0 || since > lender.World.Day)))
                .ToList();
            var says = performing.Sum(row => (double)own.Shelves[shelf.Place].Pd12[row]);

            // Thin cells lean on what the table said before, so a product's sum is near and not equal.
            Assert.InRange(performing.Sum(row => (double)lender.Pds.Year(PdTable.Cell(shelf, row))) / says, .9, 1.15);
        }
    }
}
