using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// A block of loans in expectation: for each state its probability and, weighted by it, balance, what is due of principal, interest and
/// fees, and what late-paid principal has earned. The terms of the loans stay in the sampled slab they came from, row for row.
/// </summary>
internal sealed class ExpectedSlab
{
    public ExpectedSlab(int capacity, PerLoanSums? perLoan = null, StateSums? states = null)
    {
        (PerLoan, Standing) = (perLoan, states);
        Terms = new Slab(capacity);
        (Probability, Balance, PrincipalDue) = (States(0), States(1), States(2));
        (InterestDue, FeesDue, LateInterest) = (States(3), States(4), States(5));
        (ThirtyInDefault, SixtyInDefault) = (_columns[ColumnCount - 2], _columns[ColumnCount - 1]);
    }

    private const int ColumnCount = (6 * ExpectedState.Count) + 2;

    private readonly ColumnBlock _columns = new(ColumnCount);

    public Slab Terms { get; }

    /// <summary>What the step adds up loan by loan, where someone has asked for it.</summary>
    public PerLoanSums? PerLoan { get; }

    /// <summary>What stands in which state month by month, where someone has asked for it.</summary>
    public StateSums? Standing { get; }

    public Column[] Probability { get; }
    public Column[] Balance { get; }
    public Column[] PrincipalDue { get; }
    public Column[] InterestDue { get; }
    public Column[] FeesDue { get; }
    public Column[] LateInterest { get; }

    /// <summary>Of the probability at 30 and at 60 days, the part in a default event.</summary>
    public Column ThirtyInDefault { get; }
    public Column SixtyInDefault { get; }

    /// <summary>Begins from loans whose pending payments have been posted: each stands in one state with certainty.</summary>
    public void Begin(Slab from)
    {
        Terms.CopyFrom(from);
        Terms.OpenGap();
        ClearRows(Terms.Living + Slab.Gap);
        PerLoan?.Begin(Terms);
        for (var i = 0; i < Terms.Living; i++)
        {
            var state = (int)Terms.Outcome[i];
            var isInDefault = Terms.DefaultDay[i] != 0;
            ThirtyInDefault[i] = isInDefault && state == (int)PaymentStatus.Days30 ? 1 : 0;
            SixtyInDefault[i] = isInDefault && state == (int)PaymentStatus.Days60 ? 1 : 0;
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
        for (var column = 0; column < ColumnCount; column++)
        {
            _columns[column].Slice(0, rows).Clear();
        }
    }

    private Column[] States(int kind) => [.. Enumerable.Range(0, ExpectedState.Count).Select(state => _columns[(kind * ExpectedState.Count) + state])];
}
