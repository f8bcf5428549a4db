using System.Buffers;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Web.Views;

/// <summary>A cut as a column: for each row the number of its part, counted from the lowest; what has no value is in the last.</summary>
internal sealed record PartColumn(SegmentKey Key, ReadOnlyMemory<ushort> Rows, long Lowest, int Parts)
{
    /// <summary>One place behind the parts, for loans without a value.</summary>
    public int Places => Parts + 1;

    public long PartAt(int place) => place == Parts ? SegmentKey.NoPart : Lowest + place;
}

/// <summary>
/// The fields of a view as plain columns over all its loans, shelf after shelf, each read once when somebody first asks. Filters, facets and
/// orders run over them; at most one column a field is kept, in pooled memory that goes back with the view.
/// </summary>
internal sealed class LoanColumns(BookView view) : IDisposable
{
    private const int MostParts = 60_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, double[]> _fields = [];
    private readonly Dictionary<string, (ushort[] Rows, PartColumn Column)> _facets = [];
    private readonly int[] _starts = Starts(view);

    public int Count => _starts[^1];

    public LoanPlace PlaceOf(int at)
    {
        var shelf = 0;
        while (at >= _starts[shelf + 1])
        {
            shelf++;
        }

        return new(shelf, at - _starts[shelf]);
    }

    public int RowOf(LoanPlace place) => _starts[place.Shelf] + place.Row;

    /// <summary>One number a loan; use it while the view is leased.</summary>
    public double[] Of(LoanField field)
    {
        lock (_gate)
        {
            if (!_fields.ContainsKey(field.Key))
            {
                if (field.Key is "pd12" or "lgd" or "expectedLoss")
                {
                    ReadRisk(Rented("pd12"), Rented("lgd"), Rented("expectedLoss"));
                }
                else
                {
                    Read(field, Rented(field.Key));
                }
            }

            return _fields[field.Key];
        }
    }

    public double[] Of(string field) => Of(LoanField.Find(field)!);

    /// <summary>The rows of a cut; nothing where it has more parts than anybody could look at. Kept for the facets alone: those are a fixed few.</summary>
    public PartColumn? PartsOf(SegmentKey key, bool isKept = false)
    {
        if (!isKept)
        {
            return Cut(key, new ushort[Count]);
        }

        var field = Of(key.Field);
        lock (_gate)
        {
            if (!_facets.TryGetValue(key.Name, out var facet) && Range(key, field) is { } range)
            {
                var rows = ArrayPool<ushort>.Shared.Rent(Math.Max(1, Count));
                _facets[key.Name] = facet = (rows, Cut(key, rows, field, range));
            }

            return facet.Column;
        }
    }

    public void Dispose()
    {
        foreach (var column in _fields.Values)
        {
            ArrayPool<double>.Shared.Return(column);
        }

        foreach (var (rows, _) in _facets.Values)
        {
            ArrayPool<ushort>.Shared.Return(rows);
        }
    }

    private PartColumn? Cut(SegmentKey key, ushort[] rows)
    {
        var field = Of(key.Field);
        return Range(key, field) is { } range ? Cut(key, rows, field, range) : null;
    }

    private PartColumn Cut(SegmentKey key, ushort[] rows, double[] field, (long Lowest, int Parts) range)
    {
        Halves.Of(Count, (from, to, _) =>
        {
            for (var at = from; at < to; at++)
            {
                rows[at] = (ushort)(double.IsNaN(field[at]) ? range.Parts : key.PartOf(field[at]) - range.Lowest);
            }
        });
        return new(key, rows.AsMemory(0, Count), range.Lowest, range.Parts);
    }

    /// <summary>A part rises with its value, so the lowest and the highest value say which parts there are.</summary>
    private (long Lowest, int Parts)? Range(SegmentKey key, double[] field)
    {
        if (key.Field.Words.Length > 0)
        {
            return (0, key.Field.Words.Length);
        }

        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in field.AsSpan(0, Count))
        {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        if (high < low)
        {
            return (0, 0);
        }

        var lowest = key.PartOf(low);
        var parts = key.PartOf(high) - lowest + 1;
        return parts <= MostParts ? (lowest, (int)parts) : null;
    }

    private double[] Rented(string field) => _fields[field] = ArrayPool<double>.Shared.Rent(Math.Max(1, Count));

    private void Read(LoanField field, double[] column) => Each((at, shelf, row) => column[at] = field.Read(view, shelf, row));

    /// <summary>The three fields that one reading of the model gives, which costs more than all the others.</summary>
    private void ReadRisk(double[] pd12, double[] lgd, double[] expectedLoss)
        => Each((at, shelf, row) => (pd12[at], lgd[at], expectedLoss[at]) = LoanField.RiskOf(view, shelf, row));

    private void Each(Action<int, Shelf, int> read) => Halves.Of(Count, (from, to, _) =>
    {
        foreach (var shelf in view.Shelves)
        {
            var start = _starts[shelf.Place];
            for (var at = Math.Max(from, start); at < Math.Min(to, start + shelf.Count); at++)
            {
                read(at, shelf, at - start);
            }
        }
    });

    private static int[] Starts(BookView view)
    {
        var starts = new int[view.Shelves.Length + 1];
        foreach (var shelf in view.Shelves)
        {
            starts[shelf.Place + 1] = starts[shelf.Place] + shelf.Count;
        }

        return starts;
    }
}
