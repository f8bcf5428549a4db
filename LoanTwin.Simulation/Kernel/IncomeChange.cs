using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// What a month does to income, at its end and in the living world only: some living borrowers lose 15 % to 40 % of theirs, the more the
/// higher unemployment, so that their debt to income rises; with all others it goes 3 % of the way back to what it was at origination.
/// Eight loans at a time, because almost every loan only recovers. A horizon holds debt to income, as it holds the scale of the drift.
/// Reads Id, Status and the Dti of origination; writes Dti.
/// </summary>
public static class IncomeChange
{
    private const int Stride = 8;
    private const double SmallestLoss = .15;
    private const double LossSpan = .25;
    private const double HighestDti = 3;
    private const float Recovery = .03f;

    /// <summary>Share of living borrowers who lose a part of their income in a month.</summary>
    public static double ShareOf(double unemployment) => Math.Clamp(.006 * Math.Exp(25 * (unemployment - .045)), .001, .05);

    public static void Run(LoanBook book, RandomKey key, double unemployment, int lastDay, LaneWidth width)
    {
        // A whole draw lies below share x 2^32 just when it lies below that rounded up.
        var limit = Math.Ceiling(ShareOf(unemployment) * Behave.TwoTo32);
        foreach (var shelf in book.Shelves)
        {
            switch (width)
            {
                case LaneWidth.Eight:
                    Run<Lanes8>(shelf, key, limit, lastDay);
                    break;
                case LaneWidth.Four:
                    Run<Lanes4>(shelf, key, limit, lastDay);
                    break;
                default:
                    Run<Lane1>(shelf, key, limit, lastDay);
                    break;
            }
        }
    }

    private static void Run<T>(Shelf shelf, RandomKey key, double limit, int lastDay) where T : struct, ILanes<T>
    {
        var moving = shelf.Moving;
        var status = moving.Status;
        var dti = moving.Dti;
        var origination = shelf.Fixed.Dti.AsSpan();

        // The address of luck is the id's bits, whatever their sign.
        var ids = Unsafe.As<ulong[]>(shelf.Fixed.Id);
        var whole = shelf.Count - (shelf.Count % Stride);
        for (var row = 0; row < whole; row += Stride)
        {
            var alive = Alive(status.Slice(row, Stride));
            var before = Vector256.Create<float>(dti.Slice(row, Stride));
            var recovered = before + (Vector256.Create(Recovery) * (Vector256.Create<float>(origination.Slice(row, Stride)) - before));
            Vector256.ConditionalSelect(alive.AsSingle(), recovered, before).CopyTo(dti.Slice(row, Stride));
            for (var falls = Falls<T>(key, ids, row, limit, lastDay) & alive.ExtractMostSignificantBits(); falls != 0; falls &= falls - 1)
            {
                var lane = BitOperations.TrailingZeroCount(falls);
                dti[row + lane] = Fallen(before.GetElement(lane), key, ids[row + lane], lastDay);
            }
        }

        for (var row = whole; row < shelf.Count; row++)
        {
            if (status[row] < (byte)PaymentStatus.Default)
            {
                dti[row] = key.Draw(ids[row], lastDay, ChanceStream.Income).Word0 < limit
                    ? Fallen(dti[row], key, ids[row], lastDay)
                    : dti[row] + (Recovery * (origination[row] - dti[row]));
            }
        }
    }

    /// <summary>Mask of the eight loans that are still alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Alive(ReadOnlySpan<byte> status)
    {
        var codes = Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<ulong>(status)).AsByte());
        var (low, high) = Vector128.Widen(codes);
        return Vector256.LessThan(Vector256.Create(low, high), Vector256.Create((uint)PaymentStatus.Default));
    }

    /// <summary>One bit a loan, lowest first, set where income falls this month.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Falls<T>(RandomKey key, ulong[] ids, int row, double limit, int lastDay) where T : struct, ILanes<T>
    {
        var falls = 0u;
        for (var lane = 0; lane < Stride; lane += T.Count)
        {
            var (first, _) = T.Draw(key.RoundKeys, ids, row + lane, T.Of(lastDay), (uint)ChanceStream.Income);
            falls |= T.Bits(first < T.Of(limit)) << lane;
        }

        return falls;
    }

    /// <summary>The same debt on what is left of the income.</summary>
    private static float Fallen(float dti, RandomKey key, ulong id, int lastDay)
    {
        var luck = key.Draw(id, lastDay, ChanceStream.Income).Word1 / Behave.TwoTo32;
        return (float)Math.Min(HighestDti, dti / (1 - (SmallestLoss + (LossSpan * luck))));
    }
}
