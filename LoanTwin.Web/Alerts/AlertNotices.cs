using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>Tells the frame how many alerts ask for a person, and every reader once when some begin.</summary>
internal sealed class AlertNotices(AlertBoard board, LiveFeed feed, Notices notices) : IHostedService
{
    public const string Page = "/alerts";

    private readonly Lock _gate = new();
    private long? _newest;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        board.Changed += Follow;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        board.Changed -= Follow;
        return Task.CompletedTask;
    }

    private void Follow(AlertPicture picture)
    {
        var open = picture.Open;
        var day = feed.Latest?.Day ?? (open.IsEmpty ? default : DateOnly.FromDayNumber(open.Max(alert => alert.FiredDay)));
        notices.Count(Page, picture.CountAsking(day));
        var begun = BegunIn(picture).Where(alert => !alert.Handling.IsQuiet(day)).ToList();
        if (begun.Count > 0)
        {
            notices.Tell(NoticeOf(begun));
        }
    }

    // The first picture is what stood before: nothing in it begins.
    private List<AlertRow> BegunIn(AlertPicture picture)
    {
        lock (_gate)
        {
            var (told, open) = (_newest, picture.Open);
            _newest = Math.Max(told ?? 0, open.Select(alert => alert.Id).DefaultIfEmpty().Max());
            return told is { } last ? [.. open.Where(alert => alert.Id > last)] : [];
        }
    }

    /// <summary>Several of one day are one message, led by the gravest.</summary>
    private static Notice NoticeOf(List<AlertRow> begun)
    {
        var first = begun[0];
        var state = AlertFigures.StateOf(first.Rule.Rule.Severity);
        return begun.Count == 1
            ? new(state, $"{first.Rule.Rule.Name}: {AlertFigures.Of(first, first.Value)} against {AlertFigures.Of(first, first.Trigger)}", "Act", $"{Page}/{first.Id}")
            : new(state, $"{first.Rule.Rule.Name}, and {begun.Count - 1} more began on the same day", "Open", Page);
    }
}
