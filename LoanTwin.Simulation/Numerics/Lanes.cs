namespace LoanTwin.Simulation.Numerics;

/// <summary>How wide a run works.</summary>
public enum LaneWidth
{
    Widest = 0,
    One = 1,
    Four = 4,
    Eight = 8,
}

/// <summary>The widths of this machine.</summary>
public static class Lanes
{
    /// <summary>The width that will really be used; asking for more than the machine has gives what it has.</summary>
    public static LaneWidth Resolve(LaneWidth wanted) => wanted switch
    {
        LaneWidth.One => LaneWidth.One,
        LaneWidth.Four => Lanes4.IsSupported ? LaneWidth.Four : LaneWidth.One,
        _ => Lanes8.IsSupported ? LaneWidth.Eight : Lanes4.IsSupported ? LaneWidth.Four : LaneWidth.One,
    };
}
