using System.Globalization;
using LoanTwin.Domain.Risk;
using LoanTwin.Tests.Lending;

namespace LoanTwin.Tests.Risk;

public class StandardisedWeightsTests
{
    private const string Committed = """
        "regulatory residential RE, repayment not materially dependent on property cash flows (whole-loan)",LTV<=50%,20,CRE20.82 table,
        "regulatory residential RE, repayment not materially dependent on property cash flows (whole-loan)",80<LTV<=90,40,CRE20.82 table,
        regulatory retail,standard,75,CRE20.68,
        """;

    [Theory]
    [InlineData("LTV<=50%", 50)]
    [InlineData("50<LTV<=60", 60)]
    [InlineData("60<LTV<=80", 80)]
    [InlineData("80<LTV<=90", 90)]
    [InlineData("90<LTV<=100", 100)]
    [InlineData("LTV>100", 100.01)]
    public void Home_AtTheUpperEdgeOfABand_HasThePublishedWeight(string condition, double ltv)
    {
        if (Published("not materially dependent", condition) is { } percent)
        {
            Assert.Equal(percent / 100, StandardisedWeights.Home(ltv * 1_000, 100_000));
        }
    }

    [Theory]
    [InlineData(0, .20)]
    [InlineData(50, .20)]
    [InlineData(50.01, .25)]
    [InlineData(60.01, .30)]
    [InlineData(80, .30)]
    [InlineData(80.01, .40)]
    [InlineData(90.01, .50)]
    [InlineData(150, .70)]
    public void Home_ByBalanceOverOriginalValue_HasTheWeightOfItsBand(double ltv, double weight)
        => Assert.Equal(weight, StandardisedWeights.Home(ltv * 1_000, 100_000));

    [Fact]
    public void Home_WithoutAValue_IsRetail() => Assert.Equal(.75, StandardisedWeights.Home(100, 0));

    [Fact]
    public void FlatWeights_AreThePublishedOnes()
    {
        Check("regulatory retail", "standard", StandardisedWeights.Retail);
        Check("regulatory retail transactors", "repaid in full", StandardisedWeights.Transactor);
        Check("corporate SME", "", StandardisedWeights.SmallBusiness);
        Check("CCF off balance sheet", "unconditionally", StandardisedWeights.UndrawnCardConversion);
        Check("defaulted exposure", "provisions <20%", StandardisedWeights.Defaulted(.1999));
        Check("defaulted exposure", "provisions >=20%", StandardisedWeights.Defaulted(.20));
        Check("defaulted residential RE", "net of", StandardisedWeights.DefaultedHome);
    }

    [Fact]
    public void CardAssets_CountATenthOfTheUndrawnLimit()
    {
        Assert.Equal(.75 * (2_000 + 300), StandardisedWeights.CardAssets(2_000, 3_000, false), 1e-9);
        Assert.Equal(.45 * (2_000 + 300), StandardisedWeights.CardAssets(2_000, 3_000, true), 1e-9);
        Assert.Equal(.75 * 2_000, StandardisedWeights.CardAssets(2_000, -50, false), 1e-9);
    }

    [Fact]
    public void OperationalRisk_IsTheBasicIndicatorOverProfitableYears()
    {
        Assert.Equal(12.5 * .15 * 100, OperationalRisk.Assets(100), 1e-12);
        Assert.Equal(12.5 * .15 * 150, OperationalRisk.Assets(100, -40, 200), 1e-12);
        Assert.Equal(0, OperationalRisk.Assets(-1));
    }

    private static void Check(string asset, string condition, double weight) => Assert.Equal((Published(asset, condition) ?? (100 * weight)) / 100, weight, 1e-12);

    private static double? Published(string asset, string condition)
        => PublishedData.Rows("regulatory/basel3_standardised_risk_weights.csv", Committed)
            .Where(row => row[0].Contains(asset, StringComparison.Ordinal) && row[1].StartsWith(condition, StringComparison.Ordinal))
            .Select(row => (double?)double.Parse(row[2], CultureInfo.InvariantCulture)).FirstOrDefault();
}
