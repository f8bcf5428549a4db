using System.Runtime.InteropServices;
using System.Text.Json;

namespace LoanTwin.Simulation.Checkpoints;

/// <summary>
/// The state of something as bytes, little-endian. One description serves writing and reading: each part hands its fields over and takes
/// them back, so the two directions cannot drift apart. What reads strange is refused; whether the bytes are the ones that were written is
/// for whoever stores them to check.
/// </summary>
public sealed class Checkpoint
{
    private const int LongestColumn = 1 << 30;
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    private readonly Stream _stream;

    private Checkpoint(Stream stream, bool reads) => (_stream, Reads) = (stream, reads);

    public bool Reads { get; }

    public static Checkpoint To(Stream stream) => new(stream, reads: false);

    public static Checkpoint From(Stream stream) => new(stream, reads: true);

    /// <summary>Names the part that follows; a reader that finds another name has lost its way.</summary>
    public void Part(string name)
    {
        var found = Json(name);
        if (found != name)
        {
            throw new InvalidDataException($"checkpoint: expected the part {name}, found {found}");
        }
    }

    public T Value<T>(T value) where T : unmanaged
    {
        Bytes(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>A value that was written must be the one that the reader has.</summary>
    public void Expect<T>(T value, string what)
    {
        var found = Json(value);
        if (!EqualityComparer<T>.Default.Equals(found, value))
        {
            throw new InvalidDataException($"checkpoint: made with {what} {found}, this program has {value}");
        }
    }

    /// <summary>The first rows of a column; a reader gets a new one.</summary>
    public T[] Column<T>(T[] column, int rows) where T : unmanaged
    {
        var target = Reads ? new T[rows] : column;
        Span(target.AsSpan(0, rows));
        return target;
    }

    public void Span<T>(Span<T> values) where T : unmanaged => Bytes(MemoryMarshal.AsBytes(values));

    /// <summary>A column whose length is part of it.</summary>
    public T[] List<T>(ReadOnlySpan<T> values) where T : unmanaged => Column(Reads ? [] : values.ToArray(), Length(values.Length));

    public T Json<T>(T value)
    {
        var bytes = List<byte>(Reads ? [] : JsonSerializer.SerializeToUtf8Bytes(value, Options));
        return Reads ? JsonSerializer.Deserialize<T>(bytes, Options)! : value;
    }

    private int Length(int length)
    {
        var found = Value(length);
        return found is >= 0 and <= LongestColumn ? found : throw new InvalidDataException($"checkpoint: a column of {found} entries");
    }

    private void Bytes(Span<byte> bytes)
    {
        if (!Reads)
        {
            _stream.Write(bytes);
            return;
        }

        var read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new InvalidDataException("checkpoint: ends too early");
        }
    }
}
