namespace LoanTwin.Simulation.Worlds;

/// <summary>Names the arithmetic. A changed hash for the same inputs needs a new number here; a golden test holds the two together.</summary>
public static class KernelVersion
{
    public const int Kernel = 2;

    /// <summary>Version of the product figures in the default catalogue.</summary>
    public const int Calibration = 2;
}
