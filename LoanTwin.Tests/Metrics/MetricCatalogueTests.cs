using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;

namespace LoanTwin.Tests.Metrics;

public class MetricCatalogueTests
{
    /// <summary>The spelling that outside checks rely on.</summary>
    private const string Keys =
        "outstanding, activeLoans, originations, yield, nim, roe, roa, costIncome, coverage, expectedLossRate, dpd30Balance, dpd30Count, dpd60Balance, dpd60Count, dpd90Balance, dpd90Count, "
        + "npaRatio, chargeOffRate, defaultRate, cpr, recoveryRate, var95, var999, es95, es999, capitalRatio, leverage, liquidityRatio, hhiProduct, hhiRegion, topShare, score, ltv, dti, "
        + "approvalRate, automationRate, growth, sharpe";

    [Fact]
    public void Keys_OfTheCatalogue_AreThoseOfTheApi() => Assert.Equal(Keys.Split(", ").Order(), MetricCatalogue.All.Select(metric => metric.Key).Order());

    [Fact]
    public void Metrics_AreSaidOnce()
    {
        var everything = MetricCatalogue.All.Concat(MetricCatalogue.Components).ToList();

        Assert.Equal(everything.Count, everything.Select(metric => metric.Key).Distinct().Count());
        Assert.Equal(everything.Count, everything.Select(metric => metric.Name).Distinct().Count());
        Assert.All(everything, metric => Assert.EndsWith(".", metric.Definition, StringComparison.Ordinal));
        Assert.All(everything.SelectMany(metric => metric.Components), key => Assert.True(MetricCatalogue.Find(key).IsSuccess, key));
        Assert.All(everything, metric => Assert.DoesNotContain(metric.Key, metric.Components));
    }

    [Fact]
    public void Find_OfAnUnknownKey_NamesTheKnownOnes()
    {
        var problem = MetricCatalogue.Find("raroc").Problem!;

        Assert.Equal(ProblemKind.NotFound, problem.Kind);
        Assert.Contains("sharpe", problem.Faults[0].Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "outstanding yield nim roe roa coverage recoveryRate capitalRatio leverage liquidityRatio score approvalRate automationRate growth sharpe originations")]
    [InlineData("down", "costIncome expectedLossRate dpd30Balance dpd30Count dpd60Balance dpd60Count dpd90Balance dpd90Count npaRatio chargeOffRate defaultRate var95 var999 es95 es999 hhiProduct hhiRegion topShare ltv dti")]
    [InlineData("none", "activeLoans cpr")]
    public void Direction_OfAMetric_IsWhatALenderWishes(string direction, string keys)
        => Assert.Equal(keys.Split(' ').Order(), MetricCatalogue.All.Where(metric => metric.Direction.Key() == direction).Select(metric => metric.Key).Order());

    [Fact]
    public void Bounds_OfAPolicy_ReachTheirMetrics()
    {
        var limits = new MetricLimits { TargetRoe = .1, MaxVar = .02, MinCapital = .03, MaxConcentration = .04, MaxLate = .05, MaxExpectedLoss = .06, MinLiquidity = 1.5 };
        var values = MetricCatalogue.Evaluate(ALender.Figures, limits);

        Assert.Equal(["roe .1 ", "expectedLossRate  .06", "var95  .02", "dpd30Balance  .05", "capitalRatio  .03", "liquidityRatio  1.5", "topShare  .04"], values.Where(v => v.Target is not null || v.Limit is not null).Select(v => $"{v.Metric} {v.Target:#.##} {v.Limit:#.##}"));
    }

    [Fact]
    public void Bounds_WithoutAPolicy_AreTheDefaults()
        => Assert.Equal((.15, .05, .08, .40), (MetricLimits.Default.TargetRoe, MetricLimits.Default.MaxVar, MetricLimits.Default.MinCapital, MetricLimits.Default.MaxConcentration));

    [Theory]
    [InlineData("roe", .15, MetricStatus.Met)]
    [InlineData("roe", .1499, MetricStatus.Missed)]
    [InlineData("var95", .05, MetricStatus.Met)]
    [InlineData("var95", .0501, MetricStatus.Breached)]
    [InlineData("capitalRatio", .08, MetricStatus.Met)]
    [InlineData("capitalRatio", .0799, MetricStatus.Breached)]
    [InlineData("topShare", .41, MetricStatus.Breached)]
    [InlineData("yield", .1, MetricStatus.Watched)]
    [InlineData("roe", null, MetricStatus.Undefined)]
    public void Status_OfAValue_FollowsDirectionTargetAndLimit(string key, double? value, MetricStatus status)
    {
        var metric = MetricCatalogue.Find(key).Value with { Formula = _ => value };

        Assert.Equal(status, metric.Evaluate(ALender.Figures, MetricLimits.Default).Status);
    }

    [Fact]
    public void Status_InsideTheLimitButShortOfTheTarget_IsMissed()
        => Assert.Equal(MetricStatus.Missed, MetricValue.Of(MetricCatalogue.Find("capitalRatio").Value, .1, .12, .08).Status);
}
