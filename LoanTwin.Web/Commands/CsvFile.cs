using System.Globalization;

namespace LoanTwin.Web.Commands;

/// <summary>
/// One CSV file, written row by row and named when it is whole (RFC 4180, a line that starts with # above the columns). A text that a
/// spreadsheet would take for a formula gets an apostrophe in front; numbers are ours and stay.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r'];
    private static readonly char[] Quoted = [',', '"', '\n', '\r'];

    private readonly string _path;
    private readonly StreamWriter _writer;

    public CsvFile(string path, string about, params ReadOnlySpan<string> columns)
    {
        _path = path;
        _writer = new StreamWriter(Partial) { NewLine = "\n" };
        _writer.WriteLine($"# {about}");
        _writer.WriteLine(string.Join(',', columns!));
    }

    private string Partial => _path + ".partial";

    public void Write(params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _writer.Write(',');
            }

            _writer.Write(Cell(cells[i]));
        }

        _writer.WriteLine();
    }

    /// <summary>Everything is written: the file gets its name.</summary>
    public void Finish()
    {
        _writer.Dispose();
        File.Move(Partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(Partial); // there is none after Finish
    }

    internal static string Cell(object? value) => value switch
    {
        null => "",
        string text => Text(text),
        decimal money => money.ToString("0.00", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Text($"{value}"),
    };

    private static string Text(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0]) ? $"'{text}" : text;
        return safe.IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
