using LoanTwin.Domain.Lending;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One part of the book. Shares are of its own balance and count, but for <paramref name="Share"/>, which is of the whole balance.</summary>
/// <param name="Filter">Picks exactly these loans: counted and summed by anybody, they give this row.</param>
internal sealed record SegmentRow(
    IReadOnlyDictionary<string, string> Keys, int Count, decimal Balance, double Share, double Dpd30Balance, double Dpd30Count, double MeanScore, double MeanRate, decimal ExpectedLoss, double ExpectedLossRate,
    string Filter)
{
    public static SegmentRow Of(LoanTally tally, IReadOnlyDictionary<string, string> keys, long whole, string filter) => new(
        keys, tally.Count, Cents.ToDollars(tally.Balance), whole == 0 ? 0 : Math.Round((double)tally.Balance / whole, 8), Math.Round(tally.LateBalanceShare, 8), Math.Round(tally.LateCountShare, 8),
        Math.Round(tally.MeanScore, 4), Math.Round(tally.MeanRate, 8), Cents.ToDollars(tally.ExpectedLoss), Math.Round(tally.ExpectedLossRate, 8), filter);
}

/// <summary>The active loans that pass a filter, cut into parts that add up to the total.</summary>
internal sealed record SegmentsView(DateOnly Day, long View, string Currency, string[] By, SegmentRow Total, SegmentRow[] Segments)
{
    /// <summary>More than anybody reads; a cut that gives more is refused.</summary>
    public const int MostRows = 2_000;

    private const int MostPlaces = 4_000_000;
    private const string Active = "active eq true";

    /// <summary>Nothing where the cut is too fine to be shown.</summary>
    public static SegmentsView? Of(BookView view, IReadOnlyList<SegmentKey> by, FilterClauses filter)
    {
        var picked = filter.And(Active);
        var columns = by.Select(key => view.Columns.PartsOf(key)).OfType<PartColumn>().ToList();
        if (columns.Count < by.Count || columns.Aggregate(1L, (places, column) => places * column.Places) > MostPlaces || Tallies(view, columns, picked) is not { } parts)
        {
            return null;
        }

        var names = by.Select(key => key.Name).ToArray();
        var total = parts.Aggregate(new LoanTally(new SumColumns(view)), (sum, part) => sum.And(part.Tally));
        var rows = parts.Select(part => SegmentRow.Of(
            part.Tally, names.Zip(part.Parts, (name, at) => (name, at)).Zip(by).ToDictionary(pair => pair.First.name, pair => pair.Second.Text(pair.First.at)), total.Balance,
            by.Zip(part.Parts).Aggregate(picked, (drilled, key) => drilled.And(key.First.Filter(key.Second))).Text));
        return new(view.Date, view.Number, "USD", names, SegmentRow.Of(total, new Dictionary<string, string>(), total.Balance, picked.Text), [.. rows]);
    }

    /// <summary>In the order of the parts; those without a value come last.</summary>
    private static List<(long[] Parts, LoanTally Tally)>? Tallies(BookView view, List<PartColumn> columns, FilterClauses filter)
    {
        var (first, second) = (columns[0], columns.Count > 1 ? columns[1] : null);
        var width = second?.Places ?? 1;
        var tallies = new LoanTally?[first.Places * width];
        var sums = new SumColumns(view);
        var found = 0;
        new LoanSieve(view, filter).Each(0, view.Columns.Count, (at, failing) =>
        {
            var rows = first.Rows.Span[at..];
            var others = second is null ? default : second.Rows.Span[at..];
            for (var i = 0; i < failing.Length && found <= MostRows; i++)
            {
                if (failing[i] == 0)
                {
                    ref var tally = ref tallies[(rows[i] * width) + (others.IsEmpty ? 0 : others[i])];
                    found += tally is null ? 1 : 0;
                    (tally ??= new(sums)).Add(at + i);
                }
            }
        });
        return found > MostRows ? null :
        [
            .. from place in Enumerable.Range(0, tallies.Length)
               where tallies[place] is not null
               let parts = second is null ? new[] { first.PartAt(place) } : [first.PartAt(place / width), second.PartAt(place % width)]
               select (parts, tallies[place]!),
        ];
    }
}
