using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LoanTwin.Web.Storage;

/// <summary>
/// The checksum of one row: the first 128 bits of SHA-256 over its canonical bytes, which are the table's name, every cell in the declared
/// order as (kind, length, bytes), and the day it was written. Seals add up, modulo 2^128, so a table's total changes with each row.
/// Against decay and slips, not against an attacker who can also reseal: for that the chain's head must be kept elsewhere.
/// </summary>
internal sealed class Seal
{
    public const int Size = 16;

    /// <summary>A longer text or blob goes in as its own SHA-256, which keeps the buffer small.</summary>
    private const int LongValue = 1024;

    private byte[] _bytes = new byte[4096];
    private int _length;

    public Seal Begin(string table)
    {
        _length = 0;
        return Add(table);
    }

    public Seal Add(long whole)
    {
        var room = Room(CellKind.Whole, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(room, whole);
        return this;
    }

    public Seal Add(double real)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Room(CellKind.Real, sizeof(double)), real);
        return this;
    }

    public Seal Add(string text) => Add(CellKind.Text, Encoding.UTF8.GetBytes(text));

    public Seal Add(CellKind kind, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongValue)
        {
            Add(bytes.Length);
            SHA256.HashData(bytes, Room(kind, SHA256.HashSizeInBytes));
        }
        else
        {
            bytes.CopyTo(Room(kind, bytes.Length));
        }

        return this;
    }

    public Seal Add(Cell cell) => cell.Kind switch
    {
        CellKind.Whole => Add(cell.Whole),
        CellKind.Real => Add(cell.Real),
        CellKind.Text => Add((string)cell.Reference!),
        CellKind.Bytes => Add(CellKind.Bytes, (byte[])cell.Reference!),
        _ => AddNothing(),
    };

    public Seal Add(Statement row, int column) => row.KindOf(column) switch
    {
        CellKind.Whole => Add(row.Whole(column)),
        CellKind.Real => Add(row.Real(column)),
        CellKind.Nothing => AddNothing(),
        var kind => Add(kind, row.Bytes(column)),
    };

    public UInt128 Close()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        CloseLong(hash);
        return Read(hash);
    }

    /// <summary>All 256 bits, for the links of a chain.</summary>
    public byte[] CloseLong()
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        CloseLong(hash);
        return hash;
    }

    public static UInt128 Read(ReadOnlySpan<byte> bytes) => bytes.Length < Size ? UInt128.Zero : BinaryPrimitives.ReadUInt128LittleEndian(bytes);

    public static byte[] Write(UInt128 seal)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, seal);
        return bytes;
    }

    private void CloseLong(Span<byte> hash) => SHA256.HashData(_bytes.AsSpan(0, _length), hash);

    private Seal AddNothing()
    {
        Room(CellKind.Nothing, 0);
        return this;
    }

    private Span<byte> Room(CellKind kind, int length)
    {
        const int head = 1 + sizeof(int);
        if (_length + head + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (_bytes.Length * 2) + length);
        }

        _bytes[_length] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length + 1), length);
        var room = _bytes.AsSpan(_length + head, length);
        _length += head + length;
        return room;
    }
}

/// <summary>What a day has done to a table: rows in, rows out, and the sum of their seals.</summary>
internal readonly record struct Movement(long Added, long Removed, UInt128 Total)
{
    public bool IsNothing => Added == 0 && Removed == 0;

    public Movement In(UInt128 seal) => new(Added + 1, Removed, unchecked(Total + seal));

    public Movement Out(UInt128 seal) => new(Added, Removed + 1, unchecked(Total - seal));

    public static Movement operator +(Movement a, Movement b) => new(a.Added + b.Added, a.Removed + b.Removed, unchecked(a.Total + b.Total));
}
