using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Numerics;

/// <summary>Four loans wide, on AVX2.</summary>
public readonly struct Lanes4(Vector256<double> value) : ILanes<Lanes4>
{
    private readonly Vector256<double> _value = value;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes4 Load(Column column, int at) => new(Vector256.Load(column.At(at)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(Column column, int at) => _value.Store(column.At(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 addend)
        => new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Floor(Lanes4 value) => new(Vector256.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 left, Lanes4 right) => new(Avx.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 left, Lanes4 right) => new(Avx.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator <(Lanes4 left, Lanes4 right) => new(Vector256.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator >(Lanes4 left, Lanes4 right) => new(Vector256.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Same(Lanes4 left, Lanes4 right) => new(Vector256.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 left, Lanes4 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator |(Lanes4 left, Lanes4 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Except(Lanes4 mask, Lanes4 without) => new(Vector256.AndNot(mask._value, without._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 mask, Lanes4 yes, Lanes4 no) => new(Vector256.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Pick(double[] tables, int offset, Lanes4 index)
    {
        // AVX2 cannot permute eight doubles by lane; four loads can, and the numbers are the same.
        var at = index._value;
        return new(Vector256.Create(tables[offset + (int)at.GetElement(0)], tables[offset + (int)at.GetElement(1)], tables[offset + (int)at.GetElement(2)], tables[offset + (int)at.GetElement(3)]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 exponent) => new(Vector256.ShiftLeft(Whole(exponent._value + Vector256.Create(1023.0)), 52).AsDouble());

    public static double Sum(Lanes4 value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Lanes4 mask) => (uint)mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes4 First, Lanes4 Second) Draw(ReadOnlySpan<ulong> roundKeys, ulong[] ids, int at, Lanes4 day, uint stream)
    {
        // Each 32-bit word lives in the low half of a 64-bit lane; what gathers in the high half is ignored by the next multiply.
        var id = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(ids), (nuint)at);
        var c0 = id;
        var c1 = Vector256.ShiftRightLogical(id, 32);
        var c2 = Whole(day._value);
        var c3 = Vector256.Create((ulong)stream);
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
    private static void Round(ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3, ref ulong key, int round)
    {
        var product0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier0).AsUInt32());
        var product1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier1).AsUInt32());
        c0 = Vector256.ShiftRightLogical(product1, 32) ^ c1 ^ Vector256.Create(Unsafe.Add(ref key, 2 * round));
        c2 = Vector256.ShiftRightLogical(product0, 32) ^ c3 ^ Vector256.Create(Unsafe.Add(ref key, (2 * round) + 1));
        c1 = product1;
        c3 = product0;
    }

    /// <summary>A whole number below 2^52 as the low bits of its lane; the exponent bits above it are left in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Whole(Vector256<double> value) => (value + Vector256.Create(4503599627370496.0)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes4 FromWord(Vector256<ulong> word)
    {
        var exponent = Vector256.Create(4503599627370496.0);
        return new(((word & Vector256.Create(0xFFFFFFFFUL)) | exponent.AsUInt64()).AsDouble() - exponent);
    }
}
