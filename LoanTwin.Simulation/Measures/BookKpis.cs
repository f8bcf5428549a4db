using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Measures;

/// <summary>
/// What one product, or the whole book, comes to at the end of a day. Money in cents; late counts are cumulative: 30 holds all of 60, and 60
/// all of 90 and more days past due.
/// </summary>
public readonly record struct KpiFigures
{
    /// <summary>Balances not yet paid back or charged off.</summary>
    public long Outstanding { get; init; }

    /// <summary>Loans not yet paid off or charged off.</summary>
    public int Active { get; init; }

    public long Balance30 { get; init; }
    public int Count30 { get; init; }
    public long Balance60 { get; init; }
    public int Count60 { get; init; }
    public long Balance90 { get; init; }
    public int Count90 { get; init; }

    /// <summary>Balance of loans whose default event has begun and that are not charged off.</summary>
    public long NonPerforming { get; init; }

    /// <summary>Sum of balance times yearly rate in 1e-7, exact.</summary>
    public Int128 RateWeight { get; init; }

    /// <summary>Yearly rate as a fraction, weighted by balance; zero for an empty book.</summary>
    public double WeightedRate => Outstanding == 0 ? 0 : (double)RateWeight / Outstanding / AnnualRate.One;

    public static KpiFigures operator +(in KpiFigures a, in KpiFigures b) => new()
    {
        Outstanding = a.Outstanding + b.Outstanding,
        Active = a.Active + b.Active,
        Balance30 = a.Balance30 + b.Balance30,
        Count30 = a.Count30 + b.Count30,
        Balance60 = a.Balance60 + b.Balance60,
        Count60 = a.Count60 + b.Count60,
        Balance90 = a.Balance90 + b.Balance90,
        Count90 = a.Count90 + b.Count90,
        NonPerforming = a.NonPerforming + b.NonPerforming,
        RateWeight = a.RateWeight + b.RateWeight,
    };
}

/// <summary>
/// The daily figures of a book in one pass over its columns: Balance, Rate, Owed, Status, DefaultDay of every row, and Anchor, Pending of the
/// few that owe something. Days past due come from a table (anchor, instalments owed) that is worked out once a day. One object measures
/// again and again without allocating; not for two threads at once.
/// </summary>
public sealed class BookKpis
{
    private const int OwedColumns = 8;

    // Sums of balance times rate stay below 2^63 inside a chunk: at most 2.2e9 cents x 4e6, times 512.
    private const int Chunk = 512;

    private readonly byte[] _buckets = new byte[32 * OwedColumns];
    private readonly KpiFigures[] _products;

    public BookKpis(int products) => _products = new KpiFigures[products];

    /// <summary>Figures by product place.</summary>
    public ReadOnlySpan<KpiFigures> Products => _products;

    public KpiFigures Total { get; private set; }

    public void Measure(LoanBook book, int day)
    {
        FillBuckets(day);
        Total = default;
        foreach (var shelf in book.Shelves)
        {
            var tally = new Tally(shelf, day, _buckets);
            for (var row = 0; row < shelf.Count; row += Chunk)
            {
                tally.AddChunk(row, Math.Min(Chunk, shelf.Count - row));
            }

            _products[shelf.Place] = tally.Figures;
            Total += tally.Figures;
        }
    }

    /// <summary>How late a living loan is that owes so many instalments, on the day of the last measurement.</summary>
    internal DelinquencyBucket BandOf(int anchor, int owed) => (DelinquencyBucket)_buckets[((anchor & 31) * OwedColumns) + (owed & 7)];

    /// <summary>The band of a loan with so many instalments owed: days since the due day of the oldest of them.</summary>
    private void FillBuckets(int day)
    {
        for (var anchor = 1; anchor < 32; anchor++)
        {
            var lastDue = SimMonth.Of(SimMonth.LastDueDay(day, anchor));
            for (var owed = 1; owed < OwedColumns; owed++)
            {
                _buckets[(anchor * OwedColumns) + owed] = (byte)DaysPastDue.Bucket(day - SimMonth.DueDay(lastDue + 1 - owed, anchor));
            }
        }
    }

    /// <summary>The running sums of one shelf.</summary>
    private ref struct Tally(Shelf shelf, int day, ReadOnlySpan<byte> buckets)
    {
        private readonly ReadOnlySpan<long> _balance = shelf.Moving.Balance;
        private readonly ReadOnlySpan<int> _rate = shelf.Moving.Rate;
        private readonly ReadOnlySpan<byte> _owed = shelf.Moving.Owed;
        private readonly ReadOnlySpan<byte> _status = shelf.Moving.Status;
        private readonly ReadOnlySpan<byte> _pending = shelf.Moving.Pending;
        private readonly ReadOnlySpan<int> _defaultDay = shelf.Moving.DefaultDay;
        private readonly ReadOnlySpan<byte> _anchor = shelf.Fixed.Anchor;
        private readonly ReadOnlySpan<byte> _buckets = buckets;
        private readonly int _day = day;
        private long _outstanding;
        private Int128 _rateWeight;
        private int _active;
        private long _nonPerforming;
        private BandSums _balances;
        private BandCounts _counts;

        public readonly KpiFigures Figures => new()
        {
            Outstanding = _outstanding,
            Active = _active,
            Balance30 = _balances[2] + _balances[3] + _balances[4],
            Count30 = _counts[2] + _counts[3] + _counts[4],
            Balance60 = _balances[3] + _balances[4],
            Count60 = _counts[3] + _counts[4],
            Balance90 = _balances[4],
            Count90 = _counts[4],
            NonPerforming = _nonPerforming,
            RateWeight = _rateWeight,
        };

        public void AddChunk(int from, int count)
        {
            AddMoney(from, count);
            var row = from;
            for (; row + Vector256<byte>.Count <= from + count; row += Vector256<byte>.Count)
            {
                // Most rows owe nothing and are current: 32 of them are told apart at once.
                var status = Vector256.Create(_status[row..]);
                _active += BitOperations.PopCount(Vector256.LessThan(status, Vector256.Create((byte)PaymentStatus.Default)).ExtractMostSignificantBits());
                var quiet = Vector256.Equals(Vector256.Create(_owed[row..]), Vector256<byte>.Zero).ExtractMostSignificantBits() & WithoutDefault(row);
                for (var some = ~quiet; some != 0; some &= some - 1)
                {
                    AddLate(row + BitOperations.TrailingZeroCount(some));
                }
            }

            for (; row < from + count; row++)
            {
                _active += _status[row] < (byte)PaymentStatus.Default ? 1 : 0;
                AddLate(row);
            }
        }

        /// <summary>One bit a row, set where no default event has been decided.</summary>
        private readonly uint WithoutDefault(int row)
        {
            var bits = 0u;
            for (var part = 0; part < 4; part++)
            {
                bits |= Vector256.Equals(Vector256.Create(_defaultDay[(row + (8 * part))..]), Vector256<int>.Zero).ExtractMostSignificantBits() << (8 * part);
            }

            return bits;
        }

        private void AddMoney(int from, int count)
        {
            var (sums, weights) = (Vector256<long>.Zero, Vector256<long>.Zero);
            var row = from;
            ref var balance = ref MemoryMarshal.GetReference(_balance);
            ref var rate = ref MemoryMarshal.GetReference(_rate);
            for (; row + 8 <= from + count; row += 8)
            {
                var (low, high) = (Vector256.LoadUnsafe(ref balance, (nuint)row), Vector256.LoadUnsafe(ref balance, (nuint)row + 4));
                var (rateLow, rateHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref rate, (nuint)row));
                sums += low + high;
                weights += (low * rateLow) + (high * rateHigh);
            }

            var (sum, weight) = (Vector256.Sum(sums), Vector256.Sum(weights));
            for (; row < from + count; row++)
            {
                sum += _balance[row];
                weight += _balance[row] * _rate[row];
            }

            _outstanding += sum;
            _rateWeight += weight;
        }

        private void AddLate(int row)
        {
            var (balance, status) = (_balance[row], _status[row]);
            if (status >= (byte)PaymentStatus.Default)
            {
                AddEnded(row, balance);
                return;
            }

            var band = _buckets[((_anchor[row] & 31) * OwedColumns) + (_owed[row] & 7)];
            _balances[band] += balance;
            _counts[band]++;
            _nonPerforming += _defaultDay[row] > 0 && _defaultDay[row] <= _day ? balance : 0;
        }

        /// <summary>A terminated contract is not billed any more, so its oldest due day no longer shows in what is owed; it is past 90 days by far.</summary>
        private void AddEnded(int row, long balance)
        {
            if (_pending[row] == (byte)PendingKind.ChargeOff)
            {
                _active++;
                _balances[(int)DelinquencyBucket.Days90Plus] += balance;
                _counts[(int)DelinquencyBucket.Days90Plus]++;
                _nonPerforming += balance;
            }
        }
    }

    [System.Runtime.CompilerServices.InlineArray(5)]
    private struct BandSums
    {
        private long _first;
    }

    [System.Runtime.CompilerServices.InlineArray(5)]
    private struct BandCounts
    {
        private int _first;
    }
}
