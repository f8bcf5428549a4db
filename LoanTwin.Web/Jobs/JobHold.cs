namespace LoanTwin.Web.Jobs;

/// <summary>
/// What is made once for all blocks that a job works off in one sitting. Inputs and lender alone decide what it is: after a crash it is made again.
/// </summary>
internal sealed class JobHold : IDisposable
{
    private IDisposable? _kept;

    public T Once<T>(Func<T> make) where T : class, IDisposable => (T)(_kept ??= make());

    public void Dispose() => _kept?.Dispose();
}
