namespace LoanTwin.Simulation.Book;

/// <summary>Ratios of one row; zero where the loan has no such thing.</summary>
internal static class LoanRatios
{
    private const long SmallestPrincipal = 100;

    public static double Utilisation(Shelf shelf, int row) => shelf.Fixed.CreditLimit[row] > 0 ? (double)shelf.Moving.Balance[row] / shelf.Fixed.CreditLimit[row] : 0;

    public static double Ltv(Shelf shelf, int row, double valueIndex) => shelf.Fixed.ValueUnits[row] > 0 ? shelf.Moving.Balance[row] / (shelf.Fixed.ValueUnits[row] * valueIndex) : 0;

    public static double LtvAtOrigination(Shelf shelf, int row) => shelf.Fixed.CollateralValue[row] > 0 ? (double)shelf.Fixed.Amount[row] / shelf.Fixed.CollateralValue[row] : 0;

    /// <summary>What risk was read at when the loan was made, in cents.</summary>
    public static double Principal(Shelf shelf, int row)
        => Math.Max(SmallestPrincipal, shelf.Fixed.CreditLimit[row] > 0 ? shelf.Fixed.Utilisation[row] * shelf.Fixed.CreditLimit[row] : shelf.Fixed.Amount[row]);
}
