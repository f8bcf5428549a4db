using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>One part of a probability of default: what the loan is, what is typical of its product, and what that adds (below zero: takes away).</summary>
internal sealed record DriverView(string Key, string Words, string Typical, decimal Change);

/// <param name="Start">Of the typical loan of the product in a calm economy.</param>
/// <param name="Pd12">Of this loan by the model itself: start plus all drivers, to the last digit.</param>
/// <param name="Booked">Of the month-end table that the books read: the mean over loans of the same product, state, score band and remaining term.</param>
/// <param name="GroupDifference">What <paramref name="Booked"/> has more than <paramref name="Pd12"/>.</param>
internal sealed record DriversView(DateOnly Day, long View, long Id, decimal Start, decimal Pd12, decimal Booked, decimal GroupDifference, DriverView[] Drivers, string Method)
{
    private const int Digits = 6;
    private const string Asked = "the expected run of the kernel over twelve months, asked for every combination of own and typical features; each driver is the mean of what it adds over all orders (docs/method/loan-drivers.md)";

    public static DriversView Of(BookView view, Shelf shelf, int row, TypicalLoan typical)
    {
        var why = LoanDrivers.Of(view.World, shelf, row, typical);
        var (start, pd, booked) = (Rounded(why.Start), Rounded(why.Pd12), Rounded(view.RiskAt(shelf, row).Pd12));
        var drivers = why.Drivers.Select(driver => new DriverView(driver.Key, driver.Words, driver.Typical, Rounded(driver.Change))).ToArray();

        // What rounding leaves over goes to the strongest driver, where it shows least.
        drivers[0] = drivers[0] with { Change = drivers[0].Change + (pd - start - drivers.Sum(driver => driver.Change)) };
        return new(view.Date, view.Number, shelf.Fixed.Id[row], start, pd, booked, booked - pd, drivers, Asked);
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, Digits);
}
