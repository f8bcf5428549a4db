using System.Buffers;
using System.Runtime.InteropServices;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Book;

/// <summary>
/// The columns of one product that time moves, 80 bytes a loan in one pooled buffer: forking is one copy of it. Money is whole cents,
/// rates whole 1e-7, days are day numbers.
/// </summary>
public sealed class MovingColumns : IDisposable
{
    public const int BytesPerLoan = (7 * sizeof(long)) + (3 * sizeof(int)) + sizeof(float) + (2 * sizeof(short)) + 4;

    private byte[] _buffer;
    private readonly int _capacity;

    public MovingColumns(int capacity)
    {
        // Whole eights keep every column aligned to its element size.
        _capacity = (capacity + 7) & ~7;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, _capacity * BytesPerLoan));
    }

    public int Capacity => _capacity;

    /// <summary>Outstanding principal; for a card the whole statement balance.</summary>
    public Span<long> Balance => Longs(0);

    /// <summary>Principal billed and unpaid; for a card all minimum payments owed.</summary>
    public Span<long> PrincipalDue => Longs(1);

    public Span<long> InterestDue => Longs(2);

    public Span<long> FeesDue => Longs(3);

    /// <summary>Interest earned this period on principal that was paid late, in units of the accrual basis; exact, rounded only when billed.</summary>
    public Span<long> LateInterest => Longs(4);

    public Span<long> Payment => Longs(5);

    /// <summary>Cents of the pending card payment or recovery.</summary>
    public Span<long> PendingAmount => Longs(6);

    public Span<int> Rate => Ints(0);

    public Span<int> PendingDay => Ints(1);

    /// <summary>First day of the current default event, known from the draw that decides it; zero while performing.</summary>
    public Span<int> DefaultDay => Ints(2);

    /// <summary>Debt to income as it stands; the terms keep that of origination.</summary>
    public Span<float> Dti => MemoryMarshal.Cast<byte, float>(_buffer.AsSpan(68 * _capacity, 4 * _capacity));

    public Span<short> Remaining => Shorts(0);

    public Span<short> Age => Shorts(1);

    /// <summary>The recorded payment status.</summary>
    public Span<byte> Status => Bytes(0);

    /// <summary>What behaviour decided on the last due day; recorded on the next.</summary>
    public Span<byte> Outcome => Bytes(1);

    /// <summary>Instalments billed and unpaid.</summary>
    public Span<byte> Owed => Bytes(2);

    public Span<byte> Pending => Bytes(3);

    public MovingColumns Copy(int rows, int capacity)
    {
        var copy = new MovingColumns(capacity);
        if (copy._capacity == _capacity)
        {
            // The copy is the whole price of a fork, so it is one move of memory when the layouts agree.
            _buffer.AsSpan(0, _capacity * BytesPerLoan).CopyTo(copy._buffer);
            return copy;
        }

        for (var column = 0; column < 7; column++)
        {
            Longs(column)[..rows].CopyTo(copy.Longs(column));
        }

        for (var column = 0; column < 3; column++)
        {
            Ints(column)[..rows].CopyTo(copy.Ints(column));
        }

        Dti[..rows].CopyTo(copy.Dti);
        for (var column = 0; column < 2; column++)
        {
            Shorts(column)[..rows].CopyTo(copy.Shorts(column));
        }

        for (var column = 0; column < 4; column++)
        {
            Bytes(column)[..rows].CopyTo(copy.Bytes(column));
        }

        return copy;
    }

    /// <summary>Takes some rows of other columns.</summary>
    internal void Gather(MovingColumns from, int[] rows)
    {
        Pick(from.Balance, Balance, rows);
        Pick(from.PrincipalDue, PrincipalDue, rows);
        Pick(from.InterestDue, InterestDue, rows);
        Pick(from.FeesDue, FeesDue, rows);
        Pick(from.LateInterest, LateInterest, rows);
        Pick(from.Payment, Payment, rows);
        Pick(from.PendingAmount, PendingAmount, rows);
        Pick(from.Rate, Rate, rows);
        Pick(from.PendingDay, PendingDay, rows);
        Pick(from.DefaultDay, DefaultDay, rows);
        Pick(from.Dti, Dti, rows);
        Pick(from.Remaining, Remaining, rows);
        Pick(from.Age, Age, rows);
        Pick(from.Status, Status, rows);
        Pick(from.Outcome, Outcome, rows);
        Pick(from.Owed, Owed, rows);
        Pick(from.Pending, Pending, rows);
    }

    private static void Pick<T>(Span<T> from, Span<T> to, int[] rows)
    {
        for (var at = 0; at < rows.Length; at++)
        {
            to[at] = from[rows[at]];
        }
    }

    /// <summary>Writes or reads the first rows of every column.</summary>
    internal void Keep(Checkpoint checkpoint, int rows)
    {
        checkpoint.Span(Balance[..rows]);
        checkpoint.Span(PrincipalDue[..rows]);
        checkpoint.Span(InterestDue[..rows]);
        checkpoint.Span(FeesDue[..rows]);
        checkpoint.Span(LateInterest[..rows]);
        checkpoint.Span(Payment[..rows]);
        checkpoint.Span(PendingAmount[..rows]);
        checkpoint.Span(Rate[..rows]);
        checkpoint.Span(PendingDay[..rows]);
        checkpoint.Span(DefaultDay[..rows]);
        checkpoint.Span(Dti[..rows]);
        checkpoint.Span(Remaining[..rows]);
        checkpoint.Span(Age[..rows]);
        checkpoint.Span(Status[..rows]);
        checkpoint.Span(Outcome[..rows]);
        checkpoint.Span(Owed[..rows]);
        checkpoint.Span(Pending[..rows]);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private Span<long> Longs(int column) => MemoryMarshal.Cast<byte, long>(_buffer.AsSpan(column * 8 * _capacity, 8 * _capacity));

    private Span<int> Ints(int column) => MemoryMarshal.Cast<byte, int>(_buffer.AsSpan((56 + (column * 4)) * _capacity, 4 * _capacity));

    private Span<short> Shorts(int column) => MemoryMarshal.Cast<byte, short>(_buffer.AsSpan((72 + (column * 2)) * _capacity, 2 * _capacity));

    private Span<byte> Bytes(int column) => _buffer.AsSpan((76 + column) * _capacity, _capacity);
}
