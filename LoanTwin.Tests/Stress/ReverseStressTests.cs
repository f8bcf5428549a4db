using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public sealed class ReverseStressTests : IDisposable
{
    private readonly Lender _lender = Lender.Found(new() { Loans = 1_500, Seed = 5, YearsLived = 1 }).Value;
    private readonly StressBench _bench;

    public ReverseStressTests() => _bench = StressBench.Freeze(_lender).Value;

    public void Dispose()
    {
        _bench.Dispose();
        _lender.Dispose();
    }

    [Theory]
    [InlineData("capitalRatio", SheetMode.Static, 1)]
    [InlineData("chargeOffRate", SheetMode.RunOff, 7)]
    public void The_found_path_breaks_the_limit_and_a_smaller_one_does_not(string key, SheetMode sheet, ulong seed)
    {
        var metric = Domain.Metrics.MetricCatalogue.Find(key).Value;
        var severe = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026, Sheet = sheet }).Value;
        var (calm, bad) = (StressResult.WorstOf(metric, severe.Baseline)!.Value.Value, StressResult.WorstOf(metric, severe.Stressed)!.Value.Value);
        var (limit, beyond) = ((calm + bad) / 2, bad - calm);

        var answer = ReverseStress.Solve(_bench, new(key, limit, Seed: seed, Sheet: sheet)).Value;

        var again = StressResult.WorstOf(metric, _bench.Answer(new() { Scenario = answer.Scenario, Sheet = sheet }).Value.Stressed)!.Value;
        Assert.Equal(again, (answer.Worst, answer.WorstQuarter));
        Assert.True(Math.Sign(beyond) * (again.Value - limit) is >= 0 and <= .001, $"{again.Value} against {limit}");
        var smaller = StressResult.WorstOf(metric, _bench.Answer(new() { Scenario = Shrunk(answer.Scenario), Sheet = sheet }).Value.Stressed)!.Value;
        Assert.True(Math.Sign(beyond) * (smaller.Value - limit) < 0, $"{smaller.Value} against {limit}");
        Assert.True(Math.Abs((answer.OtherDistance / answer.Distance) - 1) < .1, $"{answer.Distance} and {answer.OtherDistance}");
        Assert.NotEmpty(answer.Story);
    }

    [Fact]
    public void A_limit_that_is_broken_anyway_or_never_is_said_to_be()
    {
        Assert.Contains("baseline keeps", ReverseStress.Solve(_bench, new("capitalRatio", .5)).Problem!.Faults[0].Rule);
        Assert.Contains("some path within", ReverseStress.Solve(_bench, new("capitalRatio", -5)).Problem!.Faults[0].Rule);
        Assert.Equal(["quarters", "limit", "metric"], ReverseStress.Solve(_bench, new("nothing", double.NaN, 0)).Problem!.Faults.Select(fault => fault.Field));
    }

    /// <summary>Every factor 5 % nearer to what is expected.</summary>
    private Scenario Shrunk(Scenario scenario)
    {
        var start = new StartingPoint(_bench.Before, _bench.Day.DayNumber, _bench.Model);
        return ScenarioDoor.Open(new("shrunk", "a test", scenario.Values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select((value, quarter) =>
            (double?)(start.Expected(quarter)[MacroFactor.Find(entry.Key)!] is var calm ? calm + (.95 * (value - calm)) : 0))]))
        {
            HousePriceBase = scenario.HousePriceBase,
        }).Value;
    }
}
