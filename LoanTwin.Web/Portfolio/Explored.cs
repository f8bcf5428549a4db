using System.Collections.Immutable;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>One row of the list: a value for each of the columns that it was read for.</summary>
/// <param name="Trail">The probability of default at the states before and now, as far back as it is remembered; empty where it is not asked for.</param>
internal sealed record ListedLoan(long Id, DateOnly Day, ImmutableArray<LoanField> Columns, ImmutableArray<double> Values, string Tags, ImmutableArray<double?> Trail)
{
    private static readonly LoanField Pd = LoanField.Find("pd12")!;

    /// <summary>Nothing where the column has been asked for since: the row is about to be read again.</summary>
    public double? this[LoanField column] => Columns.IndexOf(column) is >= 0 and var place ? Values[place] : null;

    /// <summary>Nothing where the view does not know the loan.</summary>
    public static ListedLoan? Of(BookView view, long id, ImmutableArray<LoanField> columns) => view.TryFind(id, out var shelf, out var row)
        ? new(id, view.Date, columns, [.. columns.Select(column => column.Read(view, shelf, row))], view.Marks.Tags.TryGetValue(id, out var tags) ? string.Join(", ", tags) : "", columns.Contains(Pd) ? TrailOf(view, id, Pd.Read(view, shelf, row)) : [])
        : null;

    private static ImmutableArray<double?> TrailOf(BookView view, long id, double now) => [.. view.Trail.Pd12Of(id, view.Day).Select(pd => (double?)pd), now];
}

/// <summary>Ids in the order in which they were first listed: days go by without moving a row under the reader's eyes.</summary>
internal sealed record LoanList(string Question, DateOnly Day, long View, long[] Ids)
{
    public static LoanList Of(BookView view, ExplorerAddress address)
    {
        var loans = LoanSelection.In(view, address.Filter, address.Order);
        var ids = new long[loans.Total];
        var at = 0;
        foreach (var loan in loans.Page(0, loans.Total))
        {
            ids[at++] = view.Shelves[loan.Shelf].Fixed.Id[loan.Row];
        }

        return new(QuestionOf(address), view.Date, view.Number, ids);
    }

    public static string QuestionOf(ExplorerAddress address) => $"{address.Filter.Text} {address.Order.Text}";
}

/// <summary>Another set of loans and what it comes to.</summary>
internal sealed record ComparedSet(FilterClauses Asked, SumsView Sums);

/// <summary>What the explorer shows of one view of the book: all of it read under one lease, nothing of it reaches back into the view.</summary>
internal sealed record Explored(ExplorerAddress Address, DateOnly Day, long View, LoanMarks Marks, FacetBoard Board, SumsView Picked, SumsView Book)
{
    /// <summary>How vintages are grouped.</summary>
    public const string Vintage = "quarter";

    private const int FirstRows = 24;

    public LoanList? List { get; private init; }

    /// <summary>For the answer that the server gives before the page is alive.</summary>
    public ImmutableArray<ListedLoan> First { get; private init; } = [];

    /// <summary>Nothing on other tabs, and where the cut is too fine to be shown.</summary>
    public SegmentsView? Segments { get; private init; }

    public VintagesView? Vintages { get; private init; }

    /// <summary>The sets that this one stands beside, in the order of the address.</summary>
    public ImmutableArray<ComparedSet> Beside { get; private init; } = [];

    public ImmutableArray<LoanField> Columns => [.. Address.Columns.Select(key => LoanField.Find(key)!)];

    public static Explored Of(BookView view, ExplorerAddress address, LoanList? known)
    {
        var board = FacetBoard.Of(view, address.Filter);
        var explored = new Explored(address, view.Date, view.Number, view.Marks, board, SumsView.Of(board.Picked), SumsView.Of(board.Book));
        return address.View switch
        {
            ExplorerAddress.Strats or ExplorerAddress.Chart => explored with { Segments = SegmentsView.Of(view, address.By, address.Filter) },
            ExplorerAddress.Region => explored with { Segments = SegmentsView.Of(view, [SegmentKey.Find("region")!], address.Filter) },
            ExplorerAddress.Compare => explored with { Beside = [.. address.Against.Select(set => new ComparedSet(set, SumsView.Of(FacetBoard.Of(view, ExplorerAddress.Stands(set)).Picked)))] },
            ExplorerAddress.Vintage => explored with { Vintages = VintagesView.Of(view, Vintage, address.Measure, address.Asked.OfTheContract, null, null) },
            _ => explored.Listed(view, known?.Question == LoanList.QuestionOf(address) ? known : LoanList.Of(view, address)),
        };
    }

    private Explored Listed(BookView view, LoanList list)
        => this with { List = list, First = [.. list.Ids.Take(FirstRows).Select(id => ListedLoan.Of(view, id, Columns)).OfType<ListedLoan>()] };
}
