using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class XirrTests
{
    // Microsoft's documentation of XIRR. It prints 0.373362535; the equation holds at 0.3733625335, a spreadsheet stops at 1e-8.
    private static readonly CashFlow[] Published =
    [
        new(new DateOnly(2008, 1, 1), -10_000m),
        new(new DateOnly(2008, 3, 1), 2_750m),
        new(new DateOnly(2008, 10, 30), 4_250m),
        new(new DateOnly(2009, 2, 15), 3_250m),
        new(new DateOnly(2009, 4, 1), 2_750m),
    ];

    [Fact]
    public void Xirr_OfThePublishedExample_IsThePublishedRate() => Assert.InRange(Xirr.Solve(Published).Value, 0.373362535 - 2e-9, 0.373362535 + 2e-9);

    [Fact]
    public void Xirr_SeenByTheBorrower_IsTheSameRate()
        => Assert.Equal(Xirr.Solve(Published).Value, Xirr.Solve([.. Published.Select(flow => flow with { Amount = -flow.Amount })]).Value, 14);

    [Fact]
    public void Xirr_InAnyOrder_IsTheSameRate() => Assert.Equal(Xirr.Solve(Published).Value, Xirr.Solve([.. Published.Reverse()]).Value, 12);

    [Fact]
    public void Xirr_OfAYearlyLoan_IsItsRate()
    {
        CashFlow[] flows = [new(new DateOnly(2025, 1, 1), -1_000m), new(new DateOnly(2026, 1, 1), 1_100m)];

        Assert.Equal(0.10, Xirr.Solve(flows).Value, 14);
    }

    [Fact]
    public void Xirr_OfALoss_IsNegative()
    {
        CashFlow[] flows = [new(new DateOnly(2025, 1, 1), -1_000m), new(new DateOnly(2026, 1, 1), 250m)];

        Assert.Equal(-0.75, Xirr.Solve(flows).Value, 13);
    }

    [Fact]
    public void Xirr_OfALevelLoan_IsCloseToTheEffectiveOfItsRate()
        => Law.Holds(ALoan.Any, proposed =>
        {
            var level = proposed with { Style = "level", Balloon = null, DayCount = "30/360", Rounding = "none", AnchorDay = proposed.Start.Day, Amount = proposed.Amount + 1_000m };
            var effective = Math.Pow(1 + (level.AnnualRate / 12), 12) - 1;
            var months = Amortization.Schedule(ALoan.Of(level)).Rows;
            CashFlow[] flows = [new(level.Start, -level.Amount), .. months.Select(row => new CashFlow(row.Due, row.Payment))];

            // A single month of 28 or 31 days is not a twelfth of 365 days; that is the whole of the difference.
            return Math.Abs(Math.Log(1 + Xirr.Solve(flows).Value) / Math.Max(1e-12, Math.Log(1 + effective)) - 1) < 0.09 || effective < 1e-9;
        });

    [Fact]
    public void Xirr_OfALevelLoanPaidEveryTwelfthOf365Days_IsTheEffectiveRate()
    {
        // 73 days are exactly a fifth of a year, so the effective rate must come out to the last digits.
        const double perPeriod = 0.02;
        var payment = 1_000m * (decimal)(perPeriod / (1 - Math.Pow(1 + perPeriod, -25)));
        CashFlow[] flows = [new(new DateOnly(2026, 1, 1), -1_000m), .. Enumerable.Range(1, 25).Select(i => new CashFlow(new DateOnly(2026, 1, 1).AddDays(73 * i), payment))];

        Assert.Equal(Math.Pow(1 + perPeriod, 5) - 1, Xirr.Solve(flows).Value, 12);
    }

    [Fact]
    public void Xirr_OfFlowsWithOneSign_IsRefused()
        => Assert.Equal("at least one amount above 0 and one below", Assert.Single(Xirr.Solve([.. Published.Skip(1)]).Problem!.Faults).Rule);

    [Fact]
    public void Xirr_OfNoFlowsOrOneDay_IsRefused()
    {
        Assert.Equal(3, Xirr.Solve([]).Problem!.Faults.Length);
        Assert.False(Xirr.Solve([new(new DateOnly(2026, 1, 1), -1m), new(new DateOnly(2026, 1, 1), 2m)]).IsSuccess);
    }
}
