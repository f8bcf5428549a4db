namespace LoanTwin.Web.Views;

/// <summary>Work over rows on two threads: always the same two halves, so that sums come out the same each time.</summary>
internal static class Halves
{
    public const int Number = 2;

    private const int WorthTwo = 16_384;

    /// <param name="work">From a row up to another, and which half it is.</param>
    public static void Of(int count, Action<int, int, int> work)
    {
        var middle = count / Number;
        if (count < WorthTwo)
        {
            work(0, middle, 0);
            work(middle, count, 1);
            return;
        }

        Parallel.Invoke(() => work(0, middle, 0), () => work(middle, count, 1));
    }
}
