using System.Globalization;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>The twin as it lives: every viewer sees the same day, and whoever sits here may set its pace.</summary>
public sealed partial class LivePanel : IDisposable
{
    private static readonly TimeSpan FoundingInterval = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _leaving = new();
    private TwinSnapshot? _snapshot;
    private (int Done, int Total) _progress;

    [Inject] private LiveFeed Feed { get; set; } = null!;
    [Inject] private TwinClock Clock { get; set; } = null!;
    [Inject] private TwinService Service { get; set; } = null!;
    [Inject] private LivingTwin Twin { get; set; } = null!;
    [Inject] private TwinAudit Audit { get; set; } = null!;

    // A button that cannot answer yet must not look as if it could.
    private bool IsFixed => !RendererInfo.IsInteractive || _snapshot is null;

    private bool IsStill => Clock.Pace == Pace.Paused;

    private string Percent => _progress.Total == 0 ? "0 %" : $"{100 * _progress.Done / _progress.Total} %";

    private string State => IsStill ? "paused" : $"{Clock.Pace.Key()}, {Clock.AchievedPerSecond.ToString("0.#", CultureInfo.InvariantCulture)} days a second";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => (_snapshot, _progress) = (Feed.Latest, Twin.Progress);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync(_leaving.Token);
        }
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            while (Feed.Latest is null)
            {
                _progress = Twin.Progress;
                await InvokeAsync(StateHasChanged);
                await Task.Delay(FoundingInterval, leaving);
            }

            await foreach (var snapshot in Feed.WatchAsync(leaving))
            {
                _snapshot = snapshot;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer has left.
        }
    }

    private async Task SetPaceAsync(Pace pace)
    {
        await Audit.NoteAsync(Author.Local, "pace", "twin", new { pace = pace.Key() }, _leaving.Token);
        Clock.Set(pace);
    }

    private async Task StepAsync(int days)
    {
        await Audit.NoteAsync(Author.Local, "step", "twin", new { days }, _leaving.Token);
        if (Clock.TryStep(days, out var done))
        {
            await done.WaitAsync(_leaving.Token);
            _snapshot = Feed.Latest;
        }
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string? Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
