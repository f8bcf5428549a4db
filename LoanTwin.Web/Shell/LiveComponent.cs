using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Shell;

/// <summary>A part of a page that follows the live twin. It draws itself again only when what it shows has changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private object? _drawn;
    private long _drawnAt;
    private bool _isOver;
    private bool _isDue;

    [Inject] internal Viewer Viewer { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The least time between two drawings: tables and charts that change twice a second cannot be read.</summary>
    protected virtual TimeSpan Rest => TimeSpan.Zero;

    public void Dispose()
    {
        _isOver = true;
        Viewer.Changed -= Follow;
        GC.SuppressFinalize(this);
        OnLeave();
    }

    /// <summary>Reads what the next drawing shows; equal to the last one means that nothing is to be drawn.</summary>
    protected abstract object? Read();

    /// <summary>The reader has left the page.</summary>
    protected virtual void OnLeave()
    {
    }

    protected override void OnParametersSet() => (_drawn, _drawnAt) = (Read(), Time.GetTimestamp());

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
        {
            Viewer.Changed += Follow;
            Follow();
        }
    }

    /// <summary>Something that it shows may have changed. May be called on any thread.</summary>
    protected void Follow()
    {
        if (!_isOver)
        {
            _ = InvokeAsync(DrawAsync);
        }
    }

    /// <summary>A failure here belongs to this part alone: the boundary around it takes it.</summary>
    private async Task DrawAsync()
    {
        try
        {
            if (_isDue)
            {
                return; // it will be drawn anyway
            }

            if (Rest - Time.GetElapsedTime(_drawnAt) is var left && left > TimeSpan.Zero)
            {
                _isDue = true;
                await Task.Delay(left, Time);
                _isDue = false;
            }

            if (!_isOver && Read() is var now && !Equals(now, _drawn))
            {
                (_drawn, _drawnAt) = (now, Time.GetTimestamp());
                StateHasChanged();
            }
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
