using System.Runtime.CompilerServices;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Numerics;

/// <summary>One loan at a time, for machines without wide registers and for the tests that hold the widths together.</summary>
public readonly struct Lane1(double value) : ILanes<Lane1>
{
    private static readonly double AllOnes = BitConverter.Int64BitsToDouble(-1);
    private readonly double _value = value;

    public static int Count => 1;

    public double Value => _value;

    public static Lane1 Of(double value) => new(value);

    public static Lane1 Load(Column column, int at) => new(column[at]);

    public void Store(Column column, int at) => column[at] = _value;

    public static Lane1 operator +(Lane1 left, Lane1 right) => new(left._value + right._value);

    public static Lane1 operator -(Lane1 left, Lane1 right) => new(left._value - right._value);

    public static Lane1 operator *(Lane1 left, Lane1 right) => new(left._value * right._value);

    public static Lane1 operator /(Lane1 left, Lane1 right) => new(left._value / right._value);

    public static Lane1 MultiplyAdd(Lane1 left, Lane1 right, Lane1 addend) => new(Math.FusedMultiplyAdd(left._value, right._value, addend._value));

    public static Lane1 Floor(Lane1 value) => new(Math.Floor(value._value));

    public static Lane1 Min(Lane1 left, Lane1 right) => new(left._value < right._value ? left._value : right._value);

    public static Lane1 Max(Lane1 left, Lane1 right) => new(left._value > right._value ? left._value : right._value);

    public static Lane1 operator <(Lane1 left, Lane1 right) => Mask(left._value < right._value);

    public static Lane1 operator >(Lane1 left, Lane1 right) => Mask(left._value > right._value);

    public static Lane1 Same(Lane1 left, Lane1 right) => Mask(left._value == right._value);

    public static Lane1 operator &(Lane1 left, Lane1 right) => Mask(Holds(left) && Holds(right));

    public static Lane1 operator |(Lane1 left, Lane1 right) => Mask(Holds(left) || Holds(right));

    public static Lane1 Except(Lane1 mask, Lane1 without) => Mask(Holds(mask) && !Holds(without));

    public static Lane1 Select(Lane1 mask, Lane1 yes, Lane1 no) => Holds(mask) ? yes : no;

    public static Lane1 Pick(double[] tables, int offset, Lane1 index) => new(tables[offset + (int)index._value]);

    public static Lane1 PowerOfTwo(Lane1 exponent) => new(BitConverter.Int64BitsToDouble(((long)exponent._value + 1023) << 52));

    public static double Sum(Lane1 value) => value._value;

    public static uint Bits(Lane1 mask) => Holds(mask) ? 1u : 0u;

    public static (Lane1 First, Lane1 Second) Draw(ReadOnlySpan<ulong> roundKeys, ulong[] ids, int at, Lane1 day, uint stream)
    {
        var words = Philox.Block(roundKeys, ids[at], (uint)day._value, stream);
        return (new(words.Word0), new(words.Word1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Holds(Lane1 mask) => BitConverter.DoubleToInt64Bits(mask._value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 Mask(bool holds) => new(holds ? AllOnes : 0);
}
