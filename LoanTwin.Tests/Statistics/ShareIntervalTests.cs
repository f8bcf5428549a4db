using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Tests.Statistics;

public class ShareIntervalTests
{
    // Wilson (1927) by hand: 5 of 50 at z = 1.6449.
    [Theory]
    [InlineData(0, 10, 0, .2129)]
    [InlineData(5, 50, .0492, .1929)]
    [InlineData(10, 10, .7871, 1)]
    public void Wilson_OfAShare_IsThePublishedInterval(int count, int of, double low, double high)
    {
        var interval = ShareInterval.Wilson(count, of);

        Assert.Equal(low, interval.Low, .002);
        Assert.Equal(high, interval.High, .002);
    }
}
