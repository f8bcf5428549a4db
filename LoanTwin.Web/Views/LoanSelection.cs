using LoanTwin.Domain.Lending;

namespace LoanTwin.Web.Views;

/// <summary>One loan of a view.</summary>
internal readonly record struct LoanPlace(int Shelf, int Row);

/// <summary>What the loans of a selection come to. Money in cents; means are over loans, each counting once.</summary>
internal readonly record struct SelectionSums(int Count, long Balance, double MeanRate, double MeanScore);

/// <summary>The loans of a view that pass a filter, in an order, with their sums.</summary>
internal sealed class LoanSelection
{
    private readonly LoanPlace[] _loans;

    private LoanSelection(LoanPlace[] loans, SelectionSums sums) => (_loans, Sums) = (loans, sums);

    public int Total => _loans.Length;

    public SelectionSums Sums { get; }

    public ReadOnlySpan<LoanPlace> Page(int offset, int limit) => _loans.AsSpan(Math.Min(offset, Total), Math.Min(limit, Math.Max(0, Total - offset)));

    /// <summary>Of a view, remembered by it, so that a list, its pages and the way from loan to loan are one.</summary>
    public static LoanSelection In(BookView view, FilterClauses clauses, LoanOrder order)
        => view.Selections.Of($"{clauses.Text}\n{order.Text}", () => Of(view, Passing(view, clauses), order));

    public static LoanSelection Of(BookView view, LoanTest test, LoanOrder order) => Of(view, Passing(view, new([FilterClause.Other(test, "")])), order);

    /// <summary>Where a loan stands in the list, from 0; nothing where it is not in it.</summary>
    public int? PlaceOf(LoanPlace loan) => Array.IndexOf(_loans, loan) is >= 0 and var place ? place : null;

    private static LoanSelection Of(BookView view, int[] rows, LoanOrder order)
    {
        var tally = new LoanTally(view);
        foreach (var row in rows)
        {
            tally.AddSimple(row);
        }

        return new(Array.ConvertAll(RowSort.Sorted(view, rows, order), view.Columns.PlaceOf), new(rows.Length, tally.Balance, tally.MeanRate, tally.MeanScore));
    }

    private static int[] Passing(BookView view, FilterClauses clauses)
    {
        var sieve = new LoanSieve(view, clauses);
        var passing = new List<int>[Halves.Number];
        Halves.Of(view.Columns.Count, (from, to, half) =>
        {
            passing[half] = [];
            sieve.Each(from, to, (at, failing) =>
            {
                for (var i = 0; i < failing.Length; i++)
                {
                    if (failing[i] == 0)
                    {
                        passing[half].Add(at + i);
                    }
                }
            });
        });
        return [.. passing[0], .. passing[1]];
    }
}
