using LoanTwin.Domain.Risk;

namespace LoanTwin.Tests.Risk;

public class DefaultCountLawTests
{
    [Theory]
    [InlineData(0, .0282475249)]
    [InlineData(3, .6496107184)]
    [InlineData(9, .9999940951)]
    public void Cdf_WithoutCorrelation_IsBinomial(int defaults, double expected)
        => Assert.Equal(expected, DefaultCountLaw.OfVasicek(.3, 0, 10).Cdf(defaults / 10.0), 1e-12);

    [Theory]
    [InlineData(.95)]
    [InlineData(.99)]
    public void Quantile_OfAVeryLargeBook_IsVasiceks(double probability)
    {
        var law = DefaultCountLaw.OfVasicek(.02, .06, 400_000);

        Assert.Equal(Vasicek.Quantile(.02, .06, probability), law.Quantile(probability), 2e-5);
        Assert.Equal(.02, law.MeanRate, 1e-12);
    }

    [Fact]
    public void Quantile_OfASmallBook_LiesAboveThatOfALargeOne()
        => Assert.True(DefaultCountLaw.OfVasicek(.02, .06, 500).Quantile(.99) > DefaultCountLaw.OfVasicek(.02, .06, 20_000).Quantile(.99) + .003);

    [Fact]
    public void StandardError_OfALargeBook_ComesFromTheSlopeOfTheQuantile()
    {
        var law = DefaultCountLaw.OfVasicek(.02, .06, 20_000);

        // One over the density is how fast the quantile moves with the probability.
        var slope = (law.Quantile(.955) - law.Quantile(.945)) / .01;
        Assert.Equal(slope * Math.Sqrt(.95 * .05 / 2000), law.StandardError(.95, 2000), .03 * law.StandardError(.95, 2000));
    }

    [Fact]
    public void OfYears_CertainOnes_PutTheirWeightOnNoneAndAll()
    {
        var law = DefaultCountLaw.OfYears([0, 1, 1, 1], 100);

        Assert.Equal(.25, law.Cdf(.99));
        Assert.Equal(1, law.Quantile(.5));
        Assert.Equal(.75, law.MeanRate);
    }
}
