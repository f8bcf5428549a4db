using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

public sealed class RowSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(30_000)]
    public void Rows_ByRandomKeys_StandAsAPlainComparisonPutsThem(int count)
    {
        var luck = new Random(count + 3);
        double[] odd = [double.NaN, 0, -0.0, double.MaxValue, -1e-300, double.NegativeInfinity, 640, 1e12];
        double[] Column(int kinds) => [.. Enumerable.Range(0, count).Select(_ => luck.Next(4) == 0 ? odd[luck.Next(odd.Length)] : luck.Next(kinds) - (kinds / 2.0))];
        var (first, second, third) = (Column(5), Column(40), Enumerable.Range(0, count).Select(at => (double)at).OrderBy(_ => luck.Next()).ToArray());

        var sorted = RowSort.Sorted([.. Enumerable.Range(0, count)], [(first, true), (second, false), (third, false)]);

        double Up(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;
        double Down(double value) => double.IsNaN(value) ? double.PositiveInfinity : -value;
        Assert.Equal(
            Enumerable.Range(0, count).OrderBy(row => double.IsNaN(first[row])).ThenBy(row => Down(first[row])).ThenBy(row => double.IsNaN(second[row])).ThenBy(row => Up(second[row])).ThenBy(row => third[row]), sorted);
    }
}
