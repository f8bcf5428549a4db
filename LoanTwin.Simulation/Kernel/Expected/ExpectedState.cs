namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// Where a loan may stand in the expected run: the five living states, each with probability and money. Of those at 30 and 60 days the part
/// still in a default event is carried as a probability beside them, because it cannot begin a second event; it moves by the same row.
/// </summary>
internal static class ExpectedState
{
    public const int Count = 5;
    public const int Ninety = 4;
}
