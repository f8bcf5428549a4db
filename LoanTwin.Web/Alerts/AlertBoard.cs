using System.Collections.Immutable;
using LoanTwin.Domain.Alerts;

namespace LoanTwin.Web.Alerts;

/// <summary>Every rule and where it stands, as of the last stored day and the last deed. Nothing in it moves.</summary>
internal sealed record AlertPicture(ImmutableArray<AlertStanding> Standings)
{
    public static AlertPicture Empty { get; } = new([]);

    /// <summary>Open alerts, the gravest first, then the newest.</summary>
    public ImmutableArray<AlertRow> Open
        => [.. Standings.Select(standing => standing.Open).OfType<AlertRow>().OrderByDescending(alert => alert.Rule.Rule.Severity).ThenByDescending(alert => alert.Id)];

    /// <summary>What nobody looks after yet: for the bell.</summary>
    public int CountAsking(DateOnly day) => Asking(day).Length;

    public ImmutableArray<AlertRow> Asking(DateOnly day) => [.. Open.Where(alert => !alert.Handling.IsQuiet(day))];

    public int Count(AlertStatus status) => Standings.Count(standing => standing.Rule.Rule.IsEnabled && standing.State.Status == status);
}

/// <summary>The alerts as everybody in the program sees them.</summary>
internal sealed class AlertBoard(AlertRecords records)
{
    private readonly Lock _gate = new();
    private volatile AlertPicture _picture = AlertPicture.Empty;

    /// <summary>A newer picture stands. Raised on whatever thread made it; who listens comes back at once.</summary>
    public event Action<AlertPicture>? Changed;

    public AlertPicture Picture => _picture;

    /// <summary>Reads everything again, after a stored day or a deed.</summary>
    public void Refresh()
    {
        AlertPicture picture;
        lock (_gate)
        {
            // One after another, so that an older picture never covers a newer one.
            var (states, open) = (records.States(), records.OpenAlerts().ToLookup(alert => alert.Rule.Id));
            picture = _picture = new([.. records.Rules().Select(rule => new AlertStanding(rule, states.GetValueOrDefault(rule.Id, AlertState.Start), open[rule.Id].FirstOrDefault()))]);
        }

        Changed?.Invoke(picture);
    }
}
