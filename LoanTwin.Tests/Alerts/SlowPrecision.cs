namespace LoanTwin.Tests.Alerts;

/// <summary>The worth of an upward rule, worked out by looking back over the whole series on each day instead of by states.</summary>
internal static class SlowPrecision
{
    public static (int Fired, int Judged, int Followed) Count(IReadOnlyList<double?> values, int forDays, int keepDays, double trigger, double clear, double breach, int followDays)
    {
        var (fired, judged, followed, openSince) = (0, 0, 0, -1);
        for (var day = 0; day < values.Count; day++)
        {
            if (openSince < 0 && Last(day, Math.Max(1, forDays), value => value > trigger, openSince))
            {
                openSince = day;
                fired++;
                var ahead = Enumerable.Range(day, followDays + 1).Where(at => at < values.Count).ToList();
                var isFollowed = ahead.Any(at => values[at] > breach);
                followed += isFollowed ? 1 : 0;
                judged += isFollowed || day + followDays < values.Count ? 1 : 0;
            }
            else if (openSince >= 0 && Last(day, keepDays + 1, value => value <= clear, openSince))
            {
                openSince = -1;
            }
        }

        return (fired, judged, followed);

        // The clear days of an open alert begin after it has fired; days before an alert may count for the next one only when none was open.
        bool Last(int day, int days, Func<double, bool> holds, int since)
            => Enumerable.Range(day - days + 1, days).All(at => at > since && at >= 0 && values[at] is { } value && holds(value));
    }
}
