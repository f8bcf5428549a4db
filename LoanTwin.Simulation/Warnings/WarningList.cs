using System.Collections.Immutable;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Warnings;

/// <summary>One borrower on the list.</summary>
/// <param name="Rank">From 1, the most worrying first.</param>
/// <param name="Probability">Of a default event in the next quarter, by the whole score, whatever the list is ranked by.</param>
public sealed record WarnedBorrower(int Rank, int Place, int Row, double Probability, BorrowerSigns Signs, ImmutableArray<WarningReason> Reasons);

/// <summary>All performing borrowers of a book, ranked by the score.</summary>
public sealed class WarningList
{
    private const double Decile = .1;

    private readonly (int Place, int Row, double Log, BorrowerSigns Signs)[] _ranked;
    private readonly WarningScore _score;

    private WarningList((int Place, int Row, double Log, BorrowerSigns Signs)[] ranked, WarningScore score) => (_ranked, _score) = (ranked, score);

    /// <summary>Borrowers on the list.</summary>
    public int Count => _ranked.Length;

    /// <summary>How many of them the top decile holds.</summary>
    public int Top => (int)(Decile * _ranked.Length);

    /// <param name="before">Month ends before the day, latest first; what is not known shows no trend.</param>
    public static WarningList Of(LoanBook book, int day, ReadOnlySpan<MonthEndPhoto> before, WarningScore score) => Of(book, day, before, score, _ => true);

    /// <summary>Only borrowers who owe nothing and are recorded on time, by where they are going alone.</summary>
    public static WarningList TurningOf(LoanBook book, int day, ReadOnlySpan<MonthEndPhoto> before) => Of(book, day, before, WarningScore.TrendOnly, signs => signs.PaysOnTime);

    private static WarningList Of(LoanBook book, int day, ReadOnlySpan<MonthEndPhoto> before, WarningScore score, Func<BorrowerSigns, bool> isListed)
    {
        var ranked = new List<(int Place, int Row, double Log, BorrowerSigns Signs)>();
        foreach (var shelf in book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (BorrowerSigns.IsPerforming(shelf, row, day))
                {
                    var signs = BorrowerSigns.Of(shelf, row, day, before);
                    if (isListed(signs))
                    {
                        ranked.Add((shelf.Place, row, score.LogOdds(signs), signs));
                    }
                }
            }
        }

        return new([.. ranked.OrderByDescending(one => one.Log).ThenBy(one => book.Shelves[one.Place].Fixed.Id[one.Row])], score);
    }

    /// <summary>The first so many that have a reason, of all or of one product; ranks are those among all.</summary>
    public ImmutableArray<WarnedBorrower> First(int count, int? place = null)
        => [.. _ranked
            .Select((one, at) => (one, Rank: at + 1))
            .Where(pair => place is null || pair.one.Place == place)
            .Select(pair => new WarnedBorrower(pair.Rank, pair.one.Place, pair.one.Row, WarningScore.Probability(WarningScore.Default.LogOdds(pair.one.Signs)), pair.one.Signs, _score.Reasons(pair.one.Signs)))
            .Where(warned => !warned.Reasons.IsEmpty)
            .Take(count)];

    /// <summary>Loans of the top decile, the most worrying first; ties go by id.</summary>
    public static HashSet<long> TopDecile(IReadOnlyCollection<(long Loan, BorrowerSigns Signs)> borrowers, WarningScore score)
        => [.. borrowers
            .Select(borrower => (borrower.Loan, Log: score.LogOdds(borrower.Signs)))
            .OrderByDescending(pair => pair.Log).ThenBy(pair => pair.Loan)
            .Take((int)(Decile * borrowers.Count))
            .Select(pair => pair.Loan)];
}
