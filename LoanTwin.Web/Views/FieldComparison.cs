using System.Collections.Immutable;
using System.Globalization;

namespace LoanTwin.Web.Views;

/// <summary>A value that a field is compared with: the number it is inside, and how a filter writes it. A tag has no number.</summary>
internal readonly record struct FieldValue(double Number, string Text)
{
    public const string NothingText = "null";

    public static FieldValue Nothing => new(double.NaN, NothingText);

    public bool IsNothing => Text == NothingText;

    public static FieldValue Of(LoanField field, double number) => double.IsNaN(number) ? Nothing : new(number, field.Kind switch
    {
        FieldKind.Word => Quoted(field.Words[(int)number]),
        FieldKind.Flag => number == 1 ? "true" : "false",
        FieldKind.Day => DateOnly.FromDayNumber((int)number).ToString("O", CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    });

    public static FieldValue OfTag(string tag) => new(double.NaN, Quoted(tag));

    /// <summary>The tag itself, without its quotes.</summary>
    public string Tag => Text[1..^1].Replace("''", "'", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>One comparison of one field: <c>score lt 640</c>, <c>region in ('West', 'South')</c>.</summary>
internal sealed record FieldComparison(LoanField Field, string Word, ImmutableArray<FieldValue> Values)
{
    public const string Equal = "eq";
    public const string NotEqual = "ne";
    public const string OneOf = "in";

    public bool IsSet => Word is Equal or OneOf;

    public bool IsLower => Word is "gt" or "ge";

    public bool IsUpper => Word is "lt" or "le";

    /// <summary>Whether it holds for a value of the field; a tag is asked by <see cref="Test"/>.</summary>
    public Func<double, bool> Holds()
    {
        var value = Values[0].Number;
        return Word switch
        {
            OneOf => Values.Select(one => one.Number).ToHashSet() is var all ? all.Contains : null!,
            Equal => number => number.Equals(value), // Equals: nothing equals nothing
            NotEqual => number => !number.Equals(value),
            "lt" => number => number < value,
            "le" => number => number <= value,
            "gt" => number => number > value,
            _ => number => number >= value,
        };
    }

    /// <summary>The comparison over a column. Bounds and words are what filters are made of, and go without a call a row.</summary>
    public MarkFailing On(double[] column)
    {
        var value = Values[0].Number;
        return Word switch
        {
            "ge" => (from, to, failing, bit) => Mark(column.AsSpan(from, to - from), failing, bit, value, double.PositiveInfinity),
            "lt" => (from, to, failing, bit) => Mark(column.AsSpan(from, to - from), failing, bit, double.NegativeInfinity, Math.BitDecrement(value)),
            "gt" => (from, to, failing, bit) => Mark(column.AsSpan(from, to - from), failing, bit, Math.BitIncrement(value), double.PositiveInfinity),
            "le" => (from, to, failing, bit) => Mark(column.AsSpan(from, to - from), failing, bit, double.NegativeInfinity, value),
            OneOf when Field.Words.Length > 0 && !Values.Any(one => one.IsNothing) => Among(column),
            _ => Called(column),
        };
    }

    public LoanTest Test()
    {
        if (Field.Kind is FieldKind.Tag)
        {
            return Tagged();
        }

        var (read, holds) = (Field.Read, Holds());
        return (view, shelf, row) => holds(read(view, shelf, row));
    }

    public override string ToString() => Word is OneOf ? $"{Field.Key} in ({string.Join(", ", Values.Select(value => value.Text))})" : $"{Field.Key} {Word} {Values[0].Text}";

    private static void Mark(ReadOnlySpan<double> column, Span<uint> failing, uint bit, double low, double high)
    {
        for (var at = 0; at < column.Length; at++)
        {
            failing[at] |= column[at] >= low && column[at] <= high ? 0 : bit;
        }
    }

    private MarkFailing Among(double[] column)
    {
        var isMeant = Field.Words.Select((_, place) => Values.Any(value => value.Number == place)).ToArray();
        return (from, to, failing, bit) =>
        {
            for (var at = from; at < to; at++)
            {
                failing[at - from] |= isMeant[(int)column[at]] ? 0 : bit;
            }
        };
    }

    private MarkFailing Called(double[] column)
    {
        var holds = Holds();
        return (from, to, failing, bit) =>
        {
            for (var at = from; at < to; at++)
            {
                failing[at - from] |= holds(column[at]) ? 0 : bit;
            }
        };
    }

    private LoanTest Tagged()
    {
        var (takesNone, tags, isMeant) = (Values.Any(value => value.IsNothing), Values.Where(value => !value.IsNothing).Select(value => value.Tag).ToArray(), Word is not NotEqual);
        return (view, shelf, row) =>
        {
            var loan = shelf.Fixed.Id[row];
            return (tags.Any(tag => view.Marks.HasTag(loan, tag)) || (takesNone && !view.Marks.Tags.ContainsKey(loan))) == isMeant;
        };
    }
}
