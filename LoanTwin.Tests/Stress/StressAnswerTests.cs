using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public sealed class StressAnswerTests : IDisposable
{
    private readonly Lender _lender = Lender.Found(new() { Loans = 3_000, Seed = 5, YearsLived = 1 }).Value;
    private readonly StressBench _bench;

    public StressAnswerTests() => _bench = StressBench.Freeze(_lender, threads: 2).Value;

    public void Dispose()
    {
        _bench.Dispose();
        _lender.Dispose();
    }

    [Theory]
    [InlineData(SheetMode.RunOff)]
    [InlineData(SheetMode.Static)]
    public void Without_a_shock_the_stressed_path_is_the_baseline_to_the_last_bit(SheetMode sheet)
    {
        var answer = _bench.Answer(new() { Scenario = PublishedScenarios.Baseline2026, Baseline = PublishedScenarios.Baseline2026, Sheet = sheet }).Value;
        using var other = StressBench.Freeze(_lender, threads: 1).Value;
        var again = other.Answer(new() { Scenario = PublishedScenarios.Baseline2026, Sheet = sheet }).Value;

        Assert.Equal(Bytes(answer.Baseline), Bytes(answer.Stressed));
        Assert.Equal(Losses(answer.Baseline), Losses(again.Stressed));
    }

    [Theory]
    [InlineData("unemployment")]
    [InlineData("gdpGrowth")]
    public void A_bump_of_a_millionth_changes_the_loss(string factor)
    {
        var bumped = Changed(PublishedScenarios.Baseline2026, factor, value => value + 1e-6);

        var answer = _bench.Answer(new() { Scenario = bumped, Baseline = PublishedScenarios.Baseline2026 }).Value;

        Assert.NotEqual(BitConverter.DoubleToInt64Bits(ExpectedLoss(PublishedScenarios.Baseline2026)), BitConverter.DoubleToInt64Bits(ExpectedLoss(bumped)));
        Assert.NotEqual(answer.Baseline.Months[^1].Figures.Sheet, answer.Stressed.Months[^1].Figures.Sheet);
    }

    [Fact]
    public void A_severe_world_costs_more_and_leaves_less_capital()
    {
        var answer = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026 }).Value;

        Assert.True(answer.Stressed.Loss > 1.3 * answer.Baseline.Loss, $"{answer.Stressed.Loss} against {answer.Baseline.Loss}");
        Assert.True(answer.Stressed.Months.Min(month => month.CapitalRatio) < answer.Baseline.Months.Min(month => month.CapitalRatio));
        Assert.True(answer.Stressed.Months.Sum(month => month.Provisions) > answer.Baseline.Months.Sum(month => month.Provisions));
        Assert.True(answer.Stressed.Months.Sum(month => month.Flows.Lender!.NetIncome) < answer.Baseline.Months.Sum(month => month.Flows.Lender!.NetIncome));
    }

    [Theory]
    [InlineData(SheetMode.RunOff)]
    [InlineData(SheetMode.Static)]
    public void Equity_moves_by_income_and_dividends_alone(SheetMode sheet)
    {
        var path = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2025, Sheet = sheet }).Value.Stressed;

        for (var at = 1; at < path.Months.Length; at++)
        {
            Assert.Equal(path.Months[at - 1].Figures.Sheet!.Equity, path.Months[at].Flows.Lender!.OpeningEquity);
        }
    }

    [Fact]
    public void A_static_book_keeps_its_balance_and_runs_off_without_new_loans_otherwise()
    {
        var kept = _bench.Answer(new() { Sheet = SheetMode.Static }).Value.Baseline;
        var runOff = _bench.Answer(new()).Value.Baseline;

        Assert.All(kept.Months, month => Assert.Equal(1, month.Figures.Outstanding / _bench.Start.Outstanding, .02));
        Assert.True(runOff.Months[^1].Figures.Outstanding < .8 * _bench.Start.Outstanding);
        Assert.Equal(0, runOff.Months[^1].Flows.Products.Sum(product => product.Originated));
    }

    [Fact]
    public void Every_metric_that_stands_at_the_start_stands_along_the_path()
    {
        var defined = MetricCatalogue.Evaluate(_bench.Start).Where(metric => metric.Value is not null).Select(metric => metric.Metric.Key).ToList();
        var path = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026, Sheet = SheetMode.Static }).Value.Stressed;

        string[] needApplicants = ["approvalRate", "automationRate"];
        foreach (var key in defined.Except(needApplicants))
        {
            Assert.All(path.QuarterEnds, month => Assert.True(month.Value(key) is not null, $"{key} at {month.Month}"));
        }
    }

    [Fact]
    public void The_first_months_follow_on_from_the_lived_ones()
    {
        var first = _bench.Answer(new() { Sheet = SheetMode.Static }).Value.Baseline.Months[0];
        var start = _bench.Start;

        Assert.Equal(1, first.Figures.Sheet!.AllRiskWeightedAssets / start.Sheet!.AllRiskWeightedAssets, .05);
        Assert.Equal(1, first.Figures.Sum(product => product.Allowance) / start.Sum(product => product.Allowance), .15);
        Assert.Equal(start.Sheet.Equity / start.Sheet.AllRiskWeightedAssets, first.CapitalRatio, .01);
    }

    [Fact]
    public void Late_loans_at_the_first_month_end_are_those_that_a_lived_month_has()
    {
        using var lived = _lender.Fork(RandomKey.Future(_lender.World.Seed, "a lived month", 0));
        while (lived.World.Day < new DateOnly(2026, 1, 31).DayNumber)
        {
            lived.LiveDay();
        }

        // What is recorded in January was decided in December, so there is hardly any luck in it.
        var (expected, seen) = (_bench.Answer(new()).Value.Baseline.Months[0].Figures, lived.Figures());
        Assert.Equal(1, expected.Sum(product => product.Count30) / seen.Sum(product => product.Count30), .2);
        Assert.Equal(1, expected.Sum(product => product.NonPerforming) / seen.Sum(product => product.NonPerforming), .2);
    }

    [Fact]
    public void A_dynamic_book_lends_on_and_lives_both_worlds_under_one_luck()
    {
        var answer = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026, Sheet = SheetMode.Dynamic, Quarters = 2 }).Value;

        Assert.Equal(answer.Baseline.Months.Length, answer.Stressed.Months.Length);
        Assert.True(answer.Stressed.Months.Sum(month => month.Flows.Products.Sum(product => product.Originated)) > 0);
        Assert.Equal(Bytes(answer.Baseline), Bytes(_bench.Answer(new() { Sheet = SheetMode.Dynamic, Quarters = 2 }).Value.Stressed));
    }

    [Fact]
    public void Overlays_do_what_they_say()
    {
        double LossWith(Overlays overlays) => _bench.Answer(new() { Overlays = overlays }).Value.Stressed.Loss;
        var plain = LossWith(Overlays.None);

        Assert.True(LossWith(Overlays.None with { Cures = .8 }) > plain);
        Assert.Equal(.5, LossWith(Overlays.None with { LossGivenDefault = .5 }) / plain, .001);
        Assert.True(LossWith(Overlays.None with { Prepayments = 2 }) < plain);
    }

    [Fact]
    public void A_population_meets_the_scenario_alone()
    {
        var autos = _lender.World.Book.Shelves[1].Fixed.Id[.._lender.World.Book.Shelves[1].Count].ToArray().ToImmutableHashSet();
        var answer = _bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026, Population = autos }).Value;

        Assert.Equal(Loss(answer.Baseline, 0), Loss(answer.Stressed, 0));
        Assert.True(Loss(answer.Stressed, 1) > Loss(answer.Baseline, 1));
    }

    [Fact]
    public void Questions_that_make_no_sense_name_every_field()
    {
        var problem = _bench.Answer(new() { Quarters = 0, Overlays = new(0, -1, 9), Sheet = SheetMode.Dynamic }).Problem!;

        Assert.Equal(["quarters", "overlays", "overlays.cures", "overlays.lossGivenDefault", "overlays.prepayments"], problem.Faults.Select(fault => fault.Field));
    }

    internal static Scenario Changed(Scenario scenario, string factor, Func<double, double> change)
        => ScenarioDoor.Open(new("changed", "a test", scenario.Values.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select(value => (double?)(entry.Key == factor ? change(value) : value))]))
        {
            HousePriceBase = scenario.HousePriceBase,
        }).Value;

    private double ExpectedLoss(Scenario scenario)
    {
        var book = _bench.Book(scenario, Overlays.None, 9, null, default);
        return Enumerable.Range(0, book.Products).Sum(place => Enumerable.Range(book.FirstMonth, 27).Sum(month => book.Of(place, Simulation.Kernel.Flow.LossBooked, month)));
    }

    private static double Loss(StressPath path, int place) => path.Months.Sum(month => month.Flows.Products[place].LossBooked);

    private static List<double> Losses(StressPath path) => [.. path.Months.Select(month => month.Loss)];

    private static List<long> Bytes(StressPath path)
        => [.. path.Months.SelectMany(month => (double[])[month.Loss, month.CashLoss, month.NetInterestIncome, month.Provisions, month.CapitalRatio, month.Roe ?? -1, .. MetricCatalogue.Evaluate(month.Figures).Select(metric => metric.Value ?? -1)])
            .Select(BitConverter.DoubleToInt64Bits)];
}
