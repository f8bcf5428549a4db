using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Tests.Statistics;

public class ThinningTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(999)]
    public void Thinning_ToAnyNumber_StaysWithinItAndKeepsTheEnds(int points)
    {
        var all = Noise(1_000);

        var few = Thinning.To(all, points, point => point.Value);

        Assert.InRange(few.Count, 2, points);
        Assert.Equal((all[0], all[^1]), (few[0], few[^1]));
    }

    [Fact]
    public void Thinning_OfManyPoints_KeepsExtremesAndOrder()
    {
        var all = Noise(10_000);
        all[4_321] = (4_321, 99);
        all[8_765] = (8_765, -99);

        var few = Thinning.To(all, 300, point => point.Value);

        Assert.InRange(few.Count, 200, 300);
        Assert.Contains((4_321, 99d), few);
        Assert.Contains((8_765, -99d), few);
        Assert.Equal(few.OrderBy(point => point.Day), few);
        Assert.Equal(few.Distinct(), few);
    }

    [Fact]
    public void Thinning_OfFewPoints_ReturnsThemAll()
    {
        var all = Noise(5);

        Assert.Same(all, Thinning.To(all, 5, point => point.Value));
    }

    private static (int Day, double Value)[] Noise(int count)
    {
        var luck = new Random(count);
        return [.. Enumerable.Range(0, count).Select(day => (day, luck.NextDouble()))];
    }
}
