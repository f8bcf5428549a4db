using System.Collections.Immutable;
using LoanTwin.Domain.Decisions;

namespace LoanTwin.Simulation.Originations;

/// <summary>
/// What the lender's own limits allow until they are read again at the month's end: which products are open, whether capital allows new
/// lending, and how many loans still fit.
/// </summary>
public sealed record Gates(ImmutableArray<bool> IsOpen, bool HasCapital, int Room)
{
    public Refusal Of(int product, int funded)
        => (IsOpen[product] ? 0 : Refusal.ConcentrationReached)
            | (HasCapital ? 0 : Refusal.CapitalShort)
            | (funded < Room ? 0 : Refusal.BookFull);
}
