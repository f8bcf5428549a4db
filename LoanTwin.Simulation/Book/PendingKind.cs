namespace LoanTwin.Simulation.Book;

/// <summary>What has been decided for a loan and waits for its day. A loan waits for at most one thing at a time.</summary>
public enum PendingKind : byte
{
    None = 0,

    /// <summary>A late payment of the instalments that the recorded outcome says are paid.</summary>
    Payment = 1,

    /// <summary>The whole loan paid back early, from savings.</summary>
    Payoff = 2,

    /// <summary>The whole loan paid back early, from a new loan elsewhere.</summary>
    Prepayment = 3,

    ChargeOff = 4,
    Recovery = 5,
}
