namespace LoanTwin.Web.Views;

/// <summary>The right to read a view; the view stays until every lease of it is disposed.</summary>
internal sealed class ViewLease(BookView view, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    public BookView View => _giveBack is null ? throw new ObjectDisposedException(nameof(ViewLease)) : view;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
