namespace LoanTwin.Web.Storage;

/// <summary>One value on its way into a row, without boxing: whole numbers, reals, text, bytes or nothing.</summary>
internal readonly struct Cell
{
    private Cell(CellKind kind, long whole, double real, object? reference) => (Kind, Whole, Real, Reference) = (kind, whole, real, reference);

    public CellKind Kind { get; }

    public long Whole { get; }

    public double Real { get; }

    public object? Reference { get; }

    public static Cell Nothing => default;

    public static implicit operator Cell(long value) => new(CellKind.Whole, value, 0, null);

    public static implicit operator Cell(int value) => new(CellKind.Whole, value, 0, null);

    public static implicit operator Cell(bool value) => new(CellKind.Whole, value ? 1 : 0, 0, null);

    public static implicit operator Cell(long? value) => value is { } known ? known : default(Cell);

    public static implicit operator Cell(int? value) => value is { } known ? known : default(Cell);

    public static implicit operator Cell(double value) => new(CellKind.Real, 0, value, null);

    public static implicit operator Cell(double? value) => value is { } known ? known : default(Cell);

    public static implicit operator Cell(string? value) => value is null ? default : new(CellKind.Text, 0, 0, value);

    public static implicit operator Cell(byte[]? value) => value is null ? default : new(CellKind.Bytes, 0, 0, value);

    /// <summary>The value as a column of the declared type gives it back; what would change on the way (NaN becomes NULL, text ends at a NUL) is refused.</summary>
    public Cell For(Column column)
    {
        var cell = column.IsReal && Kind is CellKind.Whole ? (double)Whole : this;
        return cell.Kind switch
        {
            CellKind.Real when !double.IsFinite(cell.Real) => throw new ArgumentException($"{column.Name} = {cell.Real}: a finite number"),
            CellKind.Real => cell.Real + 0.0, // -0.0 is stored as 0.0
            CellKind.Text when ((string)cell.Reference!).Contains('\0') => throw new ArgumentException($"{column.Name}: text without a NUL"),
            _ => cell,
        };
    }
}

internal enum CellKind : byte
{
    Nothing,
    Whole,
    Real,
    Text,
    Bytes,
}

/// <summary>One column as the database declares it. Key is its place in the primary key, from 1, or 0.</summary>
internal sealed record Column(string Name, string Type, bool IsRequired, int Key)
{
    public bool IsReal => Type == "REAL";
}
