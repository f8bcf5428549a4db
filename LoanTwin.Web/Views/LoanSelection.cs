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

    public static LoanSelection Of(BookView view, LoanTest test, LoanOrder order)
    {
        var loans = new List<LoanPlace>();
        var (balance, rate, score) = (0L, 0L, 0L);
        foreach (var shelf in view.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (test(view, shelf, row))
                {
                    loans.Add(new(shelf.Place, row));
                    (balance, rate, score) = (balance + shelf.Moving.Balance[row], rate + shelf.Moving.Rate[row], score + shelf.Fixed.Score[row]);
                }
            }
        }

        var count = Math.Max(1, loans.Count);
        return new(Sorted(view, loans, order), new(loans.Count, balance, (double)rate / count / AnnualRate.One, (double)score / count));
    }

    private static LoanPlace[] Sorted(BookView view, List<LoanPlace> loans, LoanOrder order)
    {
        var columns = order.Keys.Select(key => Column(view, loans, key)).ToArray();
        var places = Enumerable.Range(0, loans.Count).ToArray();
        Array.Sort(places, (a, b) =>
        {
            foreach (var column in columns)
            {
                if (column[a].CompareTo(column[b]) is not 0 and var difference)
                {
                    return difference;
                }
            }

            return 0;
        });
        return [.. places.Select(place => loans[place])];
    }

    /// <summary>Downwards is upwards of the negative; what has no value comes behind everything.</summary>
    private static double[] Column(BookView view, List<LoanPlace> loans, SortKey key)
        => [.. loans.Select(loan => key.Field.Read(view, view.Shelves[loan.Shelf], loan.Row) is var value && double.IsNaN(value) ? double.PositiveInfinity : key.IsDown ? -value : value)];
}

/// <summary>The last few selections of one view, so that turning pages neither filters nor sorts again.</summary>
internal sealed class RecentSelections
{
    private const int MostKept = 8;
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Question, LoanSelection Answer)> _recent = new();

    public LoanSelection Of(string question, Func<LoanSelection> make)
    {
        lock (_gate)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Question == question)
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    return node.Value.Answer;
                }
            }
        }

        var answer = make();
        lock (_gate)
        {
            _recent.AddFirst((question, answer));
            if (_recent.Count > MostKept)
            {
                _recent.RemoveLast();
            }
        }

        return answer;
    }
}
