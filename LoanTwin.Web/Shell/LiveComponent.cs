using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Shell;

/// <summary>A part of a page that follows the live twin. It draws itself again only when what it shows has changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private object? _drawn;
    private bool _isOver;

    [Inject] internal Viewer Viewer { get; set; } = null!;

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

    protected override void OnParametersSet() => _drawn = Read();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
        {
            Viewer.Changed += Follow;
            Follow();
        }
    }

    private void Follow()
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
            var now = Read();
            if (!_isOver && !Equals(now, _drawn))
            {
                _drawn = now;
                StateHasChanged();
            }
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
