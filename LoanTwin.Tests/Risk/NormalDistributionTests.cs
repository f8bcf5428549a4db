using LoanTwin.Domain.Risk;

namespace LoanTwin.Tests.Risk;

/// <summary>Against values known to more digits than a double holds.</summary>
public class NormalDistributionTests
{
    private const double Relative = 1e-12;

    [Theory]
    [InlineData(-38, 2.8854283612e-316, 1e-8)]
    [InlineData(-20, 2.753624118606233695e-89, Relative)]
    [InlineData(-10, 7.619853024160526066e-24, Relative)]
    [InlineData(-5, 2.866515718791939117e-7, Relative)]
    [InlineData(-3, 1.349898031630094527e-3, Relative)]
    [InlineData(-2.5, 6.209665325776135167e-3, Relative)]
    [InlineData(0, .5, Relative)]
    [InlineData(1, .841344746068542948585, Relative)]
    [InlineData(2.6, .9953388119762813, Relative)]
    [InlineData(6, .9999999990134123, Relative)]
    [InlineData(40, 1, 0)]
    public void Cdf_AtAKnownPoint_IsThePublishedValue(double x, double expected, double relative)
        => Assert.InRange(NormalDistribution.Cdf(x), expected * (1 - relative), expected * (1 + relative));

    [Theory]
    [InlineData(.001, -3.090232306167813541540)]
    [InlineData(.01, -2.326347874040841100886)]
    [InlineData(.05, -1.644853626951472714864)]
    [InlineData(.975, 1.959963984540054235525)]
    [InlineData(.999, 3.090232306167813541540)]
    public void Inverse_OfAKnownProbability_IsThePublishedValue(double probability, double expected)
        => Assert.Equal(expected, NormalDistribution.Inverse(probability), 1e-12);

    [Fact]
    public void Inverse_OfTheCdf_GivesThePointBack()
    {
        // Above zero the probability itself has lost the digits that would tell points apart, so the upper half is read from the lower.
        for (var x = -37.0; x <= 1; x += .0625)
        {
            Assert.Equal(x, NormalDistribution.Inverse(NormalDistribution.Cdf(x)), 1e-12 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Fact]
    public void Inverse_OfCertainty_IsInfinite()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Inverse(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Inverse(1));
        Assert.Equal(0, NormalDistribution.Inverse(.5), 1e-15);
    }

    [Theory]
    [InlineData(-.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void Inverse_OfNoProbability_IsRefused(double probability)
        => Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Inverse(probability));
}
