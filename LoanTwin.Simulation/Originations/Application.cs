using LoanTwin.Domain.Decisions;
using LoanTwin.Simulation.Population;

namespace LoanTwin.Simulation.Originations;

/// <summary>One application and what became of it. The id is the applicant's under every policy; the loan, if there is one, carries it too.</summary>
public readonly record struct Application
{
    public required long Id { get; init; }
    public required int Product { get; init; }
    public required Person Person { get; init; }
    public required PriceBuildUp Price { get; init; }
    public required double LogRisk { get; init; }

    /// <summary>Every reason that held; none when approved.</summary>
    public required Refusal Refusal { get; init; }

    /// <summary>So near a limit that a person decides.</summary>
    public required bool IsBorderline { get; init; }

    /// <summary>Probability that the applicant takes the offer.</summary>
    public required double TakeUp { get; init; }

    public bool IsApproved => Refusal == Refusal.None;

    public bool IsTaken => IsApproved && Person.Inclination < TakeUp;
}
