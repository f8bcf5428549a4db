using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Tests.Metrics;

/// <summary>Whatever comes in, a metric gives a number or nothing.</summary>
public class DegenerateFiguresTests
{
    private static readonly double[] Odd = [0, 0, 1, -1, 1e-320, 1e308, -1e308, double.NaN, double.PositiveInfinity, double.NegativeInfinity, .5, 250_000];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Metrics_OfOddFigures_AreNumbersOrNothing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var figures = Figures(random);
            DemandNumbers(figures);
            DemandNumbers(figures.Of("p0").Value);
        }
    }

    [Fact]
    public void Metrics_OfNoLoansAtAll_AreNumbersOrNothing()
    {
        var figures = new PortfolioFigures { Day = default, Products = [] };

        DemandNumbers(figures);
        Assert.Equal(["outstanding", "activeLoans"], MetricCatalogue.Evaluate(figures).Where(value => value.Value is not null).Select(value => value.Metric.Key));
    }

    [Fact]
    public void Metrics_OfAnEmptyBook_AreNumbersOrNothing()
        => DemandNumbers(new PortfolioFigures { Day = default, Products = [new() { Product = "consumer" }], Sheet = new(), Months = [new() { Month = default, Products = [], Lender = new() }] });

    private static void DemandNumbers(PortfolioFigures figures)
    {
        foreach (var metric in MetricCatalogue.All.Concat(MetricCatalogue.Components))
        {
            Assert.True(metric.Value(figures) is not { } value || double.IsFinite(value), metric.Key);
        }
    }

    private static PortfolioFigures Figures(Random random) => new()
    {
        Day = default,
        Products = [.. Enumerable.Range(0, random.Next(1, 4)).Select(place => OddOnes(new ProductFigures { Product = $"p{place}" }, random) with { ByRegion = Regions(random), Buckets = Buckets(random) })],
        Sheet = random.Next(3) == 0 ? null : OddOnes(new BalanceSheet(), random),
        Months = [.. Enumerable.Range(0, random.Next(15)).Select(_ => Month(random))],
    };

    private static MonthFigures Month(Random random) => new()
    {
        Month = default,
        Products = [.. Enumerable.Range(0, random.Next(4)).Select(place => OddOnes(new ProductMonth { Product = $"p{place}" }, random))],
        Lender = random.Next(8) == 0 ? null : OddOnes(new LenderMonth(), random),
    };

    private static ImmutableArray<double> Regions(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => Any(random))];

    private static ImmutableArray<LossBucket> Buckets(Random random)
        => [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(2) == 0
            ? new LossBucket(random.Next(-1, 9), Any(random), Any(random), Any(random), Any(random))
            : new LossBucket(random.Next(9), random.NextDouble(), random.NextDouble(), Math.Pow(10, random.Next(-300, 308)), Math.Pow(10, random.Next(-300, 308))))];

    /// <summary>Half of the time every number odd, else tame ones with an odd one here and there.</summary>
    private static T OddOnes<T>(T figures, Random random)
    {
        var share = random.Next(2) == 0 ? 1 : .1;
        foreach (var property in typeof(T).GetProperties().Where(property => property.PropertyType == typeof(double) && property.CanWrite))
        {
            property.SetValue(figures, random.NextDouble() < share ? Any(random) : random.NextDouble() * 1e6);
        }

        return figures;
    }

    private static double Any(Random random) => Odd[random.Next(Odd.Length)];
}
