using System.Threading.Channels;

namespace LoanTwin.Web.Alerts;

/// <summary>Rung when there may be mails to send; however often, it is heard once.</summary>
internal sealed class MailBell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Until it rings, or that long.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken leaving)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        waiting.CancelAfter(longest);
        try
        {
            await _rung.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!leaving.IsCancellationRequested)
        {
        }
    }
}
