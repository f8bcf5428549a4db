using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>A column of an export: a field of a loan as a cell.</summary>
internal sealed record ExportColumn(LoanField Field)
{
    private static readonly string[] Usual =
        ["id", "product", "region", "status", "daysPastDue", "balance", "originalAmount", "rate", "term", "remainingTerm", "score", "dti", "ltv", "grade", "pd12", "lgd", "expectedLoss", "originationDay", "nextDue", "utilisation", "watched", "tag"];

    /// <summary>Whether its cells are text, which a spreadsheet might take for a formula.</summary>
    public bool IsText => Field.Kind is FieldKind.Word or FieldKind.Tag;

    private bool IsMoney => Field.Key is "balance" or "originalAmount" or "expectedLoss" or "expectedLossChange";

    /// <summary>Columns by name, or the usual ones.</summary>
    public static Result<ImmutableArray<ExportColumn>> Parse(string? text)
    {
        var faults = new FaultList();
        var names = text?.Split(',', StringSplitOptions.TrimEntries) ?? Usual;
        foreach (var name in names)
        {
            faults.Require(LoanField.Find(name) is not null, "columns", name, $"a field: {LoanField.Known}");
        }

        faults.Require(names.Distinct().Count() == names.Length, "columns", text, "each field once");
        return faults.Or(() => names.Select(name => new ExportColumn(LoanField.Find(name)!)).ToImmutableArray());
    }

    /// <summary>Writes the cell and says how long it is; nothing where the loan has no value.</summary>
    public int Write(BookView view, Shelf shelf, int row, Span<char> to)
    {
        if (Field.Kind is FieldKind.Tag)
        {
            return Copy(view.Marks.Tags.TryGetValue(shelf.Fixed.Id[row], out var tags) ? string.Join("; ", tags) : "", to);
        }

        var value = Field.Read(view, shelf, row);
        if (double.IsNaN(value))
        {
            return 0;
        }

        return Field.Kind switch
        {
            FieldKind.Word => Copy(Field.Words[(int)value], to),
            FieldKind.Flag => Copy(value == 1 ? "true" : "false", to),
            FieldKind.Day => DateOnly.FromDayNumber((int)value).TryFormat(to, out var day, "yyyy-MM-dd", CultureInfo.InvariantCulture) ? day : 0,
            _ => value.TryFormat(to, out var number, IsMoney ? "F2" : default, CultureInfo.InvariantCulture) ? number : 0,
        };
    }

    private static int Copy(string text, Span<char> to)
    {
        var length = Math.Min(text.Length, to.Length);
        text.AsSpan(0, length).CopyTo(to);
        return length;
    }
}
