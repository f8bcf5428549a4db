using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Measures;

/// <summary>
/// What one loan adds to the expected loss of the book: probability of a default event within 12 months, times the share of events that end in
/// a charge-off, times loss given default, times exposure. Money in cents; all loans together are the metric. A loan that is over has zeros.
/// </summary>
/// <param name="Lgd">Share of the balance that a charge-off would lose today.</param>
public readonly record struct LoanRisk(double Pd12, double TerminationShare, double Lgd, double Exposure)
{
    public double ExpectedLoss => Pd12 * TerminationShare * Lgd * Exposure;

    public static LoanRisk Of(Shelf shelf, int row, int day, in ProductOutlook outlook)
    {
        var (moving, status) = (shelf.Moving, (PaymentStatus)shelf.Moving.Status[row]);
        var isWaiting = moving.Pending[row] == (byte)PendingKind.ChargeOff;
        if (status >= PaymentStatus.Default && !isWaiting)
        {
            return default;
        }

        var balance = moving.Balance[row];
        var readsValue = shelf.Product.IsSecured || shelf.Product.Loss.ValueShare > 0;
        var lgd = new LossGivenEvent(shelf.Product, outlook).Lgd(balance, readsValue ? shelf.Fixed.ValueUnits[row] : 0);
        if (status >= PaymentStatus.Default)
        {
            return new(1, 1, lgd, balance);
        }

        var isDefaulted = moving.DefaultDay[row] is var since && since > 0 && since <= day;
        var pd = isDefaulted ? 1 : outlook.Pd12.IsEmpty ? 0 : outlook.Pd12.Span[row];
        return new(pd, outlook.TerminationShare, lgd, balance + DrawnBeforeDefault(shelf, row, day, balance));
    }

    private static double DrawnBeforeDefault(Shelf shelf, int row, int day, long balance)
        => shelf.Product.Card is not null && DaysPastDue.Bucket(LoanView.Of(shelf, row, day).DaysPastDue) < DelinquencyBucket.Days30To59
            ? CardTerms.DrawnBeforeDefault * Math.Max(0, shelf.Fixed.CreditLimit[row] - balance)
            : 0;
}
