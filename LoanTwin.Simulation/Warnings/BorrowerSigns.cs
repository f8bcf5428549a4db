using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Warnings;

/// <summary>
/// What a lender can see of one borrower at the end of a day: recorded states, unpaid instalments, score, debt to income, use of the line, and the
/// same some month ends ago. What was drawn and is not recorded yet is no part of it.
/// </summary>
/// <param name="LateMonths">Of the kept month ends before, the number with a state other than on time.</param>
/// <param name="Worse">States worse than a month ago; below zero, better.</param>
public readonly record struct BorrowerSigns(
    int Place, PaymentStatus Status, int DaysPastDue, int Owed, int LateMonths, int Worse, double Dti, double DtiBefore, double Utilisation,
    double UtilisationBefore, int Score)
{
    /// <summary>Month ends that trends look back over.</summary>
    public const int MonthsBack = 3;

    /// <summary>Owes nothing and is recorded on time: only a trend can tell such a borrower from the others.</summary>
    public bool PaysOnTime => Owed == 0 && Status == PaymentStatus.OnTime;

    /// <param name="before">Month ends before the day, latest first; as many as are known.</param>
    public static BorrowerSigns Of(Shelf shelf, int row, int day, ReadOnlySpan<MonthEndPhoto> before)
    {
        var (view, utilisation) = (LoanView.Of(shelf, row, day), LoanRatios.Utilisation(shelf, row));
        var (oldest, last, late) = ((PastLoan?)null, (PastLoan?)null, 0);
        foreach (var photo in before)
        {
            if (photo.Find(view.Id) is not { } then)
            {
                break;
            }

            (oldest, last) = (then, last ?? then);
            late += then.Status > (byte)PaymentStatus.OnTime ? 1 : 0;
        }

        return new(
            shelf.Place, view.Status, view.DaysPastDue, view.InstalmentsOwed, late, last is { } month ? (int)view.Status - month.Status : 0, view.Dti,
            oldest?.Dti ?? view.Dti, utilisation, oldest?.Utilisation ?? utilisation, view.Score);
    }

    /// <summary>Running, and in no default event that has begun: whoever the list is about.</summary>
    public static bool IsPerforming(Shelf shelf, int row, int day)
        => shelf.Moving.Status[row] < (byte)PaymentStatus.Days90 && shelf.Moving.DefaultDay[row] is var since && (since == 0 || since > day);
}
