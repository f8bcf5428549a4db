namespace LoanTwin.Simulation.Originations;

/// <summary>Applications of one product so far: how many came, were approved, needed a person, and became loans.</summary>
public readonly record struct IntakeCount(int Applied, int Approved, int Borderline, int Funded)
{
    public IntakeCount With(in Application application) => new(
        Applied + 1,
        Approved + (application.IsApproved ? 1 : 0),
        Borderline + (application.IsBorderline ? 1 : 0),
        Funded + (application.IsTaken ? 1 : 0));
}
