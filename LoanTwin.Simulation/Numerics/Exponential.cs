using System.Runtime.CompilerServices;

namespace LoanTwin.Simulation.Numerics;

/// <summary>
/// e to the x by our own polynomial, the same bits at every width: x = k ln 2 + r with |r| at most ln 2 / 2, e^r by its Taylor series to
/// degree 11 (relative error below 1e-14 for |x| below 30). The library's exp differs between machines in the last bit; this cannot.
/// </summary>
public static class Exponential
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    public static double Of(double x) => Of(Lane1.Of(x)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILanes<T>
    {
        var k = T.Floor(T.MultiplyAdd(x, T.Of(Log2E), T.Of(.5)));
        var r = T.MultiplyAdd(k, T.Of(-Ln2Low), T.MultiplyAdd(k, T.Of(-Ln2High), x));
        var r2 = r * r;
        var r4 = r2 * r2;

        // Pairs of terms (Estrin) shorten the chain of dependent multiplies.
        var p0 = T.Of(1) + r;
        var p1 = T.MultiplyAdd(r, T.Of(1.0 / 6), T.Of(1.0 / 2));
        var p2 = T.MultiplyAdd(r, T.Of(1.0 / 120), T.Of(1.0 / 24));
        var p3 = T.MultiplyAdd(r, T.Of(1.0 / 5040), T.Of(1.0 / 720));
        var p4 = T.MultiplyAdd(r, T.Of(1.0 / 362880), T.Of(1.0 / 40320));
        var p5 = T.MultiplyAdd(r, T.Of(1.0 / 39916800), T.Of(1.0 / 3628800));
        var low = T.MultiplyAdd(r2, p1, p0);
        var middle = T.MultiplyAdd(r2, p3, p2);
        var high = T.MultiplyAdd(r2, p5, p4);
        return T.MultiplyAdd(r4, T.MultiplyAdd(r4, high, middle), low) * T.PowerOfTwo(k);
    }
}
