using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Measures;

/// <summary>Loss of one loan of a product if its default event comes, or has come. The kernel's charge-off books the same loss given default.</summary>
internal readonly struct LossGivenEvent(Product product, ProductOutlook outlook)
{
    private readonly LossTerms _loss = product.Loss;
    private readonly double _valueIndex = outlook.ValueIndex;
    private readonly double _shift = outlook.LossShift;
    private readonly double _share = outlook.TerminationShare;

    /// <summary>Share of the balance that a charge-off would lose today.</summary>
    public double Lgd(long balance, double valueUnits) => _loss.OfBalance(balance, valueUnits * _valueIndex, _shift);

    /// <summary>Of a living loan: not every default event ends in a charge-off.</summary>
    public double OfLiving(long balance, double valueUnits, double exposure) => exposure * Lgd(balance, valueUnits) * _share;

    /// <summary>Of a terminated one that waits for its charge-off: no way back.</summary>
    public double OfTerminated(long balance, double valueUnits) => balance * Lgd(balance, valueUnits);

    public static void Check(Shelf shelf, in ProductOutlook outlook)
    {
        if (!outlook.Pd12.IsEmpty && outlook.Pd12.Length < shelf.Count)
        {
            throw new ArgumentException($"{shelf.Product.Key} has {shelf.Count} rows and {outlook.Pd12.Length} probabilities", nameof(outlook));
        }

        if (!(outlook.ValueIndex > 0 && outlook.TerminationShare is >= 0 and <= 1 && double.IsFinite(outlook.LossShift)))
        {
            throw new ArgumentException($"{shelf.Product.Key}: an index above 0, a share between 0 and 1 and a finite shift, not {outlook}", nameof(outlook));
        }
    }
}
