using System.Collections.Immutable;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public class ComparisonTests
{
    private static readonly StressPlan Plan = new() { Question = new(), Paths = 40 };

    [Fact]
    public void A_run_that_is_worse_on_every_path_always_ranks_first()
    {
        var ranked = StressComparison.Of([Run("mild", 0), Run("severe", 5)], RankWeights.Equal).Value;

        Assert.Equal(["severe", "mild"], ranked.Select(run => run.Id));
        Assert.All(ranked, run => Assert.Equal(1, run.Holds));
    }

    [Fact]
    public void Runs_that_differ_less_than_their_luck_hold_their_rank_less_often()
    {
        var ranked = StressComparison.Of([Run("a", 0), Run("b", .0, shuffle: 1), Run("c", 5)], RankWeights.Equal).Value;

        Assert.Equal(1, ranked[0].Holds);
        Assert.InRange(ranked[1].Holds, .4, .99);
    }

    [Fact]
    public void Weights_decide_what_worst_means()
    {
        ComparedRun[] runs = [Run("losing", 5, capital: .12), Run("thin", 0, capital: .06)];

        Assert.Equal("losing", StressComparison.Of(runs, new(1, 0, 0)).Value[0].Id);
        Assert.Equal("thin", StressComparison.Of(runs, new(0, 1, 0)).Value[0].Id);
    }

    [Fact]
    public void Runs_of_other_luck_are_not_compared()
    {
        var other = Run("b", 1) with { Plan = Plan with { Seed = 2 } };

        Assert.Equal(["weights", "runs[1]"], StressComparison.Of([Run("a", 0), other], new(0, 0, 0)).Problem!.Faults.Select(fault => fault.Field));
        Assert.Equal("runs", StressComparison.Of([.. Enumerable.Range(0, 6).Select(i => Run($"{i}", i))], RankWeights.Equal).Problem!.Faults[0].Field);
    }

    [Fact]
    public void A_tornado_says_that_jobs_count_most_and_volatility_nothing()
    {
        using var lender = Lender.Found(new() { Loans = 1_000, Seed = 5, YearsLived = 1 }).Value;
        using var bench = StressBench.Freeze(lender).Value;

        var effects = Sensitivity.Of(bench, new() { Scenario = PublishedScenarios.SeverelyAdverse2026 });

        Assert.Equal("unemployment", effects[0].Factor.Key);
        Assert.True(effects[0].LossAdded > 0 && effects[0].CapitalTaken > 0);
        Assert.Equal(0, effects.Single(effect => effect.Factor.Key == "volatility").LossAdded);
    }

    private static ComparedRun Run(string id, double worse, int shuffle = 0, double capital = .1)
        => new(id, Plan, new(2026, 1, 1), StressOutcome.Of([.. Enumerable.Range(0, 40).Select(path =>
        {
            var luck = ((path * (7 + shuffle)) + shuffle) % 11 / 11.0;
            return new PathOutcome(path, 10 + luck + worse, [1], [capital - (.01 * luck) - (.001 * worse)], -luck - worse, [1]);
        })]));
}
