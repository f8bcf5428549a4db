using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class RestructureTests
{
    private static readonly LoanTerms Terms = ALoan.Of(ALoan.Proposed with { TermMonths = 36, AnnualRate = 0.12 });

    private static readonly LoanPosition Position = new()
    {
        AsOf = new DateOnly(2026, 7, 15),
        BalanceCents = 9_000_000,
        InstalmentsFallenDue = 6,
        Status = PaymentStatus.Days60,
        InterestInArrearsCents = 180_000,
        FeesDueCents = 7_500,
    };

    [Fact]
    public void ReAge_CapitalisesArrearsAndFees_AndTheLoanIsOnTime()
    {
        var renewed = Restructure.Apply(Terms, Position, new RestructureOffer { ReAge = true }).Value;

        Assert.Equal(9_000_000 + 180_000 + 7_500, renewed.NewBalanceCents);
        Assert.Equal(PaymentStatus.OnTime, renewed.Status);
        Assert.Equal((0, 0), (renewed.InterestStillInArrearsCents, renewed.FeesStillDueCents));
        Assert.Equal(30, renewed.Terms.TermMonths);
        Assert.Equal(new DateOnly(2026, 8, 15), renewed.Schedule.Rows[0].Due);
        Assert.Equal(91_875m, renewed.Schedule.Rows.Sum(row => row.Principal));
    }

    [Fact]
    public void Extension_Alone_LowersThePaymentAndKeepsArrearsAndStatus()
    {
        var renewed = Restructure.Apply(Terms, Position, new RestructureOffer { AddedMonths = 24 }).Value;

        Assert.Equal(54, renewed.Terms.TermMonths);
        Assert.Equal(Position.BalanceCents, renewed.NewBalanceCents);
        Assert.Equal((180_000, 7_500, PaymentStatus.Days60), (renewed.InterestStillInArrearsCents, renewed.FeesStillDueCents, renewed.Status));
        Assert.Equal(LevelPayment.Of(9_000_000, Terms.Rate, 54).RoundedCents, renewed.Schedule.Rows[0].PaymentCents);
    }

    [Fact]
    public void RateCut_Alone_ChargesTheNewRateFromTheFirstNewInstalment()
    {
        var renewed = Restructure.Apply(Terms, Position, new RestructureOffer { NewRate = new AnnualRate(600_000) }).Value;

        Assert.Equal(450m, renewed.Schedule.Rows[0].Interest);
        Assert.Equal(LevelPayment.Of(9_000_000, new AnnualRate(600_000), 30).RoundedCents, renewed.Schedule.Rows[0].PaymentCents);
    }

    [Fact]
    public void FloatingLoan_WhenExtended_KeepsItsLaterRateChanges()
    {
        var floating = ALoan.Of(ALoan.Proposed with { TermMonths = 36, RateResets = [new(4, 0.07), new(13, 0.08)] });
        var renewed = Restructure.Apply(floating, Position, new RestructureOffer { AddedMonths = 6 }).Value;

        Assert.Equal(new AnnualRate(700_000), renewed.Terms.Rate);
        Assert.Equal([new RateReset(7, new AnnualRate(800_000))], renewed.Terms.RateResets.ToArray());
    }

    [Fact]
    public void AnyRestructuring_MakesAndLosesNoCent()
        => Law.Holds(AnyCase, each =>
        {
            var renewed = Restructure.Apply(Terms, each.Position, each.Offer).Value;
            var before = each.Position.BalanceCents + each.Position.InterestInArrearsCents + each.Position.FeesDueCents;
            return renewed.NewBalanceCents + renewed.InterestStillInArrearsCents + renewed.FeesStillDueCents == before
                && renewed.NewBalanceCents == renewed.OldBalanceCents + renewed.CapitalisedInterestCents + renewed.CapitalisedFeesCents
                && renewed.Schedule.Rows.Sum(row => row.PrincipalCents) == renewed.NewBalanceCents;
        });

    [Fact]
    public void OfferThatCannotBe_IsRefusedWithEveryFault()
    {
        var position = Position with { BalanceCents = 0, InterestInArrearsCents = -1, FeesDueCents = -1, InstalmentsFallenDue = 37, Status = PaymentStatus.Default };
        var problem = Restructure.Apply(Terms, position, new RestructureOffer { AddedMonths = -1, NewRate = new AnnualRate(1_300_000) }).Problem!;

        Assert.Equal(
            ["balance", "interestInArrears", "feesDue", "instalmentsFallenDue", "addedMonths", "annualRate", "status"],
            problem.Faults.Select(fault => fault.Field).ToImmutableArray());
    }

    [Fact]
    public void OfferOfNothing_IsRefused() => Assert.Equal("offer", Assert.Single(Restructure.Apply(Terms, Position, new RestructureOffer()).Problem!.Faults).Field);

    [Fact]
    public void ExtensionBeyondTheLongestTerm_IsRefused()
        => Assert.Equal("termMonths", Assert.Single(Restructure.Apply(Terms, Position, new RestructureOffer { AddedMonths = 451 }).Problem!.Faults).Field);

    private static Gen<(LoanPosition Position, RestructureOffer Offer)> AnyCase =>
        from balance in Gen.Choose(1, 50_000_000)
        from interest in Gen.Choose(0, 500_000)
        from fees in Gen.Choose(0, 50_000)
        from fallen in Gen.Choose(0, 35)
        from months in Gen.Choose(1, 120)
        from rate in Gen.Choose(0, 1_200_000)
        from reAge in Gen.Elements(true, false)
        from cut in Gen.Elements(true, false)
        select (
            Position with { BalanceCents = balance, InterestInArrearsCents = interest, FeesDueCents = fees, InstalmentsFallenDue = fallen },
            new RestructureOffer { ReAge = reAge, AddedMonths = months, NewRate = cut ? new AnnualRate(rate) : null });
}
