using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>What an export says of itself.</summary>
internal sealed record ExportHead(DateOnly Day, long CommitSequence, long View, string Filter, string Sort, int Rows, string Author, string Utc);

/// <summary>
/// Writes an export row by row into a pipe, never more of it in memory than the pipe holds, and keeps the SHA-256 of what it has written for the
/// last line.
/// </summary>
internal sealed class ExportText(PipeWriter pipe) : IDisposable
{
    private const int FlushAt = 32 * 1024;
    private const int LongestCell = 4_096;
    private const string FormulaStarts = "=+-@\t\r";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _waiting = new(FlushAt * 2);
    private readonly char[] _cell = new char[LongestCell];

    public void Dispose() => _hash.Dispose();

    /// <summary>Comma-separated with header lines that begin with #. For spreadsheets also a mark of the encoding and their line ends.</summary>
    public async Task WriteCsvAsync(BookView view, LoanSelection loans, IReadOnlyList<ExportColumn> columns, ExportHead head, bool isForSpreadsheets, CancellationToken leaving)
    {
        var end = isForSpreadsheets ? "\r\n" : "\n";
        Add(isForSpreadsheets ? "\uFEFF" : "");
        foreach (var (name, value) in LinesOf(head))
        {
            AddCell($"# {name}: {value}", isText: false);
            Add(end);
        }

        Add(string.Join(',', columns.Select(column => column.Field.Key)));
        Add(end);
        for (var at = 0; at < loans.Total; at++)
        {
            AddCsvRow(view, loans.Page(at, 1)[0], columns);
            Add(end);
            await FlushIfFullAsync(leaving);
        }

        Add($"# sha256: {HashOf()}{end}");
        await FlushAsync(leaving);
    }

    /// <summary>One object: what it is, the rows, and last the hash of everything before that field's comma.</summary>
    public async Task WriteJsonAsync(BookView view, LoanSelection loans, IReadOnlyList<ExportColumn> columns, ExportHead head, CancellationToken leaving)
    {
        var names = columns.Select(column => $"{JsonSerializer.Serialize(column.Field.Key)}:").ToArray();
        Add($"{JsonSerializer.Serialize(head, JsonSerializerOptions.Web)[..^1]},\"loans\":[");
        for (var at = 0; at < loans.Total; at++)
        {
            Add(at == 0 ? "\n" : ",\n");
            AddJsonRow(view, loans.Page(at, 1)[0], columns, names);
            await FlushIfFullAsync(leaving);
        }

        Add("\n]");
        Add($",\"sha256\":\"{HashOf()}\"}}\n");
        await FlushAsync(leaving);
    }

    private static IEnumerable<(string Name, object Value)> LinesOf(ExportHead head) =>
    [
        ("asOf", head.Day.ToString("O", null)), ("commitSequence", head.CommitSequence), ("view", head.View), ("filter", head.Filter.Length > 0 ? head.Filter : "all loans"), ("sort", head.Sort), ("rows", head.Rows),
        ("by", head.Author), ("at", head.Utc), ("currency", "USD"),
    ];

    private void AddCsvRow(BookView view, LoanPlace loan, IReadOnlyList<ExportColumn> columns)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            Add(column == 0 ? "" : ",");
            var length = columns[column].Write(view, view.Shelves[loan.Shelf], loan.Row, _cell);
            AddCell(_cell.AsSpan(0, length), columns[column].IsText);
        }
    }

    private void AddJsonRow(BookView view, LoanPlace loan, IReadOnlyList<ExportColumn> columns, string[] names)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            Add(column == 0 ? "{" : ",");
            Add(names[column]);
            var kind = columns[column].Field.Kind;
            var cell = _cell.AsSpan(0, columns[column].Write(view, view.Shelves[loan.Shelf], loan.Row, _cell));
            if (cell.IsEmpty)
            {
                Add("null");
            }
            else if (kind is FieldKind.Word or FieldKind.Tag or FieldKind.Day)
            {
                Add("\"");
                Add(JsonEncodedText.Encode(cell).Value);
                Add("\"");
            }
            else
            {
                Add(cell);
            }
        }

        Add("}");
    }

    /// <summary>Text that a spreadsheet would run as a formula gets an apostrophe before it; quotes are doubled where the cell needs any.</summary>
    private void AddCell(ReadOnlySpan<char> cell, bool isText)
    {
        var isFormula = isText && cell.Length > 0 && FormulaStarts.Contains(cell[0], StringComparison.Ordinal);
        if (!isFormula && cell.IndexOfAny(",\"\r\n") < 0)
        {
            Add(cell);
            return;
        }

        Add(isFormula ? "\"'" : "\"");
        foreach (var letter in cell)
        {
            Add([letter]);
            Add(letter == '"' ? "\"" : "");
        }

        Add("\"");
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var bytes = _waiting.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _waiting.Advance(Encoding.UTF8.GetBytes(text, bytes));
    }

    private string HashOf()
    {
        _hash.AppendData(_waiting.WrittenSpan);
        pipe.Write(_waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    private ValueTask FlushIfFullAsync(CancellationToken leaving) => _waiting.WrittenCount >= FlushAt ? FlushAsync(leaving) : ValueTask.CompletedTask;

    private async ValueTask FlushAsync(CancellationToken leaving)
    {
        _hash.AppendData(_waiting.WrittenSpan);
        pipe.Write(_waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
        await pipe.FlushAsync(leaving);
    }
}
