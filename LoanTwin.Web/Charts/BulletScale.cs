using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>How a value near a level is coloured; the word beside it says the same.</summary>
public enum BulletTone
{
    Plain,
    Watch,
    Breach,
}

/// <summary>Where bar and tick of a bullet end, as shares of its width, and the sentence that says so.</summary>
internal sealed record BulletScale(double Bar, double? Tick)
{
    private const double RoomBeyondALimit = 1.24;
    private const double RoomBeyondAValue = 1.06;

    public static BulletScale Of(double? value, double? level, bool endsAtTheLevel)
    {
        var known = value is { } some && double.IsFinite(some) ? Math.Max(0, some) : 0;
        if (level is not > 0)
        {
            return new(known > 0 ? 1 / RoomBeyondALimit : 0, null);
        }

        if (endsAtTheLevel)
        {
            return new(Math.Min(1, known / level.Value), null);
        }

        var width = Math.Max(level.Value * RoomBeyondALimit, known * (known > level * RoomBeyondALimit / RoomBeyondAValue ? RoomBeyondAValue : 1));
        return new(known / width, level.Value / width);
    }

    public static string Sentence(string name, MetricUnit unit, double? value, double? level, string word)
    {
        var pattern = NumberPattern.For(unit, new[] { value, level }.OfType<double>().ToList());
        var start = $"{name}: {pattern.Text(value)}";
        return level is not { } bound || value is not { } known
            ? start + "."
            : $"{start}, {FigureText.Distance(unit, bound - known)} {(known <= bound ? "under" : "above")} the {word} of {pattern.Text(bound)}.";
    }
}
