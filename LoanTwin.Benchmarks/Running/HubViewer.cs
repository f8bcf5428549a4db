using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace LoanTwin.Benchmarks.Running;

/// <summary>A raw viewer of the hub: joins the pictures and then reads them, or stops reading for good while it goes on saying that it lives.</summary>
internal sealed class HubViewer : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _leaving = new();

    public int Pictures { get; private set; }

    /// <summary>The longest time between two pictures.</summary>
    public double LongestGapSeconds { get; private set; }

    public WebSocketState State => _socket.State;

    public static async Task<HubViewer> JoinAsync(Uri address, bool reads)
    {
        var viewer = new HubViewer();

        // A slow line: little is kept on the way, so that what the viewer does not read comes back to the program.
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, leaving) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (!reads)
                {
                    socket.ReceiveBufferSize = 2048;
                }

                await socket.ConnectAsync(context.DnsEndPoint, leaving);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        await viewer._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/twin" }.Uri, invoker, default);
        await viewer.SendAsync("""{"protocol":"json","version":1}""");
        await viewer.SendAsync("""{"type":1,"target":"Watch","arguments":[["snapshot"]],"invocationId":"1"}""");
        _ = viewer.SayAliveAsync();
        _ = reads ? viewer.ReadAsync() : Task.CompletedTask;
        return viewer;
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _socket.Dispose();
        _leaving.Dispose();
    }

    private Task SendAsync(string message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, _leaving.Token);

    private async Task SayAliveAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _leaving.Token);
                await SendAsync("""{"type":6}""");
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // left, or thrown out
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        var clock = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer, _leaving.Token);
                if (buffer.AsSpan(0, received.Count).IndexOf("\"target\":\"snapshot\""u8) >= 0)
                {
                    Pictures++;
                    LongestGapSeconds = Math.Max(LongestGapSeconds, Math.Round(clock.Elapsed.TotalSeconds, 2));
                    clock.Restart();
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // left, or thrown out
        }
    }
}
