using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;

namespace LoanTwin.Tests.Metrics;

/// <summary>Every metric against a figure worked out by hand from <see cref="ALender"/>.</summary>
public class MetricTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("outstanding", 10_000)]
    [InlineData("activeLoans", 10)]
    [InlineData("originations", 3_000)] // 25,000 cents x 12
    [InlineData("growth", .25)] // 1,000,000 / 800,000 - 1
    [InlineData("score", 720)] // .6 x 700 + .4 x 750
    [InlineData("ltv", .8)]
    [InlineData("dti", .24)] // .6 x .2 + .4 x .3
    [InlineData("yield", .135)] // 12 x (8,000 + 1,000) / 800,000
    [InlineData("nim", .0612)] // 12 x (8,000 + 1,000 - 3,000 - 900) / (800,000 + 200,000)
    [InlineData("roe", .12)] // 6 x (900 + 1,100) / 100,000
    [InlineData("roa", .01)]
    [InlineData("costIncome", .4)] // 2,440 / (8,000 + 1,000 + 1,000 - 3,000 - 900)
    [InlineData("sharpe", 16.583123951777)] // excess .004 and .006 in turn: .005 / root(12e-6 / 11) x root 12 = 5 x root 11
    [InlineData("expectedLossRate", .013)]
    [InlineData("coverage", 1.66666666666667)] // 20,000 / 12,000
    [InlineData("chargeOffRate", .015)] // 12 x 1,000 / 800,000
    [InlineData("defaultRate", .06)] // 12 x .05 / 10
    [InlineData("cpr", .113615128284887)] // SMM 7,840 / 784,000 = .01; 1 - .99^12
    [InlineData("recoveryRate", .25)]
    [InlineData("var95", .0179345608808544)] // (3,000 + 10,000 + 1.64485 x 3,000) / 1,000,000
    [InlineData("var999", .0222706969185034)] // 3.09023 x 3,000
    [InlineData("es95", .0191881384225476)] // density(1.64485) / .05 = 2.06271
    [InlineData("es999", .0231012702308)] // density(3.09023) / .001 = 3.36709
    [InlineData("dpd30Balance", .08)]
    [InlineData("dpd30Count", .3)]
    [InlineData("dpd60Balance", .03)]
    [InlineData("dpd60Count", .1)]
    [InlineData("dpd90Balance", .012)]
    [InlineData("dpd90Count", .1)]
    [InlineData("npaRatio", .012)]
    [InlineData("capitalRatio", .131)]
    [InlineData("leverage", .1)] // 131,000 / (1,000,000 - 20,000 + 10,000 + 20,000 + 300,000)
    [InlineData("liquidityRatio", 3)]
    [InlineData("hhiProduct", .52)] // .36 + .16
    [InlineData("hhiRegion", .58)] // .49 + .09
    [InlineData("topShare", .6)]
    [InlineData("approvalRate", .8)]
    [InlineData("automationRate", .9)]
    [InlineData("netIncome", 120)]
    [InlineData("averageEquity", 1_000)]
    [InlineData("averageAssets", 12_000)]
    [InlineData("operatingCost", 292.8)] // 12 x 2,440 cents
    [InlineData("operatingIncome", 732)] // 12 x 6,100 cents
    [InlineData("expectedLoss", 130)]
    [InlineData("allowance", 200)]
    [InlineData("chargeOffRateCash", .0135)] // 12 x (1,200 - 300) / 800,000
    [InlineData("nonPerforming", 120)]
    [InlineData("equity", 1_310)]
    [InlineData("riskWeightedAssets", 10_000)]
    public void Value_OfTheLender_IsTheOneWorkedOutByHand(string key, double expected)
        => Assert.Equal(expected, Of(ALender.Figures, key)!.Value, Tolerance * Math.Max(1, expected));

    [Fact]
    public void HandCases_CoverTheWholeCatalogue()
    {
        var covered = typeof(MetricTests).GetMethod(nameof(Value_OfTheLender_IsTheOneWorkedOutByHand))!
            .GetCustomAttributes(false).OfType<InlineDataAttribute>().Select(data => (string)data.Data[0]!);

        Assert.Equal(MetricCatalogue.All.Concat(MetricCatalogue.Components).Select(metric => metric.Key).Order(), covered.Order());
    }

    [Theory]
    [InlineData("outstanding", 4_000)]
    [InlineData("nim", .04)] // 12 x (2,000 - 1,000) / 300,000
    [InlineData("yield", .1)] // 12 x 2,500 / 300,000
    [InlineData("costIncome", .293333333333333)] // 440 / 1,500
    [InlineData("dpd30Count", .25)]
    [InlineData("hhiRegion", .625)] // 1/16 + 9/16
    [InlineData("approvalRate", .7)]
    [InlineData("chargeOffRate", 0)]
    [InlineData("growth", .333333333333333)]
    [InlineData("var95", 0)]
    public void Value_OfOneProduct_ReadsThatProductAlone(string key, double expected)
        => Assert.Equal(expected, Of(ALender.Figures.Of("mortgage").Value, key)!.Value, Tolerance);

    [Theory]
    [InlineData("roe")]
    [InlineData("roa")]
    [InlineData("sharpe")]
    [InlineData("capitalRatio")]
    [InlineData("leverage")]
    [InlineData("liquidityRatio")]
    [InlineData("hhiProduct")]
    [InlineData("topShare")]
    public void Value_ThatBelongsToTheLender_IsNothingForOneProduct(string key) => Assert.Null(Of(ALender.Figures.Of("consumer").Value, key));

    [Fact]
    public void Of_AProductThatIsNotThere_NamesThoseThatAre()
        => Assert.Equal((ProblemKind.NotFound, "one of consumer, mortgage"), ALender.Figures.Of("boats").Problem is { } problem ? (problem.Kind, problem.Faults[0].Rule) : default);

    [Theory]
    [InlineData("originations", 3_000)]
    [InlineData("roe", .12)]
    [InlineData("chargeOffRate", .015)]
    [InlineData("cpr", .113615128284887)]
    [InlineData("recoveryRate", .25)]
    [InlineData("growth", 1.44140625)] // 1.25 squared twice: a quarter compounded to a year
    public void Value_OfThreeMonths_IsScaledToAYear(string key, double expected)
    {
        // A month of mean income, so that only the number of months differs.
        var quarter = ALender.Figures with { Months = [.. Enumerable.Range(0, 3).Select(month => ALender.Month(month, 1_000))] };

        Assert.Equal(expected, Of(quarter, key)!.Value, Tolerance * Math.Max(1, expected));
    }

    [Fact]
    public void TrailingMetrics_WithoutAMonth_AreNothing()
    {
        var figures = ALender.Figures with { Months = [] };

        Assert.All(MetricCatalogue.All.Where(metric => metric.Horizon == MetricHorizon.Trailing12Months), metric => Assert.Null(metric.Value(figures)));
    }

    [Fact]
    public void ChangedCopy_OfMeasuredFigures_HasALossLawOfItsOwn()
    {
        var figures = ALender.Figures;
        var before = Of(figures, "var95");

        var changed = figures with { Products = [ALender.Consumer with { CertainLoss = 13_000 }, ALender.Mortgage] };

        Assert.Equal(before!.Value + .01, Of(changed, "var95")!.Value, Tolerance);
    }

    private static double? Of(PortfolioFigures figures, string key) => MetricCatalogue.Find(key).Value.Value(figures);
}
