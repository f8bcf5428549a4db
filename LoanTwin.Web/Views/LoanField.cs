using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Population;

namespace LoanTwin.Web.Views;

/// <summary>Reads one field of one row as a number; nothing is NaN.</summary>
internal delegate double ReadField(BookView view, Shelf shelf, int row);

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    Number,
    Day,
    Word,
    Flag,
    Id,
    Tag,
}

/// <summary>
/// A field of a loan as filters, sort keys and segments name it. Every field is a number inside: money in dollars, days as day numbers, words as
/// their place in the list of words. A loan may carry several tags: a filter asks whether it has one, an order goes by how many it has.
/// </summary>
internal sealed record LoanField(string Key, FieldKind Kind, ReadField Read)
{
    public const int LongestTag = 40;

    private const int Digits = 6;

    public static ImmutableArray<string> Products { get; } = [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    public static ImmutableArray<string> Statuses { get; } = [.. Enum.GetValues<PaymentStatus>().Select(status => status.Key())];

    public static ImmutableArray<LoanField> All { get; } =
    [
        new("id", FieldKind.Id, (_, shelf, row) => shelf.Fixed.Id[row]),
        new("customerId", FieldKind.Number, (_, shelf, row) => shelf.Fixed.CustomerId[row]),
        new("product", FieldKind.Word, (_, shelf, _) => shelf.Place) { Words = Products },
        new("region", FieldKind.Word, (_, shelf, row) => shelf.Fixed.Region[row]) { Words = Traits.Regions },
        new("status", FieldKind.Word, (_, shelf, row) => shelf.Moving.Status[row]) { Words = Statuses },
        new("active", FieldKind.Flag, (_, shelf, row) => shelf.IsActive(row) ? 1 : 0),
        new("daysPastDue", FieldKind.Number, (view, shelf, row) => DaysPastDueOf(shelf, row, view.Day)),
        new("balance", FieldKind.Number, (_, shelf, row) => shelf.Moving.Balance[row] / 100.0),
        new("originalAmount", FieldKind.Number, (_, shelf, row) => shelf.Fixed.Amount[row] / 100.0),
        new("rate", FieldKind.Number, (_, shelf, row) => (double)shelf.Moving.Rate[row] / AnnualRate.One),
        new("term", FieldKind.Number, (_, shelf, row) => shelf.Fixed.Term[row]),
        new("remainingTerm", FieldKind.Number, (_, shelf, row) => shelf.Moving.Remaining[row]),
        new("score", FieldKind.Number, (_, shelf, row) => shelf.Fixed.Score[row]),
        new("dti", FieldKind.Number, (_, shelf, row) => Math.Round(shelf.Moving.Dti[row], Digits)),
        new("ltv", FieldKind.Number, LtvOf),
        new("grade", FieldKind.Number, (_, shelf, row) => shelf.Fixed.Grade[row]),
        new("pd12", FieldKind.Number, (view, shelf, row) => RiskOf(view, shelf, row).Pd12),
        new("lgd", FieldKind.Number, (view, shelf, row) => RiskOf(view, shelf, row).Lgd),
        new("expectedLoss", FieldKind.Number, (view, shelf, row) => RiskOf(view, shelf, row).ExpectedLoss),
        new("expectedLossChange", FieldKind.Number, ExpectedLossChangeOf),
        new("originationDay", FieldKind.Day, (_, shelf, row) => shelf.Fixed.OriginationDay[row]),
        new("nextDue", FieldKind.Day, (view, shelf, row) => view.LoanAt(shelf, row).NextDue ?? double.NaN),
        new("utilisation", FieldKind.Number, UtilisationOf),
        new("watched", FieldKind.Flag, (view, shelf, row) => view.Marks.Watched.Contains(shelf.Fixed.Id[row]) ? 1 : 0),
        new("tag", FieldKind.Tag, (view, shelf, row) => view.Marks.Tags.TryGetValue(shelf.Fixed.Id[row], out var tags) ? tags.Count : double.NaN),
    ];

    /// <summary>What a word field may hold, in the order in which it sorts.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Written into the contract when the loan is made: as true of the loan at any earlier day as today.</summary>
    public bool IsOfTheContract => Key is "id" or "customerId" or "product" or "region" or "originalAmount" or "term" or "score" or "grade" or "originationDay";

    /// <summary>What the contract says needs no view, so that it can be asked of any day's book.</summary>
    public double OfTheContract(Shelf shelf, int row) => IsOfTheContract ? Read(null!, shelf, row) : throw new InvalidOperationException($"{Key} moves from day to day");

    public static string Known { get; } = string.Join(", ", All.Select(field => field.Key));

    public static LoanField? Find(string key) => All.FirstOrDefault(field => field.Key == key);

    /// <summary>
    /// Days from the oldest unpaid due day. A terminated contract is not billed any more: it counts on from its default event, and a loan that
    /// is over owes nothing.
    /// </summary>
    public static int DaysPastDueOf(Shelf shelf, int row, int day)
        => !shelf.IsActive(row) ? 0
            : shelf.Moving.Status[row] < (byte)PaymentStatus.Default ? LoanView.Of(shelf, row, day).DaysPastDue
            : DaysPastDue.DefaultDays + Math.Max(0, day - shelf.Moving.DefaultDay[row]);

    /// <summary>The three fields that one reading of the model gives.</summary>
    public static (double Pd12, double Lgd, double ExpectedLoss) RiskOf(BookView view, Shelf shelf, int row)
    {
        var risk = view.RiskAt(shelf, row);
        return (Math.Round(risk.Pd12, Digits), Math.Round(risk.Lgd, Digits), Math.Round(risk.ExpectedLoss) / 100);
    }

    /// <summary>Since the last month end that is kept; a loan that was not there then has none.</summary>
    private static double ExpectedLossChangeOf(BookView view, Shelf shelf, int row)
        => view.Trail.Before(view.Day)?.Find(shelf.Fixed.Id[row]) is { } then ? (Math.Round(view.RiskAt(shelf, row).ExpectedLoss) - then.ExpectedLossCents) / 100 : double.NaN;

    private static double LtvOf(BookView view, Shelf shelf, int row)
        => shelf.Product.IsSecured && shelf.Fixed.ValueUnits[row] > 0
            ? Math.Round(shelf.Moving.Balance[row] / (shelf.Fixed.ValueUnits[row] * view.Outlooks[shelf.Place].ValueIndex), Digits)
            : double.NaN;

    private static double UtilisationOf(BookView view, Shelf shelf, int row)
        => shelf.Fixed.CreditLimit[row] > 0 ? Math.Round((double)shelf.Moving.Balance[row] / shelf.Fixed.CreditLimit[row], Digits) : double.NaN;
}
