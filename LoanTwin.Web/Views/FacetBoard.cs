using System.Collections.Immutable;

namespace LoanTwin.Web.Views;

/// <summary>One value or bar of a facet: how many loans it would leave with all other clauses as they are, and the filter that does so.</summary>
internal sealed record FacetBucket(long Part, string Text, int Count, FilterClauses Filter, bool IsPicked);

/// <summary>A field to pick by. A histogram's bars stand side by side without a gap; words stand in their own order.</summary>
internal sealed record Facet(SegmentKey Key, bool IsHistogram, FilterClause? Clause, ImmutableArray<FacetBucket> Buckets);

/// <summary>What taking a clause away would give.</summary>
internal sealed record Relief(FilterClause Clause, int Count, FilterClauses Filter);

/// <summary>
/// Everything beside the table: each facet's counts under all other clauses, the sums of what is picked and of the whole book. One pass over the
/// columns: a row that fails nothing but a facet's own clause counts there.
/// </summary>
internal sealed class FacetBoard
{
    private static readonly ImmutableArray<(SegmentKey Key, bool IsHistogram)> Keys =
    [
        .. from name in (string[])["product", "region", "status", "grade"] select (SegmentKey.Find(name)!, false),
        .. from name in (string[])["score:20", "ltv:0.1", "dti:0.05", "rate:0.01", "term:12", "remainingTerm:12", "balance", "pd12", "utilisation:0.1", "originationMonth"] select (SegmentKey.Find(name)!, true),
    ];

    private FacetBoard(FilterClauses filter, ImmutableArray<Facet> facets, LoanTally picked, LoanTally book, ImmutableArray<Relief> reliefs)
        => (Filter, Facets, Picked, Book, Reliefs) = (filter, facets, picked, book, reliefs);

    public FilterClauses Filter { get; }

    public ImmutableArray<Facet> Facets { get; }

    public LoanTally Picked { get; }

    /// <summary>All active loans, whatever the filter.</summary>
    public LoanTally Book { get; }

    /// <summary>By clause, the one that gives most loans back first.</summary>
    public ImmutableArray<Relief> Reliefs { get; }

    /// <summary>Where nothing is left, the clause to take away first; nothing where no single one helps.</summary>
    public Relief? WayBack => Picked.Count == 0 && Reliefs is [{ Count: > 0 } first, ..] ? first : null;

    public static FacetBoard Of(BookView view, FilterClauses filter) => view.Boards.Of(filter.Text, () => Make(view, filter));

    private static FacetBoard Make(BookView view, FilterClauses filter)
    {
        var (sieve, sums) = (new LoanSieve(view, filter), new SumColumns(view));
        var columns = Keys.Select(key => view.Columns.PartsOf(key.Key, isKept: true)!).ToArray();
        var halves = Enumerable.Range(0, Halves.Number).Select(_ => new Half(sums, sieve, filter, columns)).ToArray();
        Halves.Of(view.Columns.Count, (from, to, half) => sieve.Each(from, to, halves[half].Read));
        var whole = halves.Aggregate((first, second) => first.And(second));
        return new(filter, [.. Keys.Select((key, at) => FacetOf(key.Key, key.IsHistogram, columns[at], whole.Counts[at], filter))], whole.Picked, view.Sums, ReliefsOf(filter, whole.Without));
    }

    private static Facet FacetOf(SegmentKey key, bool isHistogram, PartColumn column, int[] counts, FilterClauses filter)
    {
        var clause = filter.Of(key.Field);
        var buckets = from place in Enumerable.Range(0, column.Places)
                      where place < column.Parts || counts[place] > 0
                      let part = column.PartAt(place)
                      let pick = key.Filter(part)
                      select new FacetBucket(part, key.Text(part), counts[place], filter.Instead(pick), IsPicked(clause, key, part));
        return new(key, isHistogram, clause, [.. buckets]);
    }

    /// <summary>A word is picked when the clause names it, a bar when the clause lets some value of it through.</summary>
    private static bool IsPicked(FilterClause? clause, SegmentKey key, long part)
    {
        if (clause is null)
        {
            return false;
        }

        var pick = FilterClauses.Read(key.Filter(part), out _).All[0];
        var (low, high) = pick.Range;
        return pick.Parts is [{ IsSet: true } set]
            ? clause.Parts.All(said => said.Holds()(set.Values[0].Number))
            : clause.Parts.All(said => said switch
            {
                { IsLower: true } => high is null || said.Values[0].Number < high,
                { IsUpper: true } => low is null || said.Values[0].Number > low || (said.Word is "le" && said.Values[0].Number == low),
                { IsSet: true } => said.Values.Any(value => (low is null || value.Number >= low) && (high is null || value.Number < high)),
                _ => true,
            });
    }

    private static ImmutableArray<Relief> ReliefsOf(FilterClauses filter, int[] without)
        => [.. filter.All.Select((clause, at) => new Relief(clause, without[at], filter.Without(clause))).OrderByDescending(relief => relief.Count)];

    /// <summary>The counts of one half of the rows.</summary>
    private sealed class Half(SumColumns sums, LoanSieve sieve, FilterClauses filter, PartColumn[] columns)
    {
        private readonly uint[] _ownBits = [.. columns.Select(column => sieve.BitOf(column.Key.Field))];

        public int[][] Counts { get; } = [.. columns.Select(column => new int[column.Places])];

        public int[] Without { get; } = new int[filter.All.Length];

        public LoanTally Picked { get; } = new(sums);

        public void Read(int at, ReadOnlySpan<uint> failing)
        {
            for (var facet = 0; facet < columns.Length; facet++)
            {
                Count(columns[facet].Rows.Span[at..], failing, ~_ownBits[facet], Counts[facet]);
            }

            for (var i = 0; i < failing.Length; i++)
            {
                if (failing[i] == 0)
                {
                    Picked.Add(at + i);
                }
            }

            for (var clause = 0; clause < Without.Length; clause++)
            {
                var others = ~LoanSieve.BitOf(clause);
                foreach (var fails in failing)
                {
                    Without[clause] += (fails & others) == 0 ? 1 : 0;
                }
            }
        }

        public Half And(Half other)
        {
            for (var facet = 0; facet < Counts.Length; facet++)
            {
                for (var place = 0; place < Counts[facet].Length; place++)
                {
                    Counts[facet][place] += other.Counts[facet][place];
                }
            }

            for (var clause = 0; clause < Without.Length; clause++)
            {
                Without[clause] += other.Without[clause];
            }

            Picked.And(other.Picked);
            return this;
        }

        private static void Count(ReadOnlySpan<ushort> places, ReadOnlySpan<uint> failing, uint others, int[] counts)
        {
            for (var i = 0; i < failing.Length; i++)
            {
                if ((failing[i] & others) == 0)
                {
                    counts[places[i]]++;
                }
            }
        }
    }
}
