namespace LoanTwin.Web.SecondSource;

internal sealed record LoanStatistics(int TotalLoans, int ActiveLoans, int DefaultedLoans);

internal sealed record FinancialMetrics(decimal TotalDisbursed, decimal TotalOutstanding, decimal TotalNpaAmount);

/// <summary>In percent. The approval rate is over all closed months.</summary>
internal sealed record RiskMetrics(double NpaRatio, double DefaultRate, double ApprovalRate);

internal sealed record PortfolioSummary(DateOnly Day, long View, LoanStatistics LoanStatistics, FinancialMetrics FinancialMetrics, RiskMetrics RiskMetrics);

/// <summary>Loans of one asset class; the percentage is of the outstanding amount.</summary>
internal sealed record AssetClass(string Classification, int LoanCount, decimal OutstandingAmount, double Percentage);

internal sealed record NpaAnalysis(DateOnly Day, long View, decimal TotalOutstanding, decimal TotalNpaAmount, double NpaRatio, AssetClass[] Classifications);

internal sealed record PaidByKind(string Kind, int Count, decimal AmountPaid);

/// <summary>Counts of payments since the first day, and what is overdue on this one.</summary>
internal sealed record RepaymentStats(
    DateOnly Day, long View, int TotalRepayments, int OnTimeRepayments, int LateRepayments, int EarlyPayoffs, double OnTimeRate, decimal TotalAmountPaid, int LoansOverdue, int InstallmentsOverdue,
    decimal AmountOverdue, PaidByKind[] ByKind);

/// <summary>Loans that share a purpose, a status or a product; the percentage is of the number of loans.</summary>
internal sealed record DistributionPart(string Name, int Count, decimal OutstandingAmount, double Percentage);

internal sealed record LoanDistribution(DateOnly Day, long View, int TotalLoans, DistributionPart[] ByPurpose, DistributionPart[] ByStatus, DistributionPart[] ByProduct);
