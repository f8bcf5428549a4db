using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class WaterfallTests
{
    private static readonly AmountOwed Owed = new(FeesCents: 2_500, InterestCents: 10_001, PrincipalCents: 30_000, BalanceCents: 500_000);

    [Theory]
    [InlineData(10_001, 1, 2, 5_001)]
    [InlineData(10_001, 2, 2, 10_001)]
    [InlineData(10_000, 1, 3, 3_333)]
    [InlineData(10_000, 2, 3, 6_667)]
    [InlineData(10_000, 0, 3, 0)]
    [InlineData(0, 1, 4, 0)]
    public void Share_OfAPart_IsEqualAndHalfUp(long part, int paid, int owed, long share) => Assert.Equal(share, Waterfall.Share(part, paid, owed));

    [Fact]
    public void OneInstalmentOfTwo_PaysHalfOfEachPart()
        => Assert.Equal(new PaymentAllocation(1_250, 5_001, 15_000, 0), Waterfall.PayInstalments(Owed, 1, 2));

    [Fact]
    public void AllOwedInstalments_ClearEveryPartExactly()
        => Law.Holds(AnyDebt, debt => Waterfall.PayInstalments(debt.Owed, debt.Count, debt.Count) == new PaymentAllocation(debt.Owed.FeesCents, debt.Owed.InterestCents, debt.Owed.PrincipalCents, 0));

    [Fact]
    public void InstalmentsOneAfterAnother_ClearEveryPartExactlyToo()
        => Law.Holds(AnyDebt, debt =>
        {
            var left = debt.Owed;
            for (var owed = debt.Count; owed > 0; owed--)
            {
                var paid = Waterfall.PayInstalments(left, 1, owed);
                left = new AmountOwed(left.FeesCents - paid.FeesCents, left.InterestCents - paid.InterestCents, left.PrincipalCents - paid.PrincipalCents, left.BalanceCents - paid.PrincipalCents);
                if (left is { FeesCents: < 0 } or { InterestCents: < 0 } or { PrincipalCents: < 0 })
                {
                    return false;
                }
            }

            return left.DueCents == 0;
        });

    [Theory]
    [InlineData(2_000, 2_000, 0, 0, 0)]
    [InlineData(2_501, 2_500, 1, 0, 0)]
    [InlineData(20_000, 2_500, 10_001, 7_499, 0)]
    [InlineData(42_501, 2_500, 10_001, 30_000, 0)]
    [InlineData(42_502, 2_500, 10_001, 30_000, 1)]
    [InlineData(512_501, 2_500, 10_001, 30_000, 470_000)]
    public void OddAmount_GoesToFeesThenInterestThenPrincipalThenCurtailment(long amount, long fees, long interest, long principal, long curtailment)
        => Assert.Equal(new PaymentAllocation(fees, interest, principal, curtailment), Waterfall.Apply(Owed, amount).Value);

    [Fact]
    public void OddAmount_OfAnySize_LosesNoCent()
        => Law.Holds(AnyDebt, debt => debt.Amount == 0 || Waterfall.Apply(debt.Owed, debt.Amount).Value.TotalCents == debt.Amount);

    [Theory]
    [InlineData(512_502)]
    [InlineData(0)]
    [InlineData(-1)]
    public void AmountBeyondThePayoffOrBelowACent_IsRefusedAndNamesThePayoff(long amount)
        => Assert.Equal("between 0.01 and the payoff 5125.01", Assert.Single(Waterfall.Apply(Owed, amount).Problem!.Faults).Rule);

    [Fact]
    public void DebtThatCannotBe_IsRefusedWithEveryFault()
        => Assert.Equal(["owed", "balance"], Waterfall.Apply(new AmountOwed(-1, 0, 10, 5), 1).Problem!.Faults.Select(fault => fault.Field));

    private static Gen<(AmountOwed Owed, int Count, long Amount)> AnyDebt =>
        from fees in Gen.Choose(0, 50_000)
        from interest in Gen.Choose(0, 5_000_000)
        from principal in Gen.Choose(0, 5_000_000)
        from more in Gen.Choose(0, 500_000_000)
        from count in Gen.Choose(1, 4)
        from share in Gen.Choose(0, 1_000)
        let owed = new AmountOwed(fees, interest, principal, (long)principal + more)
        select (owed, count, owed.PayoffCents * share / 1_000);
}
