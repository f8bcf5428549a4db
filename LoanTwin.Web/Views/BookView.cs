using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Views;

/// <summary>
/// The book as it stood at the end of one committed day, for readers: fixed columns shared with the living one, moving ones in a pooled copy, and
/// the probabilities of the day. Nothing in it moves any more. Use it only while holding a lease of it.
/// </summary>
internal sealed class BookView : IDisposable
{
    private readonly World _world;
    private readonly float[][] _pds;
    private readonly LoanIndex _index;
    private readonly Lock _indexGate = new();
    private readonly Lazy<ImmutableArray<(long Customer, LoanPlace Loan)>> _borrowers;

    private readonly Lazy<LoanTally> _sums;

    private BookView(Lender lender, long commitSequence, long number, LoanMarks marks, RiskTrail trail)
    {
        (Marks, Trail) = (marks, trail);
        (Number, CommitSequence, Day, Months) = (number, commitSequence, lender.World.Day, lender.Months);
        _world = lender.World.Fork(RandomKey.Future(lender.World.Seed, "view", 0));
        _index = new(_world.Book);
        _pds = new float[Shelves.Length][];
        _borrowers = new(FindBorrowers);
        _sums = new(AddUp);
        Columns = new(this);
        Outlooks = [.. Shelves.Select((shelf, place) => Kept(lender.OutlookOf(lender.World.Book.Shelves[place]), place))];
    }

    public long Number { get; }

    public long CommitSequence { get; }

    /// <summary>As a day number.</summary>
    public int Day { get; }

    public DateOnly Date => DateOnly.FromDayNumber(Day);

    public ImmutableArray<Shelf> Shelves => _world.Book.Shelves;

    /// <summary>One a product.</summary>
    public ImmutableArray<ProductOutlook> Outlooks { get; }

    /// <summary>The lender's closed months, oldest first.</summary>
    public ImmutableList<MonthFigures> Months { get; }

    /// <summary>Answers to the same question are sorted once a view.</summary>
    public RecentAnswers<LoanSelection> Selections { get; } = new(8);

    public RecentAnswers<FacetBoard> Boards { get; } = new(16);

    /// <summary>Who is watched and the tags, as they stood when the view was made.</summary>
    public LoanMarks Marks { get; }

    /// <summary>The risk of the month ends before, as far as it was known when the view was made.</summary>
    public RiskTrail Trail { get; }

    public LoanColumns Columns { get; }

    public int Count => _world.Book.Count;

    /// <summary>The world of the day, to ask futures of; nobody lives on in it.</summary>
    public World World => _world;

    /// <summary>Nothing while the lender is a day ahead of what is committed: such a day has not been shown to anybody.</summary>
    public static BookView? Of(Lender lender, TwinSnapshot committed, long number, LoanMarks marks, RiskTrail? trail = null)
        => lender.World.Day == committed.Day.DayNumber ? new(lender, committed.CommitSequence, number, marks, trail ?? RiskTrail.None) : null;

    /// <summary>Of a lender that has been lived up to a day again.</summary>
    public static BookView OfPast(Lender lender, long commitSequence, long number, LoanMarks marks, RiskTrail? trail = null) => new(lender, commitSequence, number, marks, trail ?? RiskTrail.None);

    public bool TryFind(long id, [NotNullWhen(true)] out Shelf? shelf, out int row)
    {
        lock (_indexGate)
        {
            var isHere = _index.TryFind(id, out var place, out row);
            shelf = isHere ? Shelves[place] : null;
            return isHere;
        }
    }

    /// <summary>Every customer once, by number, with the latest loan.</summary>
    public ImmutableArray<(long Customer, LoanPlace Loan)> Borrowers => _borrowers.Value;

    /// <summary>Of all active loans.</summary>
    public LoanTally Sums => _sums.Value;

    public LoanView LoanAt(Shelf shelf, int row) => LoanView.Of(shelf, row, Day);

    public LoanRisk RiskAt(Shelf shelf, int row) => LoanRisk.Of(shelf, row, Day, Outlooks[shelf.Place]);

    /// <summary>Gives the buffers back; whoever holds leases sees to it that nobody reads any more.</summary>
    public void Dispose()
    {
        Columns.Dispose();
        _world.Dispose();
        foreach (var pds in _pds)
        {
            ArrayPool<float>.Shared.Return(pds);
        }
    }

    private LoanTally AddUp()
    {
        var (sums, active) = (new LoanTally(new SumColumns(this)), Columns.Of("active"));
        for (var row = 0; row < Columns.Count; row++)
        {
            if (active[row] == 1)
            {
                sums.Add(row);
            }
        }

        return sums;
    }

    private ImmutableArray<(long Customer, LoanPlace Loan)> FindBorrowers()
    {
        var latest = new Dictionary<long, LoanPlace>(Count);
        foreach (var shelf in Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var customer = shelf.Fixed.CustomerId[row];
                if (!latest.TryGetValue(customer, out var known) || Shelves[known.Shelf].Fixed.Id[known.Row] < shelf.Fixed.Id[row])
                {
                    latest[customer] = new(shelf.Place, row);
                }
            }
        }

        return [.. latest.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
    }

    private ProductOutlook Kept(in ProductOutlook outlook, int place)
    {
        _pds[place] = ArrayPool<float>.Shared.Rent(Math.Max(1, outlook.Pd12.Length));
        outlook.Pd12.CopyTo(_pds[place]);
        return outlook with { Pd12 = _pds[place].AsMemory(0, outlook.Pd12.Length) };
    }
}
