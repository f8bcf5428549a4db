using System.Collections.Immutable;
using LoanTwin.Simulation.Attribution;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Insights;

/// <summary>What moved expected loss between two days, and where it stands by product and score.</summary>
/// <param name="IsLater">The day wanted has no loans kept, so the first one that has stands in for it.</param>
internal sealed record LossMove(DateOnly Day, bool IsLater, LossBridge Bridge, ImmutableArray<HeatCell> Heat);

/// <summary>Asks the photos; answers are kept, because photos of large books take a while.</summary>
internal sealed class LossMoves(Photos photos, FigureRows rows, LiveFeed feed)
{
    private const int MostKept = 8;
    private readonly Lock _gate = new();
    private readonly LinkedList<((DateOnly From, DateOnly To) Days, LossMove Answer)> _kept = new();

    /// <summary>Nothing when the later day's loans are not kept.</summary>
    public async Task<LossMove?> OfAsync(DateOnly? asOf, string baseline, CancellationToken leaving)
    {
        if (feed.Latest is not { } latest || Baseline.Of(baseline, asOf ?? latest.Day, rows) is not { } against || photos.FirstDay is not { } first)
        {
            return null;
        }

        var (day, from) = (asOf ?? latest.Day, against.Day < first ? first : against.Day);
        if (day < first)
        {
            return null;
        }

        if (Known((from, day)) is { } known)
        {
            return known;
        }

        if (await photos.OfAsync(day, leaving) is not { } now || await photos.OfAsync(from, leaving) is not { } before)
        {
            return null;
        }

        return Keep((from, day), new(day, from != against.Day, LossBridge.Between(before, now), LossHeat.Of(now, before, LoanField.Products.Length)));
    }

    private LossMove? Known((DateOnly, DateOnly) days)
    {
        lock (_gate)
        {
            return _kept.FirstOrDefault(kept => kept.Days == days).Answer;
        }
    }

    private LossMove Keep((DateOnly, DateOnly) days, LossMove move)
    {
        lock (_gate)
        {
            _kept.AddFirst((days, move));
            if (_kept.Count > MostKept)
            {
                _kept.RemoveLast();
            }
        }

        return move;
    }
}
