using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class CardMinimumTests
{
    [Theory]
    [InlineData(500_000, 8_219, 0, 13_219)]
    [InlineData(100_000, 1_000, 0, 2_500)]
    [InlineData(100_000, 1_000, 3_900, 5_900)]
    [InlineData(150_050, 999, 0, 2_500)]
    [InlineData(150_050, 1_000, 0, 2_501)]
    [InlineData(1_000, 20, 0, 1_020)]
    [InlineData(0, 0, 0, 0)]
    public void Minimum_OfAStatement_IsOnePercentAndChargesAtLeast25NeverMoreThanOwed(long balance, long interest, long fees, long minimum)
        => Assert.Equal(minimum, CardMinimum.Of(balance, interest, fees));

    [Fact]
    public void Minimum_OfAnyStatement_CoversItsChargesAndNoMoreThanTheDebt()
        => Law.Holds(
            from balance in Gen.Choose(0, 10_000_000)
            from interest in Gen.Choose(0, 300_000)
            from fees in Gen.Choose(0, 10_000)
            select (balance, interest, fees),
            card => CardMinimum.Of(card.balance, card.interest, card.fees) >= card.interest + card.fees
                && CardMinimum.Of(card.balance, card.interest, card.fees) <= card.balance + card.interest + card.fees);

    [Theory]
    [InlineData(500_000, 540_000, 8_000, 8_000)]
    [InlineData(500_000, 545_000, 8_000, 5_000)]
    [InlineData(500_000, 550_000, 8_000, 0)]
    [InlineData(500_000, 560_000, 8_000, 0)]
    public void Cap_At110PercentOfTheLimit_StopsInterestAndFees(long limit, long balance, long charges, long allowed)
        => Assert.Equal(allowed, CardCap.Allowed(limit, balance, charges));
}
