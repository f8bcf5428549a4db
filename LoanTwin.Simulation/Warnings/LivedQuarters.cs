using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Warnings;

/// <summary>A performing borrower at a quarter end, and whether a default event began in the quarter after it.</summary>
public readonly record struct QuarterSample(long Loan, int Day, int Place, float[] Signs, bool Defaults);

/// <summary>One month end of one lender as its list saw it: performing borrowers with their signs.</summary>
public sealed record SeenMonth(int Day, ImmutableArray<(long Loan, BorrowerSigns Signs)> Borrowers);

/// <summary>The lived history of one lender, month end by month end: who stood how, and whose default events began when.</summary>
public sealed class LivedQuarters
{
    private LivedQuarters(ImmutableArray<SeenMonth> months, ILookup<long, int> events) => (Months, Events) = (months, events);

    public ImmutableArray<SeenMonth> Months { get; }

    /// <summary>Days on which default events began, by loan.</summary>
    public ILookup<long, int> Events { get; }

    /// <summary>Lives a lender from its first day and looks at every month end of so many months.</summary>
    public static LivedQuarters Of(LenderPlan plan, int months, CancellationToken cancel = default)
    {
        using var lender = Lender.Open(plan);
        var (seen, photos, events) = (ImmutableArray.CreateBuilder<SeenMonth>(), new List<MonthEndPhoto>(), new List<(long Loan, int Day)>());
        while (seen.Count < months)
        {
            cancel.ThrowIfCancellationRequested();
            var day = lender.LiveDay().Day;
            if (day == SimMonth.LastDay(SimMonth.Of(day)))
            {
                events.AddRange(BegunIn(lender.World.Book, day));
                seen.Add(Look(lender.World.Book, day, photos));
                photos.Insert(0, MonthEndPhoto.Of(lender.World.Book, day));
                photos.RemoveRange(Math.Min(photos.Count, BorrowerSigns.MonthsBack), Math.Max(0, photos.Count - BorrowerSigns.MonthsBack));
            }
        }

        return new(seen.ToImmutable(), events.ToLookup(entry => entry.Loan, entry => entry.Day));
    }

    /// <summary>The quarter ends that have the month ends before them that trends need, and the quarter after them.</summary>
    public IEnumerable<int> QuarterEnds
        => Enumerable.Range(BorrowerSigns.MonthsBack, Math.Max(0, Months.Length - (2 * BorrowerSigns.MonthsBack))).Where(at => SimMonth.Of(Months[at].Day) % 3 == 2);

    public IEnumerable<QuarterSample> SamplesAt(int at)
        => from borrower in Months[at].Borrowers
           let signs = borrower.Signs
           select new QuarterSample(borrower.Loan, Months[at].Day, signs.Place, Array.ConvertAll(WarningSign.Of(signs), sign => (float)sign), DefaultsAfter(borrower.Loan, at));

    public bool DefaultsAfter(long loan, int at) => Events[loan].Any(day => day > Months[at].Day && day <= Months[at + BorrowerSigns.MonthsBack].Day);

    private static SeenMonth Look(LoanBook book, int day, List<MonthEndPhoto> photos)
    {
        MonthEndPhoto[] before = [.. photos];
        return new(day, [.. from shelf in book.Shelves
                            from row in Enumerable.Range(0, shelf.Count)
                            where BorrowerSigns.IsPerforming(shelf, row, day)
                            select (shelf.Fixed.Id[row], BorrowerSigns.Of(shelf, row, day, before))]);
    }

    /// <summary>An event that began in the month still stands at its end: a cure is recorded on the due day after.</summary>
    private static IEnumerable<(long Loan, int Day)> BegunIn(LoanBook book, int day)
        => from shelf in book.Shelves
           from row in Enumerable.Range(0, shelf.Count)
           let since = shelf.Moving.DefaultDay[row]
           where since > 0 && since <= day && SimMonth.Of(since) == SimMonth.Of(day)
           select (shelf.Fixed.Id[row], since);
}
