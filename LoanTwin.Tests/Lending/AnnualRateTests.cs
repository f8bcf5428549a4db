using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class AnnualRateTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.095, 950_000)]
    [InlineData(0.2133, 2_133_000)]
    [InlineData(0.0000001, 1)]
    [InlineData(0.9999999, 9_999_999)]
    [InlineData(1, 10_000_000)]
    public void FromFraction_OfSevenDecimals_IsExact(double fraction, int units)
    {
        var rate = AnnualRate.FromFraction(fraction).Value;

        Assert.Equal(units, rate.TenMillionths);
        Assert.Equal(fraction, rate.Fraction);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.01)]
    [InlineData(9.5)]
    [InlineData(0.12345678)]
    public void FromFraction_OfNonsense_IsRefusedAndNamesTheRange(double fraction)
    {
        var fault = Assert.Single(AnnualRate.FromFraction(fraction).Problem!.Faults);

        Assert.Equal("annualRate", fault.Field);
        Assert.Contains("between 0 and 1", fault.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_OfAModelsRate_RoundsToTheNearestUnit() => Assert.Equal(1_234_568, AnnualRate.Nearest(0.12345678).Value.TenMillionths);

    [Fact]
    public void EveryUnit_AsAFraction_ComesBackUnchanged()
    {
        for (var units = 0; units <= AnnualRate.One; units += 997)
        {
            Assert.Equal(units, AnnualRate.FromFraction(new AnnualRate(units).Fraction).Value.TenMillionths);
        }
    }
}
