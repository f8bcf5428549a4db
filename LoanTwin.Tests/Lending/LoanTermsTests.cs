using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class LoanTermsTests
{
    [Fact]
    public void Create_FromGoodTerms_KeepsEveryOneOfThem()
    {
        var terms = ALoan.Of(ALoan.Proposed with { Amount = 250_000.55m, Style = "balloon", Balloon = 1_000m, DayCount = "Act/360", Rounding = "none", AnchorDay = 31, Ltv = 0.8 });

        Assert.Equal(25_000_055, terms.AmountCents);
        Assert.Equal(100_000, terms.BalloonCents);
        Assert.Equal((RepaymentStyle.Balloon, DayCountConvention.Act360, MoneyRounding.None), (terms.Style, terms.DayCount, terms.Rounding));
        Assert.Equal(new DateOnly(2026, 2, 28), terms.Due(1));
        Assert.Equal(0.8, terms.Ltv);
    }

    [Fact]
    public void Create_WithoutAnAnchor_TakesTheDayOfDisbursement() => Assert.Equal(15, ALoan.Of(ALoan.Proposed).AnchorDay);

    [Fact]
    public void Create_FromNonsense_NamesEveryFaultAtOnce()
    {
        var result = LoanTerms.Create(new ProposedTerms
        {
            Amount = -5m,
            AnnualRate = double.NaN,
            TermMonths = 0,
            Start = new DateOnly(1066, 10, 14),
            Style = "bullet",
            DayCount = "30E/360",
            Rounding = "dollar",
            AnchorDay = 32,
            Ltv = 10.1,
            Balloon = 3m,
            RateResets = [new ProposedReset(1, -1)],
        });

        Assert.Equal(ProblemKind.Invalid, result.Problem!.Kind);
        string[] expected = ["amount", "balloon", "annualRate", "termMonths", "start", "anchorDay", "style", "dayCount", "rounding", "ltv", "rateResets[0].fromInstalment", "rateResets[0].annualRate"];
        Assert.Equal(expected, result.Problem.Faults.Select(fault => fault.Field));
        Assert.All(result.Problem.Faults, fault => Assert.NotEmpty(fault.Rule));
        Assert.Equal("NaN", result.Problem.Faults.Single(fault => fault.Field == "annualRate").Value);
    }

    [Fact]
    public void Create_JustOutsideAndJustInsideEachBound_RefusesAndAccepts()
    {
        AssertRefused(ALoan.Proposed with { Amount = 0m }, "amount");
        AssertRefused(ALoan.Proposed with { Amount = 1_000_000_000.01m }, "amount");
        AssertRefused(ALoan.Proposed with { Amount = 10.001m }, "amount");
        AssertRefused(ALoan.Proposed with { AnnualRate = -0.0000001 }, "annualRate");
        AssertRefused(ALoan.Proposed with { AnnualRate = 1.0000001 }, "annualRate");
        AssertRefused(ALoan.Proposed with { TermMonths = 481 }, "termMonths");
        AssertRefused(ALoan.Proposed with { AnchorDay = 0 }, "anchorDay");
        AssertRefused(ALoan.Proposed with { Ltv = double.NaN }, "ltv");
        AssertRefused(ALoan.Proposed with { Style = "balloon", Balloon = 100_000.01m }, "balloon");
        AssertRefused(ALoan.Proposed with { Style = "balloon", Balloon = null }, "balloon");
        AssertRefused(ALoan.Proposed with { RateResets = [new(13, 0.05)] }, "rateResets[0].fromInstalment");
        AssertRefused(ALoan.Proposed with { RateResets = [new(4, 0.05), new(4, 0.06)] }, "rateResets[1].fromInstalment");

        Assert.True(LoanTerms.Create(ALoan.Proposed with { Amount = 0.01m }).IsSuccess);
        Assert.True(LoanTerms.Create(ALoan.Proposed with { Amount = 1_000_000_000m, AnnualRate = 1, TermMonths = 480, AnchorDay = 31, Ltv = 10 }).IsSuccess);
        Assert.True(LoanTerms.Create(ALoan.Proposed with { Style = "balloon", Balloon = 100_000m }).IsSuccess);
    }

    private static void AssertRefused(ProposedTerms proposed, string field)
        => Assert.Equal(field, Assert.Single(LoanTerms.Create(proposed).Problem!.Faults).Field);
}
