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
        var k = T.Floor((x * T.Of(Log2E)) + T.Of(.5));
        var r = x - (k * T.Of(Ln2High)) - (k * T.Of(Ln2Low));
        var r2 = r * r;

        // Pairs of terms (Estrin) shorten the chain of dependent multiplies.
        var p0 = T.Of(1) + r;
        var p1 = T.Of(1.0 / 2) + (r * T.Of(1.0 / 6));
        var p2 = T.Of(1.0 / 24) + (r * T.Of(1.0 / 120));
        var p3 = T.Of(1.0 / 720) + (r * T.Of(1.0 / 5040));
        var p4 = T.Of(1.0 / 40320) + (r * T.Of(1.0 / 362880));
        var p5 = T.Of(1.0 / 3628800) + (r * T.Of(1.0 / 39916800));
        var r4 = r2 * r2;
        var low = p0 + (r2 * p1);
        var middle = p2 + (r2 * p3);
        var high = p4 + (r2 * p5);
        return (low + (r4 * (middle + (r4 * high)))) * T.PowerOfTwo(k);
    }
}
