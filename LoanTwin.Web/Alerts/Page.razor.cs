using LoanTwin.Domain.Alerts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Alerts;

/// <summary>What has fired, what asks for a person, and what is over. The address says which states and severities.</summary>
public sealed partial class Page
{
    private const string StateKey = "state";
    private const string SeverityKey = "severity";
    private const int MostEnded = 50;
    private const int MostQuiet = 8;

    private static readonly (string Key, string Text)[] States = [("firing", "Firing"), ("recovering", "Recovering"), ("noData", "No data"), ("error", "Error"), (AlertRow.Resolved, "Ended")];

    private IReadOnlyList<AlertRow> _open = [];
    private IReadOnlyList<AlertRow> _asking = [];
    private IReadOnlyList<AlertRow> _shown = [];
    private IReadOnlyList<AlertRow> _ended = [];
    private IReadOnlyList<(AlertStanding Standing, double Room)> _quiet = [];
    private int _endedTotal;
    private string? _state;
    private string? _severity;
    private string? _told;

    private bool IsFiltered => _state is not null || _severity is not null;

    private string Tally
    {
        get
        {
            var picture = Board.Picture;
            var seen = _open.Count(alert => alert.AcknowledgedBy is not null);
            return $"{_open.Count(alert => alert.Status == AlertStatus.Firing.Key())} firing · {seen} seen · {picture.Count(AlertStatus.Pending)} pending · {picture.Count(AlertStatus.Recovering)} recovering";
        }
    }

    private IReadOnlyList<Segments.Option> StateOptions => Options(StateKey, _state, States);

    private IReadOnlyList<Segments.Option> SeverityOptions => Options(SeverityKey, _severity, AlertWords.Severities.Reverse().Select(key => (key, $"{AlertWords.Parse<AlertSeverity>(key)}")));

    protected override object? Read()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        var (state, severity) = (query.GetValueOrDefault(StateKey).ToString(), query.GetValueOrDefault(SeverityKey).ToString());
        _state = States.Any(known => known.Key == state) ? state : null;
        _severity = AlertWords.Severities.Contains(severity) ? severity : null;
        var picture = Board.Picture;
        _open = picture.Open;
        _asking = picture.Asking(Day ?? default);
        _shown = [.. _open.Where(alert => (_state is null || alert.Status == _state) && (_severity is null || alert.Rule.Rule.Severity.Key() == _severity))];
        (_endedTotal, _ended) = _state is null or AlertRow.Resolved ? Records.List(AlertRow.Resolved, _severity, MostEnded, 0) : (0, []);
        _quiet = IsFiltered ? [] : [.. picture.Standings.Where(standing => standing.Open is null && standing.Rule.Rule.IsEnabled).Select(standing => (Standing: standing, Room: RoomOf(standing.State))).Where(quiet => quiet.Room is not null).Select(quiet => (quiet.Standing, quiet.Room!.Value)).OrderBy(quiet => quiet.Value).Take(MostQuiet)];
        return (Viewer.Shown?.CommitSequence, picture, _state, _severity);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        if (RendererInfo.IsInteractive && _told != Navigation.Uri)
        {
            _told = Navigation.Uri;
            Complain(query.GetValueOrDefault(StateKey).ToString(), _state, StateKey, States.Select(known => known.Key));
            Complain(query.GetValueOrDefault(SeverityKey).ToString(), _severity, SeverityKey, AlertWords.Severities);
        }
    }

    /// <summary>Nothing where a share of the trigger says nothing.</summary>
    private static double? RoomOf(AlertState state) => state is { Value: { } value, Trigger: { } trigger } && trigger != 0 ? Math.Abs((value - trigger) / trigger) : null;

    private void Complain(string given, string? known, string key, IEnumerable<string> all)
    {
        if (given.Length > 0 && known is null)
        {
            Toasts.Add(RiskState.Watch, $"Left out of the address: {key} \"{given}\" is not one of {string.Join(", ", all)}");
        }
    }

    private Segments.Option[] Options(string key, string? chosen, IEnumerable<(string Key, string Text)> all)
        => [new("All", PageTime.With(Navigation, key, null), chosen is null), .. all.Select(option => new Segments.Option(option.Text, PageTime.With(Navigation, key, option.Key), option.Key == chosen))];

    private async Task AcknowledgeAsync(AlertRow alert)
        => await DoAsync(alert.Id, AlertDeed.Acknowledge(Author.Local, null).Value, $"Acknowledged: {alert.Rule.Rule.Name}");
}
