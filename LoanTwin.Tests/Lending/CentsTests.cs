using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class CentsTests
{
    [Theory]
    [InlineData(5, 10, 1)]
    [InlineData(4, 10, 0)]
    [InlineData(15, 10, 2)]
    [InlineData(25, 10, 3)]
    [InlineData(-5, 10, -1)]
    [InlineData(-4, 10, 0)]
    [InlineData(1, 3, 0)]
    [InlineData(2, 3, 1)]
    public void HalfUp_OfARatio_GoesToTheNearestCentAndHalvesAwayFromZero(long numerator, long denominator, long expected)
        => Assert.Equal(expected, Cents.HalfUp(numerator, denominator));

    [Fact]
    public void HalfUp_OfAnyRatio_IsWithinHalfACent()
        => Law.Holds(
            from numerator in Gen.Choose(-1_000_000_000, 1_000_000_000)
            from denominator in Gen.Choose(1, 1_000_000)
            select (numerator, denominator),
            ratio => Int128.Abs((2 * Cents.HalfUp(ratio.numerator, ratio.denominator) * (Int128)ratio.denominator) - (2 * (Int128)ratio.numerator)) <= ratio.denominator);

    [Fact]
    public void OfDollars_WithAFractionOfACent_IsRefused()
    {
        var result = Cents.OfDollars(10.005m);

        Assert.Equal(ProblemKind.Invalid, result.Problem!.Kind);
        Assert.Equal(new Fault("amount", "10.005", "dollars with at most two decimals"), Assert.Single(result.Problem.Faults));
    }

    [Fact]
    public void OfDollars_TooLargeToHold_IsRefused() => Assert.False(Cents.OfDollars(decimal.MaxValue).IsSuccess);

    [Fact]
    public void OfDollars_ThereAndBack_IsTheSameMoney() => Assert.Equal(12_345_678.90m, Cents.ToDollars(Cents.OfDollars(12_345_678.90m).Value));
}
