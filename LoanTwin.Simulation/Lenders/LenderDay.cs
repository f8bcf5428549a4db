using System.Collections.Immutable;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Simulation.Lenders;

/// <summary>One lived day: what became of outside events, the reconciliation strip by product, and everybody who applied.</summary>
public sealed record LenderDay(int Day, LivedDay Lived, ImmutableArray<Application> Applications);
