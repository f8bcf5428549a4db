using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Tests.Metrics;

/// <summary>A lender with two products and figures round enough to be worked out by hand; money in cents.</summary>
internal static class ALender
{
    public static PortfolioFigures Figures => new()
    {
        Day = new(2026, 1, 1),
        Products = [Consumer, Mortgage],
        Sheet = Sheet,
        Months = [Outlier, Outlier, .. Year],
    };

    public static ProductFigures Consumer => new()
    {
        Product = "consumer",
        Balance = 600_000,
        Active = 6,
        Balance30 = 60_000,
        Count30 = 2,
        Balance60 = 30_000,
        Count60 = 1,
        Balance90 = 12_000,
        Count90 = 1,
        NonPerforming = 12_000,
        RateWeight = 72_000,
        ScoreWeight = 600_000 * 700.0,
        DtiWeight = 600_000 * .2,
        ExpectedLoss = 10_000,
        CertainLoss = 3_000,
        ByRegion = [600_000, 0],
        Allowance = 15_000,

        // Independent loans: mean 10,000 and standard deviation 1,000 x root of 100 x .1 x .9 = 3,000.
        Buckets = [LossBucket.OfEqual(100, .1, 0, 1_000)],
    };

    public static ProductFigures Mortgage => new()
    {
        Product = "mortgage",
        Balance = 400_000,
        Active = 4,
        Balance30 = 20_000,
        Count30 = 1,
        ScoreWeight = 400_000 * 750.0,
        DtiWeight = 400_000 * .3,
        LtvWeight = 400_000 * .8,
        SecuredBalance = 400_000,
        ByRegion = [100_000, 300_000],
        Allowance = 5_000,
    };

    public static BalanceSheet Sheet => new()
    {
        AccruedInterest = 10_000,
        RecoveryReceivable = 20_000,
        LiquidAssets = 300_000,
        Funding = 1_179_000,
        Equity = 131_000,
        RiskWeightedAssets = 900_000,
        OperationalRiskAssets = 100_000,
        NetOutflows30 = 100_000,
    };

    /// <summary>Twelve months that differ only in net income, 9.00 and 11.00 in turn.</summary>
    public static ImmutableArray<MonthFigures> Year => [.. Enumerable.Range(0, 12).Select(month => Month(month, 900 + (month % 2 * 200)))];

    public static MonthFigures Month(int month, double netIncome) => new()
    {
        Month = new DateOnly(2025, 1, 1).AddMonths(month),
        Products = [ConsumerMonth, MortgageMonth],
        Lender = new()
        {
            LiquidIncome = 1_000,
            LiquidCost = 900,
            AverageLiquid = 200_000,
            NetIncome = netIncome,
            Dividends = netIncome,
            ClosingEquity = 100_000,
            ClosingAssets = 1_200_000,
            BaseRate = .06,
        },
    };

    private static ProductMonth ConsumerMonth => new()
    {
        Product = "consumer",
        Opening = 500_000,
        AverageBalance = 500_000,
        AverageActive = 6,
        InterestIncome = 6_000,
        FeeIncome = 500,
        FundingCost = 2_000,
        OperatingCost = 2_000,
        ChargedOff = 1_200,
        ChargeOffs = .1,
        LossBooked = 1_000,
        Recovered = 300,
        DefaultEvents = .05,
        ScheduledPrincipal = 12_000,
        PaidEarly = 3_000,
        Originated = 25_000,
        Applications = 40,
        Approved = 33,
        DecidedWithoutHuman = 40,
    };

    private static ProductMonth MortgageMonth => new()
    {
        Product = "mortgage",
        Opening = 300_000,
        AverageBalance = 300_000,
        AverageActive = 4,
        InterestIncome = 2_000,
        FeeIncome = 500,
        FundingCost = 1_000,
        OperatingCost = 440,
        ScheduledPrincipal = 4_000,
        PaidEarly = 4_840,
        Applications = 10,
        Approved = 7,
        DecidedWithoutHuman = 5,
    };

    /// <summary>A month older than a year; reading it would show everywhere.</summary>
    private static MonthFigures Outlier
    {
        get
        {
            var month = Month(-1, -1e9);
            return month with { Products = [.. month.Products.Select(p => p with { Opening = 1, AverageBalance = 1e9, AverageActive = 1e9, LossBooked = 1e9, Originated = 1e9, Approved = 1e9, PaidEarly = 1e3 })] };
        }
    }
}
