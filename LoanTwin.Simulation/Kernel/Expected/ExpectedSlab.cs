using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// A block of loans in expectation: for each state its probability and, weighted by it, balance, what is due of principal, interest and
/// fees, and what late-paid principal has earned. The terms of the loans stay in the sampled slab they came from, row for row.
/// </summary>
internal sealed class ExpectedSlab
{
    public ExpectedSlab(int capacity)
    {
        Terms = new Slab(capacity);
        (Probability, Balance, PrincipalDue) = (States(0), States(1), States(2));
        (InterestDue, FeesDue, LateInterest) = (States(3), States(4), States(5));
    }

    private readonly ColumnBlock _columns = new(6 * ExpectedState.Count);

    public Slab Terms { get; }

    public Column[] Probability { get; }
    public Column[] Balance { get; }
    public Column[] PrincipalDue { get; }
    public Column[] InterestDue { get; }
    public Column[] FeesDue { get; }
    public Column[] LateInterest { get; }

    /// <summary>Nobody stands in a state or its twin.</summary>
    public bool IsEmpty<T>(int state, int twin, int i) where T : struct, ILanes<T>
    {
        var probability = T.Load(Probability[state], i);
        return T.Bits((twin == 0 ? probability : probability + T.Load(Probability[twin], i)) > T.Of(0)) == 0;
    }

    /// <summary>Begins from loans whose pending payments have been posted: each stands in one state with certainty.</summary>
    public void Begin(Slab from)
    {
        Terms.CopyFrom(from);
        Terms.OpenGap();
        ClearRows(Terms.Living + Slab.Gap);
        for (var i = 0; i < Terms.Living; i++)
        {
            var state = ExpectedState.Of((PaymentStatus)Terms.Outcome[i], Terms.DefaultDay[i] != 0);
            Probability[state][i] = 1;
            Balance[state][i] = Terms.Balance[i];
            PrincipalDue[state][i] = Terms.PrincipalDue[i];
            InterestDue[state][i] = Terms.InterestDue[i];
            FeesDue[state][i] = Terms.FeesDue[i];
            LateInterest[state][i] = Terms.LateInterest[i];
        }
    }

    private void ClearRows(int rows)
    {
        for (var column = 0; column < 6 * ExpectedState.Count; column++)
        {
            _columns[column].Slice(0, rows).Clear();
        }
    }

    private Column[] States(int kind) => [.. Enumerable.Range(0, ExpectedState.Count).Select(state => _columns[(kind * ExpectedState.Count) + state])];
}
