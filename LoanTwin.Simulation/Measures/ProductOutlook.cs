namespace LoanTwin.Simulation.Measures;

/// <summary>
/// What the loans of one product are looked at with: how likely each is to default within 12 months, and what a default would cost today.
/// </summary>
/// <param name="Pd12">Probability of a default event within 12 months by row; empty where nobody has estimated one, which counts as zero.</param>
/// <param name="ValueIndex">Today's collateral index: value = units of collateral x index.</param>
/// <param name="LossShift">Added to the level of loss given default, for the economy of the day.</param>
/// <param name="TerminationShare">Share of default events that end in a charge-off; the others cure or pay.</param>
public readonly record struct ProductOutlook(ReadOnlyMemory<float> Pd12, double ValueIndex, double LossShift, double TerminationShare);
