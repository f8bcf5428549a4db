using LoanTwin.Domain.Risk;
using LoanTwin.Tests.Lending;

namespace LoanTwin.Tests.Risk;

public class VasicekTests
{
    // Hull, Risk Management and Financial Institutions, worst-case default rate at 99.9 %: pd, correlation, published per cent, more digits.
    private const string HullRows = """
        0.01,0.0,1.0,1.0,0.0
        0.001,0.2,2.8,2.8075,0.0
        0.01,0.2,14.6,14.5525,0.0
        0.02,0.2,22.6,22.6313,0.0
        0.015,0.4,39.0,39.0349,0.0
        0.005,0.6,38.7,38.6674,0.0
        0.02,0.8,94.4,94.3873,0.0
        """;

    public static TheoryData<double, double, double, double> Hull()
    {
        var rows = new TheoryData<double, double, double, double>();
        foreach (var cells in PublishedData.Rows("portfolio/hull_wcdr_table.csv", HullRows))
        {
            var row = cells.Select(cell => (double)PublishedData.Number(cell)).ToArray();
            rows.Add(row[0], row[1], row[2], row[3]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Hull))]
    public void Quantile_OfHullsTable_IsHisWorstCase(double pd, double correlation, double published, double moreDigits)
    {
        var worst = 100 * Vasicek.Quantile(pd, correlation, .999);

        // Published to one decimal, so half a tenth; one ten-thousandth for the recomputed column.
        Assert.Equal(published, worst, .0501);
        Assert.Equal(moreDigits, worst, .0000501);
    }

    [Theory]
    [InlineData(.02, .06)]
    [InlineData(.001, .15)]
    [InlineData(.30, .80)]
    public void ConditionalPd_OverAllYears_AveragesToThePd(double pd, double correlation)
    {
        var mean = 0.0;
        for (var z = -9.0; z <= 9; z += .005)
        {
            mean += .005 * NormalDistribution.Density(z) * Vasicek.ConditionalPd(pd, correlation, z);
        }

        Assert.Equal(pd, mean, 1e-11);
    }

    [Theory]
    [InlineData(.02, .06, .95)]
    [InlineData(.02, .06, .99)]
    [InlineData(.001, .15, .5)]
    [InlineData(.30, .80, .05)]
    public void Cdf_AtAQuantile_IsItsProbability(double pd, double correlation, double probability)
        => Assert.Equal(probability, Vasicek.Cdf(pd, correlation, Vasicek.Quantile(pd, correlation, probability)), 1e-11);

    [Theory]
    [InlineData(.06, 0, 0)]
    [InlineData(.06, 1, 1)]
    [InlineData(0, .019, 0)]
    [InlineData(0, .021, 1)]
    public void Cdf_AtTheEdges_IsCertain(double correlation, double rate, double expected) => Assert.Equal(expected, Vasicek.Cdf(.02, correlation, rate));
}
