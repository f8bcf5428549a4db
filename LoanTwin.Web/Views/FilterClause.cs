using System.Collections.Immutable;

namespace LoanTwin.Web.Views;

/// <summary>Marks the rows of a stretch that a clause does not let through.</summary>
internal delegate void MarkFailing(int from, int to, Span<uint> failing, uint bit);

/// <summary>
/// One part of a filter that must hold with all others: everything it says of one field, or, without a field, one condition of another form.
/// </summary>
internal sealed record FilterClause(LoanField? Field, ImmutableArray<FieldComparison> Parts, LoanTest Test, string Text)
{
    public static FilterClause Of(LoanField field, IEnumerable<FieldComparison> parts)
    {
        var tidy = Tidy([.. parts]);
        var tests = tidy.Select(part => part.Test()).ToArray();
        return new(field, tidy, (view, shelf, row) => Array.TrueForAll(tests, test => test(view, shelf, row)), string.Join(" and ", tidy));
    }

    public static FilterClause Other(LoanTest test, string text) => new(null, [], test, text);

    /// <summary>Whether the field is this very value, or one of several: what a facet shows as ticked.</summary>
    public bool Names(FieldValue value) => Parts.Any(part => part.IsSet && part.Values.Contains(value));

    /// <summary>What a histogram shows as brushed; nothing is open on that side.</summary>
    public (double? From, double? To) Range => (Parts.FirstOrDefault(part => part.IsLower)?.Values[0].Number, Parts.FirstOrDefault(part => part.IsUpper)?.Values[0].Number);

    public override string ToString() => Text;

    /// <summary>The clause over the columns of a view.</summary>
    public MarkFailing On(BookView view)
    {
        if (Field is null || Field.Kind is FieldKind.Tag)
        {
            return OnLoans(view);
        }

        var column = view.Columns.Of(Field);
        var marks = Parts.Select(part => part.On(column)).ToArray();
        return (from, to, failing, bit) =>
        {
            foreach (var mark in marks)
            {
                mark(from, to, failing, bit);
            }
        };
    }

    private MarkFailing OnLoans(BookView view) => (from, to, failing, bit) =>
    {
        for (var at = from; at < to; at++)
        {
            var place = view.Columns.PlaceOf(at);
            failing[at - from] |= Test(view, view.Shelves[place.Shelf], place.Row) ? 0 : bit;
        }
    };

    /// <summary>The fewest comparisons that say the same: one lower and one upper bound, one list of values, then what it must not be.</summary>
    private static ImmutableArray<FieldComparison> Tidy(List<FieldComparison> parts)
    {
        var field = parts[0].Field;
        var lower = parts.Where(part => part.IsLower).OrderBy(part => part.Values[0].Number).ThenBy(part => part.Word is "gt").LastOrDefault();
        var upper = parts.Where(part => part.IsUpper).OrderBy(part => part.Values[0].Number).ThenBy(part => part.Word is "le").FirstOrDefault();
        var nots = parts.Where(part => part.Word is FieldComparison.NotEqual).OrderBy(part => part.Values[0].Number).ThenBy(part => part.Values[0].Text, StringComparer.Ordinal);
        IEnumerable<FieldComparison?> all = [.. Sets(field, parts), .. nots, lower, upper];
        return [.. all.OfType<FieldComparison>().DistinctBy(part => part.ToString())];
    }

    // A loan has several tags, so that two lists of tags can both hold; of another field they hold together where they share a value.
    private static IEnumerable<FieldComparison> Sets(LoanField field, List<FieldComparison> parts)
    {
        var sets = parts.Where(part => part.IsSet).ToList();
        if (sets.Count == 0)
        {
            return [];
        }

        var shared = sets.Skip(1).Aggregate(sets[0].Values.AsEnumerable(), (left, set) => left.Where(set.Values.Contains)).ToList();
        return (field.Kind is FieldKind.Tag || shared.Count == 0 ? sets : [sets[0] with { Values = [.. shared] }]).Select(Ordered).OrderBy(set => set.ToString(), StringComparer.Ordinal);
    }

    private static FieldComparison Ordered(FieldComparison set)
    {
        var values = set.Values.DistinctBy(value => value.Text).OrderBy(value => value.Number).ThenBy(value => value.Text, StringComparer.Ordinal).ToImmutableArray();
        return set with { Values = values, Word = values.Length == 1 ? FieldComparison.Equal : FieldComparison.OneOf };
    }
}
