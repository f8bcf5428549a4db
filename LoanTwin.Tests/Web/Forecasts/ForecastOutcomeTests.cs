using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Tests.Web.Forecasts;

/// <summary>The answer of a forecast against one worked out slowly: futures lived one by one, values kept by key, quantiles by counting.</summary>
public sealed class ForecastOutcomeTests
{
    private const int Months = 3;
    private const int Paths = 12;
    private const ulong Seed = 9;

    private static readonly ForecastKind Kind = new();

    [Fact]
    public void Forecast_InBlocks_IsThatOfFuturesLivedOneByOne()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 60, YearsLived = 1, StartDay = new DateOnly(2026, 1, 10) }).Value;
        var inputs = InputsOf(lender.World.Day);
        using var hold = new JobHold();

        var blocks = Enumerable.Range(0, Kind.CountBlocks(inputs)).Select(block => Kind.Run(new(inputs, lender, block, [], hold, () => { }, default))).ToList();
        var outcome = ForecastOutcome.Parse(Kind.Merge(inputs, blocks));

        Assert.Equal((new DateOnly(2026, 1, 10), Months, Paths, Seed), (outcome.Day, outcome.Months, outcome.Paths, outcome.Seed));
        Assert.Equal(MetricCatalogue.All.Select(metric => metric.Key), outcome.Metrics.Select(line => line.Key));
        DateOnly[] ends =
        [
            new(2026, 1, 20), new(2026, 1, 30), new(2026, 1, 31), new(2026, 2, 9), new(2026, 2, 19), new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 11), new(2026, 3, 21), new(2026, 3, 31),
        ];
        var slow = Slowly(lender, ends);
        foreach (var line in outcome.Metrics)
        {
            Assert.Equal(ends, line.Points.Select(point => point.Day));
            foreach (var point in line.Points)
            {
                var sample = slow[(line.Key, point.Day)];
                Assert.Equal(sample.Count, point.Paths);
                double?[] given = [point.P05, point.P25, point.P50, point.P75, point.P95, point.Mean];
                double?[] wanted = sample.Count == 0 ? new double?[6] : [At(sample, .05), At(sample, .25), At(sample, .50), At(sample, .75), At(sample, .95), sample.Sum() / sample.Count];
                Assert.All(given.Zip(wanted), pair => AssertClose(pair.Second, pair.First));
            }
        }

        // Twelve futures of one lender differ, or the bands would say nothing.
        var last = outcome.Metrics.Single(line => line.Key == "outstanding").Points[^1];
        Assert.True(last.P05 < last.P25 && last.P25 < last.P50 && last.P50 < last.P75 && last.P75 < last.P95);
    }

    [Fact]
    public void Forecast_FromAMonthEnd_BeginsWithTheNextMonth()
    {
        var days = ForecastDays.After(new DateOnly(2026, 1, 31).DayNumber, 12).Select(DateOnly.FromDayNumber).ToList();

        Assert.Equal([new(2026, 2, 10), new(2026, 2, 20), new(2026, 2, 28), new(2026, 3, 2)], days.Take(4));
        Assert.Equal((new DateOnly(2027, 1, 31), 21), (days[^1], days.Count));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(.05, 1)]
    [InlineData(.25, 1.5)]
    [InlineData(.5, 3)]
    [InlineData(.75, 7)]
    [InlineData(.95, 9)]
    [InlineData(1, 9)]
    public void Quantile_OfFiveValues_IsTheOneWorkedOutByHand(double level, double value)
        => Assert.Equal(value, Quantiles.Of([1, 2, 3, 5, 9], level), 12);

    [Fact]
    public void Quantile_OfOneValue_IsThatValue() => Assert.Equal(4, Quantiles.Of([4], .95));

    [Theory]
    [InlineData(60, 100)]
    [InlineData(10_000, 100)]
    [InlineData(20_000, 50)]
    [InlineData(1_000_000, 20)]
    public void UsualPaths_OfALargeBook_AreFewer(int loans, int paths) => Assert.Equal(paths, ForecastQuestion.PathsFor(loans));

    private static FrozenInputs InputsOf(int day)
        => new(Kind.Name, day, day, 1, null, Seed, RunVersions.Of(Kind), FrozenInputs.Freeze(new ForecastQuestion(Months, Paths)));

    private static Dictionary<(string Key, DateOnly Day), List<double>> Slowly(Lender lender, DateOnly[] ends)
    {
        var values = new Dictionary<(string, DateOnly), List<double>>();
        for (var path = 0; path < Paths; path++)
        {
            using var future = lender.Fork(RandomKey.Future(Seed, "forecast", path));
            while (future.World.Day < ends[^1].DayNumber)
            {
                future.LiveDay();
                var day = DateOnly.FromDayNumber(future.World.Day);
                foreach (var metric in ends.Contains(day) ? future.Metrics() : [])
                {
                    values.TryAdd((metric.Metric.Key, day), []);
                    if (metric.Value is { } value)
                    {
                        values[(metric.Metric.Key, day)].Add(value);
                    }
                }
            }
        }

        return values;
    }

    /// <summary>The value at a place between the k-th and the next smallest, found by counting how many are smaller.</summary>
    private static double At(List<double> sample, double level)
    {
        var place = Math.Clamp((level * (sample.Count + 1)) - 1, 0, sample.Count - 1);
        var (low, high) = (Smallest((int)Math.Floor(place)), Smallest((int)Math.Ceiling(place)));
        return (low * (1 - (place - Math.Floor(place)))) + (high * (place - Math.Floor(place)));

        double Smallest(int rank) => sample.First(value => sample.Count(other => other < value) <= rank && rank < sample.Count(other => other <= value));
    }

    private static void AssertClose(double? wanted, double? given)
    {
        Assert.Equal(wanted is null, given is null);
        if (wanted is { } value)
        {
            Assert.InRange(given!.Value, value - (1e-9 * Math.Max(1, Math.Abs(value))), value + (1e-9 * Math.Max(1, Math.Abs(value))));
        }
    }
}
