using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One part of the book. Shares are of its own balance and count, but for <paramref name="Share"/>, which is of the whole balance.</summary>
internal sealed record SegmentRow(
    IReadOnlyDictionary<string, string> Keys, int Count, decimal Balance, double Share, double Dpd30Balance, double Dpd30Count, double MeanScore, decimal ExpectedLoss);

/// <summary>The active loans that pass a filter, cut into parts that add up to the total.</summary>
internal sealed record SegmentsView(DateOnly Day, long View, string Currency, string[] By, SegmentRow Total, SegmentRow[] Segments)
{
    public static SegmentsView Of(BookView view, IReadOnlyList<SegmentKey> by, LoanTest test)
    {
        var parts = new Dictionary<(string, string), Tally>();
        var total = new Tally([]);
        foreach (var shelf in view.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (shelf.IsActive(row) && test(view, shelf, row))
                {
                    var first = by[0].Of(view, shelf, row);
                    var second = by.Count > 1 ? by[1].Of(view, shelf, row) : (Order: 0.0, Text: "");
                    if (!parts.TryGetValue((first.Text, second.Text), out var part))
                    {
                        parts[(first.Text, second.Text)] = part = new([first, second]);
                    }

                    part.Add(view, shelf, row);
                    total.Add(view, shelf, row);
                }
            }
        }

        var names = by.Select(key => key.Name).ToArray();
        var rows = parts.Values.OrderBy(part => part.Parts[0].Order).ThenBy(part => part.Parts[1].Order).Select(part => part.Row(names, total.Balance));
        return new(view.Date, view.Number, "USD", names, total.Row([], total.Balance), [.. rows]);
    }

    /// <summary>Running sums of a part; expected losses in whole cents a loan, so that the parts add up exactly.</summary>
    private sealed class Tally((double Order, string Text)[] parts)
    {
        private int _count;
        private int _lateCount;
        private long _lateBalance;
        private long _score;
        private long _expectedLoss;

        public (double Order, string Text)[] Parts => parts;

        public long Balance { get; private set; }

        public void Add(BookView view, Shelf shelf, int row)
        {
            var balance = shelf.Moving.Balance[row];
            var isLate = LoanField.DaysPastDueOf(shelf, row, view.Day) >= 30;
            _count++;
            Balance += balance;
            _score += shelf.Fixed.Score[row];
            _lateCount += isLate ? 1 : 0;
            _lateBalance += isLate ? balance : 0;
            _expectedLoss += (long)Math.Round(view.RiskAt(shelf, row).ExpectedLoss);
        }

        public SegmentRow Row(string[] names, long whole) => new(
            names.Zip(parts, (name, part) => (name, part.Text)).ToDictionary(pair => pair.name, pair => pair.Text),
            _count, Cents.ToDollars(Balance), Share(Balance, whole), Share(_lateBalance, Balance), Share(_lateCount, _count), _count == 0 ? 0 : Math.Round((double)_score / _count, 4), Cents.ToDollars(_expectedLoss));

        private static double Share(double part, double whole) => whole == 0 ? 0 : Math.Round(part / whole, 8);
    }
}
