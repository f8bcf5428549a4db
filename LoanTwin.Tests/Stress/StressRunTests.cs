using System.Collections.Immutable;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public sealed class StressRunTests : IDisposable
{
    private static readonly StressPlan Plan = new() { Question = new() { Scenario = PublishedScenarios.SeverelyAdverse2026 }, Paths = 12, PathsPerBlock = 5, Seed = 3 };

    private readonly Lender _lender = Lender.Found(new() { Loans = 1_500, Seed = 5, YearsLived = 1 }).Value;

    public void Dispose() => _lender.Dispose();

    [Fact]
    public void Blocks_in_any_order_on_any_threads_give_the_same_bytes()
    {
        using var one = StressBench.Freeze(_lender, threads: 1).Value;
        using var two = StressBench.Freeze(_lender, threads: 2).Value;
        var (run, again) = (StressRun.Begin(one, Plan).Value, StressRun.Begin(two, Plan with { PathsPerBlock = 4 }).Value);

        var forwards = Enumerable.Range(0, 3).Select(block => run.DoBlock(block)).Aggregate((a, b) => a.Merge(b));
        var backwards = Enumerable.Range(0, 3).Reverse().Select(block => again.DoBlock(block)).Aggregate((a, b) => a.Merge(b));

        Assert.Equal(12, forwards.Count);
        Assert.Equal(forwards.Hash(), backwards.Hash());
        Assert.NotEqual(forwards.Hash(), StressRun.Begin(one, Plan with { Seed = 4 }).Value.DoBlock(0).Hash());
        Assert.Throws<ArgumentException>(() => forwards.Merge(run.DoBlock(1)));
    }

    [Fact]
    public void Sampled_paths_lie_around_what_is_expected()
    {
        using var bench = StressBench.Freeze(_lender).Value;
        var run = StressRun.Begin(bench, Plan with { Paths = 60, PathsPerBlock = 60 }).Value;

        var outcome = run.DoBlock(0);

        var loss = outcome.Loss;
        Assert.InRange(run.Expected.Stressed.Loss, loss.Mean - (4.5 * loss.StandardError), loss.Mean + (4.5 * loss.StandardError));
        Assert.Equal(run.Expected.Stressed.QuarterEnds.Last().CapitalRatio, outcome.CapitalBands[^1].Median, .02);
        Assert.All(outcome.LossBands, band => Assert.True(band.Low <= band.LowerQuarter && band.LowerQuarter <= band.Median && band.Median <= band.UpperQuarter && band.UpperQuarter <= band.High));
        Assert.True(outcome.LossQuantile(.95) > outcome.LossQuantile(.5));
    }

    [Fact]
    public void A_run_over_some_loans_leaves_the_luck_of_the_others_alone()
    {
        using var bench = StressBench.Freeze(_lender).Value;
        var shelf = _lender.World.Book.Shelves[1];
        var autos = shelf.Fixed.Id[..shelf.Count].ToArray().ToImmutableHashSet();
        var some = StressRun.Begin(bench, Plan with { Question = Plan.Question with { Population = autos } }).Value.DoBlock(0);
        var none = StressRun.Begin(bench, Plan with { Question = Plan.Question with { Scenario = null } }).Value.DoBlock(0);

        Assert.Equal(none.Paths.Select(path => path.LossByProduct[0]), some.Paths.Select(path => path.LossByProduct[0]));
        Assert.True(some.LossOf(1).Mean > none.LossOf(1).Mean);
    }

    [Fact]
    public void The_capital_bridge_adds_up_to_the_cent()
    {
        using var bench = StressBench.Freeze(_lender).Value;
        var answer = bench.Answer(Plan.Question).Value;

        var bridge = StressResult.Of(answer, bench.Limits).Bridge;

        var trough = answer.Stressed.QuarterEnds.ElementAt(bridge.TroughQuarter - 1);
        Assert.Equal(trough.Figures.Sheet!.Equity, answer.Stressed.Months[0].Flows.Lender!.OpeningEquity + bridge.ToTrough.Sum(step => step.Cents));
        Assert.Equal(answer.Stressed.Months[^1].Figures.Sheet!.Equity, trough.Figures.Sheet.Equity + bridge.ToEnd.Sum(step => step.Cents));
        Assert.Equal(bridge.Trough, bridge.Start + bridge.ToTrough.Sum(step => step.Ratio), 1e-12);
        Assert.Equal(bridge.End, bridge.Trough + bridge.ToEnd.Sum(step => step.Ratio), 1e-12);
    }

    [Fact]
    public void Results_name_the_worst_quarter_and_what_is_breached()
    {
        using var bench = StressBench.Freeze(_lender).Value;
        var answer = bench.Answer(Plan.Question).Value;

        var result = StressResult.Of(answer, bench.Limits with { MinCapital = .119 });

        var capital = result.Metrics.Single(metric => metric.Metric.Key == "capitalRatio");
        Assert.Equal(answer.Stressed.QuarterEnds.Min(end => end.CapitalRatio), capital.Worst);
        Assert.Equal(capital.Worst, answer.Stressed.QuarterEnds.ElementAt(capital.WorstQuarter!.Value - 1).CapitalRatio);
        Assert.Contains(result.Breaches, breach => breach.Metric.Key == "capitalRatio" && breach.Worst == capital.Worst);
        Assert.True(result.States.Single(state => state.State == "chargeOffs") is var chargeOffs && chargeOffs.Stressed > chargeOffs.Baseline);
    }

    [Fact]
    public void Segments_add_up_to_the_whole_loss_in_every_cut()
    {
        using var bench = StressBench.Freeze(_lender).Value;
        var whole = bench.Answer(Plan.Question).Value;

        var segments = SegmentLosses.Of(bench, Plan.Question);

        foreach (var cut in segments.GroupBy(segment => segment.By))
        {
            Assert.Equal(1, cut.Sum(segment => segment.Stressed) / whole.Stressed.Loss, 1e-4);
            Assert.Equal(1, cut.Sum(segment => segment.Baseline) / whole.Baseline.Loss, 1e-4);
            Assert.True(cut.Count() > 1, cut.Key);
        }
    }
}
