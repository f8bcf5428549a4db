namespace LoanTwin.Simulation.Numerics;

/// <summary>
/// Several loans side by side in one register. A kernel is written once over this seam and runs one, four or eight loans wide; every
/// operation is IEEE exact (fused multiply-add only where it is written, no approximate reciprocal), so the widths agree bit for bit. Whole numbers up to 2^53
/// (cents, days, counts) are carried exactly. A mask is a lane of all ones or all zeros.
/// </summary>
public interface ILanes<T> where T : struct, ILanes<T>
{
    static abstract int Count { get; }

    static abstract T Of(double value);

    static abstract T Load(Column column, int at);

    void Store(Column column, int at);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>left x right + addend with one rounding.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    static abstract T Floor(T value);

    static abstract T Min(T left, T right);

    static abstract T Max(T left, T right);

    /// <summary>Mask: left below right.</summary>
    static abstract T operator <(T left, T right);

    /// <summary>Mask: left above right.</summary>
    static abstract T operator >(T left, T right);

    /// <summary>Mask: left equals right.</summary>
    static abstract T Same(T left, T right);

    /// <summary>Both masks.</summary>
    static abstract T operator &(T left, T right);

    /// <summary>Either mask.</summary>
    static abstract T operator |(T left, T right);

    /// <summary>The first mask without the second.</summary>
    static abstract T Except(T mask, T without);

    /// <summary>Where the mask holds the first value, elsewhere the second.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>Entry of the eight-entry table that begins at an offset, at a whole index 0 to 7 in each lane.</summary>
    static abstract T Pick(double[] tables, int offset, T index);

    /// <summary>Two to a whole power between -1000 and 1000.</summary>
    static abstract T PowerOfTwo(T exponent);

    /// <summary>Sum across lanes; exact for whole numbers, whatever the order.</summary>
    static abstract double Sum(T value);

    /// <summary>One bit a lane, lowest first, set where the mask holds.</summary>
    static abstract uint Bits(T mask);

    /// <summary>Philox 4x32-10 at counter (id, day, stream): the first two words as whole numbers below 2^32.</summary>
    static abstract (T First, T Second) Draw(ReadOnlySpan<ulong> roundKeys, ulong[] ids, int at, T day, uint stream);
}
