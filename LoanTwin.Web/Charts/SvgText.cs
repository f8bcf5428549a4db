using System.Globalization;
using System.Text;

namespace LoanTwin.Web.Charts;

/// <summary>Numbers and paths as SVG spells them. Shares are 0 to 1, from the left and from the foot; a box has 1,000 units each way.</summary>
internal static class SvgText
{
    private const double Box = 1000;

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Number(100 * share) + "%";

    public static string PercentFromTop(double share) => Percent(1 - share);

    /// <summary>A line through the points; a missing one lifts the pen.</summary>
    public static string Line(IEnumerable<(double X, double? Y)> points)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var (x, share) in points)
        {
            if (share is { } y)
            {
                path.Append(isDown ? 'L' : 'M').Append(Point(x, y));
            }

            isDown = share is not null;
        }

        return path.ToString();
    }

    /// <summary>The area between two lines over the same days.</summary>
    public static string Band(IEnumerable<(double X, double Low, double High)> points)
    {
        var edge = points.ToList();
        var there = edge.Select((point, index) => (index == 0 ? "M" : "L") + Point(point.X, point.High));
        var back = edge.AsEnumerable().Reverse().Select(point => "L" + Point(point.X, point.Low));
        return string.Concat(there.Concat(back)) + "Z";
    }

    private static string Point(double x, double y) => $"{Number(Box * x)} {Number(Box * (1 - y))}";
}
