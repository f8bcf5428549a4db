namespace LoanTwin.Domain.Lending;

/// <summary>An amount of money on a day. Its sign, where it matters, is the lender's: paid out is negative, received is positive.</summary>
public readonly record struct CashFlow(DateOnly Date, decimal Amount);
