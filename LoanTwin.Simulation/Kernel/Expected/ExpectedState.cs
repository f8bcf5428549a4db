using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// Where a loan may stand in the expected run: the five living states, and 30 and 60 days once more for loans that are still in a default
/// event, because those cannot begin a second one. Every state carries probability and money.
/// </summary>
internal static class ExpectedState
{
    public const int Count = 7;
    public const int Ninety = 4;
    public const int ThirtyInDefault = 5;
    public const int SixtyInDefault = 6;

    /// <summary>Marks the way out of the living states.</summary>
    public const int Terminated = 7;

    /// <summary>The row of the matrix that a state moves by.</summary>
    public static readonly int[] RowOf = [0, 1, 2, 3, 4, 2, 3];

    /// <summary>The state with the same row whose loans are in a default event, or none (zero).</summary>
    public static readonly int[] TwinOf = [0, 0, ThirtyInDefault, SixtyInDefault, 0];

    /// <summary>Where a move to a column leads, from performing states and from states in default.</summary>
    private static readonly int[] Performing = [0, 1, 2, 3, Ninety, Terminated];
    private static readonly int[] InDefault = [0, 1, ThirtyInDefault, SixtyInDefault, Ninety, Terminated];

    public static int[] Targets(int state) => state >= Ninety ? InDefault : Performing;

    public static int Of(PaymentStatus outcome, bool isInDefault) => isInDefault && outcome >= PaymentStatus.Days30 ? InDefault[(int)outcome] : (int)outcome;
}
