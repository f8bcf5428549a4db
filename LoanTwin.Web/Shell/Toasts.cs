using LoanTwin.Web.Design;

namespace LoanTwin.Web.Shell;

/// <summary>A short message at the edge of the page.</summary>
/// <param name="Href">Where its one action leads.</param>
/// <param name="Deed">What its one action does instead.</param>
internal sealed record Toast(int Id, RiskState State, string Text, string? Action, string? Href, Func<Task>? Deed)
{
    /// <summary>What failed stays until the reader closes it.</summary>
    public bool IsKept => State is RiskState.Breach or RiskState.Critical;
}

/// <summary>Messages of one reader, newest last, three at most.</summary>
internal sealed class Toasts(TimeProvider time)
{
    private const int Most = 3;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(6);
    private readonly Lock _gate = new();
    private readonly List<Toast> _shown = [];
    private int _last;

    public event Action? Changed;

    public Toast[] Shown
    {
        get
        {
            lock (_gate)
            {
                return [.. _shown];
            }
        }
    }

    public void Add(RiskState state, string text, string? action = null, string? href = null, Func<Task>? deed = null)
    {
        Toast toast;
        lock (_gate)
        {
            toast = new(++_last, state, text, action, href, deed);
            _shown.Add(toast);
            if (_shown.Count > Most)
            {
                _shown.RemoveAt(0);
            }
        }

        Changed?.Invoke();
        if (!toast.IsKept)
        {
            _ = CloseLaterAsync(toast.Id);
        }
    }

    public void Close(int id)
    {
        lock (_gate)
        {
            _shown.RemoveAll(toast => toast.Id == id);
        }

        Changed?.Invoke();
    }

    private async Task CloseLaterAsync(int id)
    {
        await Task.Delay(Life, time);
        Close(id);
    }
}
