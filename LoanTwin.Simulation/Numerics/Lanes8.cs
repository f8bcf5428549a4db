using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Numerics;

/// <summary>Eight loans wide, on AVX-512.</summary>
public readonly struct Lanes8(Vector512<double> value) : ILanes<Lanes8>
{
    private readonly Vector512<double> _value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes8 Load(Column column, int at) => new(Vector512.Load(column.At(at)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(Column column, int at) => _value.Store(column.At(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 addend)
        => new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Floor(Lanes8 value) => new(Vector512.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 left, Lanes8 right) => new(Avx512F.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 left, Lanes8 right) => new(Avx512F.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator <(Lanes8 left, Lanes8 right) => new(Vector512.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator >(Lanes8 left, Lanes8 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Same(Lanes8 left, Lanes8 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator &(Lanes8 left, Lanes8 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator |(Lanes8 left, Lanes8 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Except(Lanes8 mask, Lanes8 without) => new(Vector512.AndNot(mask._value, without._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Select(Lanes8 mask, Lanes8 yes, Lanes8 no) => new(Vector512.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Pick(double[] tables, int offset, Lanes8 index)
        => new(Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(tables), (nuint)offset), Whole(index._value).AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 exponent) => new(Vector512.ShiftLeft(Whole(exponent._value + Vector512.Create(1023.0)), 52).AsDouble());

    public static double Sum(Lanes8 value) => Vector512.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Lanes8 mask) => (uint)mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes8 First, Lanes8 Second) Draw(ReadOnlySpan<ulong> roundKeys, ulong[] ids, int at, Lanes8 day, uint stream)
    {
        // Each 32-bit word lives in the low half of a 64-bit lane; what gathers in the high half is ignored by the next multiply.
        var id = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(ids), (nuint)at);
        var c0 = id;
        var c1 = Vector512.ShiftRightLogical(id, 32);
        var c2 = Whole(day._value);
        var c3 = Vector512.Create((ulong)stream);
        ref var key = ref MemoryMarshal.GetReference(roundKeys);

        // Ten rounds written out: the compiler keeps loops of this length, and the counting costs as much as the round.
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 0);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 1);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 2);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 3);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 4);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 5);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 6);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 7);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 8);
        Round(ref c0, ref c1, ref c2, ref c3, ref key, 9);
        return (FromWord(c0), FromWord(c1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector512<ulong> c0, ref Vector512<ulong> c1, ref Vector512<ulong> c2, ref Vector512<ulong> c3, ref ulong key, int round)
    {
        var product0 = Avx512F.Multiply(c0.AsUInt32(), Vector512.Create((ulong)Philox.Multiplier0).AsUInt32());
        var product1 = Avx512F.Multiply(c2.AsUInt32(), Vector512.Create((ulong)Philox.Multiplier1).AsUInt32());
        c0 = Vector512.ShiftRightLogical(product1, 32) ^ c1 ^ Vector512.Create(Unsafe.Add(ref key, 2 * round));
        c2 = Vector512.ShiftRightLogical(product0, 32) ^ c3 ^ Vector512.Create(Unsafe.Add(ref key, (2 * round) + 1));
        c1 = product1;
        c3 = product0;
    }

    /// <summary>A whole number below 2^52 as the low bits of its lane; the exponent bits above it are left in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Whole(Vector512<double> value) => (value + Vector512.Create(4503599627370496.0)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes8 FromWord(Vector512<ulong> word)
    {
        var exponent = Vector512.Create(4503599627370496.0);
        return new(((word & Vector512.Create(0xFFFFFFFFUL)) | exponent.AsUInt64()).AsDouble() - exponent);
    }
}
