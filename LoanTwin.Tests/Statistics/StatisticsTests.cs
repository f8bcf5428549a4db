using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Tests.Statistics;

public sealed class StatisticsTests
{
    private static readonly double[] Values = [.. Enumerable.Range(1, 20_000).Select(i => Math.Exp(3 * Math.Sin(i * 1.7)) * (1 + (i % 97)))];

    [Theory]
    [InlineData(.01)]
    [InlineData(.5)]
    [InlineData(.95)]
    [InlineData(.999)]
    public void Quantile_OfASketch_LiesWithinItsStatedError(double level)
    {
        var sketch = new QuantileSketch(.005);
        foreach (var value in Values)
        {
            sketch.Add(value);
        }

        var exact = Values.Order().ElementAt((int)Math.Floor(level * (Values.Length - 1)));
        Assert.InRange(sketch.Quantile(level) / exact, 1 - .005 - 1e-9, 1 + .005 + 1e-9);
    }

    [Fact]
    public void Sketch_MergedFromParts_IsTheSketchOfTheWhole()
    {
        var (whole, left, right) = (new QuantileSketch(), new QuantileSketch(), new QuantileSketch());
        for (var i = 0; i < Values.Length; i++)
        {
            whole.Add(Values[i]);
            (i % 3 == 0 ? left : right).Add(Values[i]);
        }

        right.Merge(left);

        Assert.Equal(whole.Count, right.Count);
        Assert.All(new[] { 0, .1, .5, .9, 1.0 }, level => Assert.Equal(whole.Quantile(level), right.Quantile(level)));
    }

    [Fact]
    public void Histogram_CountsWhatFallsOutsideAtEitherEnd_AndMergesByAdding()
    {
        var (a, b) = (new Histogram(0, 10, 5), new Histogram(0, 10, 5));
        foreach (var value in new[] { -1, 0, 1.9, 2, 9.99 })
        {
            a.Add(value);
        }

        b.Add(10);
        a.Merge(b);

        Assert.Equal((1L, 2L, 1L, 1L, 1L, 6L), (a.Below, a[0], a[1], a[4], a.Above, a.Count));
        Assert.Throws<ArgumentException>(() => a.Merge(new Histogram(0, 10, 6)));
    }

    [Fact]
    public void Estimate_OfLargeValues_KeepsItsStandardError()
    {
        var estimate = Estimate.Of(Enumerable.Range(0, 101).Select(i => 1e12 + i));

        Assert.Equal((1e12 + 50, 101), (estimate.Mean, estimate.Count));
        Assert.Equal(Math.Sqrt(858.5 / 101), estimate.StandardError, 6);
    }
}
