using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Loans;

/// <summary>A loan under one set of terms. Money in cents.</summary>
/// <param name="Payment">Level instalment, or its principal part where interest comes on top; of a card today's minimum.</param>
/// <param name="ExpectedLoss">Probability of a default event within 12 months x share that ends in a charge-off x loss given default x exposure.</param>
/// <param name="Value">Present value to the lender of what will come in, recoveries included, less what will be paid out, at the cost of its funding.</param>
public sealed record TermsOutlook(int AnnualRate, int RemainingMonths, long Payment, double Dti, double Pd12, double ExpectedLoss, Estimate Value);

/// <summary>
/// A loan as it is beside the loan under a plan. Value is compared future by future on the same luck; its interval is that of the mean difference over independent economies.
/// </summary>
/// <param name="PdIfRiskStays">With the plan, if the borrower's risk stays as it was read when the loan was made: what the twin itself does when the terms change.</param>
/// <param name="FundingRate">Yearly, what the future is discounted at.</param>
/// <param name="Months">Looked at; what is outstanding after them counts at its balance.</param>
public sealed record PlanAnswer(TermsOutlook Now, TermsOutlook Plan, double PdIfRiskStays, Estimate ValueChange, double Low, double High, double FundingRate, int Futures, int Months);
