using System.Runtime.CompilerServices;

namespace LoanTwin.Simulation.Numerics;

/// <summary>How wide a run works.</summary>
public enum LaneWidth
{
    Widest = 0,
    One = 1,
    Four = 4,
    Eight = 8,
}

/// <summary>The widths of this machine, and sums across lanes.</summary>
public static class Lanes
{
    /// <summary>The width that will really be used; asking for more than the machine has gives what it has.</summary>
    public static LaneWidth Resolve(LaneWidth wanted) => wanted switch
    {
        LaneWidth.One => LaneWidth.One,
        LaneWidth.Four => Lanes4.IsSupported ? LaneWidth.Four : LaneWidth.One,
        _ => Lanes8.IsSupported ? LaneWidth.Eight : Lanes4.IsSupported ? LaneWidth.Four : LaneWidth.One,
    };

    /// <summary>Sum across lanes, lowest first; exact for whole numbers.</summary>
    public static double Sum<T>(T value) where T : struct, ILanes<T>
    {
        var parts = new Buffer8();
        Store(value, ref parts);
        var sum = 0.0;
        for (var lane = 0; lane < T.Count; lane++)
        {
            sum += parts[lane];
        }

        return sum;
    }

    /// <summary>The lanes as numbers, for the rare rows that are finished one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T value, ref Buffer8 parts) where T : struct, ILanes<T>
        => Unsafe.As<Buffer8, T>(ref parts) = value;

    [InlineArray(8)]
    public struct Buffer8
    {
        private double _first;
    }
}
