using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>How much of the difference in expected-loss rate one field's mix explains, after the fields above it.</summary>
/// <param name="After">The rate that the book would have with the segment's mix of this field and of all above it.</param>
internal sealed record Driver(string Field, double Difference, double After);

/// <summary>
/// Why a segment's expected-loss rate is not the book's. The book is weighted anew, field after field, until it has the segment's mix of them all;
/// each step's change is what that field explains, and what is left is within the finest cells. The steps add up to the whole difference.
/// The field that alone explains most comes first.
/// </summary>
internal static class Drivers
{
    public const string Within = "within";

    private static readonly string[] Fields = ["product", "status", "scoreBand", "ltvBand", "utilisationBand", "dtiBand", "rateBand", "originationYear", "region"];

    public static IReadOnlyList<Driver> Of(BookView view, FilterClauses filter)
    {
        var cells = new Cells(view, filter);
        if (cells.SegmentBalance == 0)
        {
            return [];
        }

        var columns = Fields.Select(name => (Name: name, Column: view.Columns.PartsOf(SegmentKey.Find(name)!)!)).ToList();
        var (book, segment) = (cells.Rate, cells.SegmentRate);
        var ranked = columns.OrderByDescending(column => Math.Abs(cells.With(column.Column).Rate - book)).ToList();
        var (drivers, now) = (new List<Driver>(), book);
        foreach (var (name, column) in ranked)
        {
            cells = cells.With(column);
            drivers.Add(new(name, cells.Rate - now, cells.Rate));
            now = cells.Rate;
        }

        drivers.Add(new(Within, segment - now, segment));
        return drivers;
    }

    /// <summary>The active loans in cells, each with what book and segment have in it.</summary>
    private sealed class Cells
    {
        private readonly int[] _rows;
        private readonly bool[] _isPicked;
        private readonly double[] _balance;
        private readonly double[] _loss;
        private readonly int[] _cells;

        public Cells(BookView view, FilterClauses filter)
        {
            (_balance, _loss) = (view.Columns.Of("balance"), view.Columns.Of("expectedLoss"));
            var (rows, picked, active) = (new List<int>(), new List<bool>(), view.Columns.Of("active"));
            new LoanSieve(view, filter).Each(0, view.Columns.Count, (at, failing) =>
            {
                for (var i = 0; i < failing.Length; i++)
                {
                    if (active[at + i] == 1)
                    {
                        rows.Add(at + i);
                        picked.Add(failing[i] == 0);
                    }
                }
            });
            (_rows, _isPicked, _cells) = ([.. rows], [.. picked], new int[rows.Count]);
            (Rate, SegmentBalance, SegmentRate) = Sums(1);
        }

        private Cells(Cells coarse, int[] cells, int count)
        {
            (_rows, _isPicked, _balance, _loss, _cells) = (coarse._rows, coarse._isPicked, coarse._balance, coarse._loss, cells);
            (Rate, SegmentBalance, SegmentRate) = Sums(count);
        }

        /// <summary>Of the book, with the segment's balance in each cell.</summary>
        public double Rate { get; }

        public double SegmentBalance { get; }

        public double SegmentRate { get; }

        public Cells With(PartColumn column)
        {
            var (known, cells) = (new Dictionary<long, int>(), new int[_rows.Length]);
            var places = column.Rows.Span;
            for (var i = 0; i < cells.Length; i++)
            {
                var key = ((long)_cells[i] << 16) | places[_rows[i]];
                if (!known.TryGetValue(key, out cells[i]))
                {
                    known[key] = cells[i] = known.Count;
                }
            }

            return new(this, cells, known.Count);
        }

        private (double Rate, double SegmentBalance, double SegmentRate) Sums(int count)
        {
            var (book, loss, segment) = (new double[count], new double[count], new double[count]);
            var (segmentBalance, segmentLoss) = (0.0, 0.0);
            for (var i = 0; i < _rows.Length; i++)
            {
                var (cell, row) = (_cells[i], _rows[i]);
                book[cell] += _balance[row];
                loss[cell] += _loss[row];
                if (_isPicked[i])
                {
                    segment[cell] += _balance[row];
                    segmentBalance += _balance[row];
                    segmentLoss += _loss[row];
                }
            }

            if (segmentBalance == 0)
            {
                return default;
            }

            var rate = 0.0;
            for (var cell = 0; cell < count; cell++)
            {
                rate += book[cell] == 0 ? 0 : segment[cell] / segmentBalance * (loss[cell] / book[cell]);
            }

            return (rate, segmentBalance, segmentLoss / segmentBalance);
        }
    }
}
