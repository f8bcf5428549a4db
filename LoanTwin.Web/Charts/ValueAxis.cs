using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>One mark on an axis: where, and what is written there.</summary>
public sealed record AxisTick(double At, string Text);

/// <summary>Round levels around the values, at most six of them; the unit stands on the last alone.</summary>
public sealed record ValueAxis(double Low, double High, IReadOnlyList<AxisTick> Ticks)
{
    private const int MostTicks = 6;
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    public static ValueAxis Of(double low, double high, NumberPattern pattern)
    {
        var (from, to) = Widened(low * pattern.Scale, high * pattern.Scale);
        var step = StepOf(from, to);
        var (first, last) = (Math.Floor((from / step) + 1e-9), Math.Ceiling((to / step) - 1e-9));
        var decimals = DecimalsOf(step);
        var ticks = from index in Enumerable.Range(0, (int)(last - first) + 1)
                    let value = (first + index) * step / pattern.Scale
                    select new AxisTick(value, pattern.Tick(value, decimals, index == (int)(last - first)));
        return new(first * step / pattern.Scale, last * step / pattern.Scale, [.. ticks]);
    }

    /// <summary>How high a value stands on the axis: 0 at the foot, 1 at the top.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    public bool Holds(double value) => value >= Low && value <= High;

    private static (double From, double To) Widened(double low, double high)
    {
        if (high - low > 1e-9 * Math.Max(1, Math.Abs(high)))
        {
            return (low, high);
        }

        var room = Math.Max(Math.Abs(high) * .02, 1e-3);
        return (low - room, high + room);
    }

    private static double StepOf(double from, double to)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / MostTicks)));
        return RoundSteps.Append(20).Append(50).Select(round => round * power).First(step => Math.Ceiling((to / step) - 1e-9) - Math.Floor((from / step) + 1e-9) < MostTicks);
    }

    private static int DecimalsOf(double step)
    {
        var decimals = 0;
        while (decimals < 6 && Math.Abs((step * Math.Pow(10, decimals)) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6)
        {
            decimals++;
        }

        return decimals;
    }
}
