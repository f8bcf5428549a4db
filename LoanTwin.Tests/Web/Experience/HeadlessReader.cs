using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>
/// A reader without a browser: takes the first answer of a page, opens its circuit over the wire as the script of the framework does, and
/// acknowledges every drawing as soon as it is there. Fifty of them measure the server alone; fifty browsers would measure themselves.
/// </summary>
internal sealed partial class HeadlessReader : IInvocationBinder, IAsyncDisposable
{
    private const string ProtocolOfCircuits = "Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol, Microsoft.AspNetCore.Components.Server";

    // The protocol of circuits is not public, and a second writing of it here would be one that nobody else speaks.
    private readonly IHubProtocol _protocol = (IHubProtocol)Activator.CreateInstance(Type.GetType(ProtocolOfCircuits, throwOnError: true)!)!;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private long _objects;

    /// <summary>Drawings that the server has sent so far.</summary>
    public int Drawings { get; private set; }

    /// <summary>Bytes of all of them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Nothing while the circuit stands.</summary>
    public string? Fault { get; private set; }

    public static async Task<HeadlessReader> OpenAsync(Uri twin, string path = "/")
    {
        using var client = new HttpClient { BaseAddress = twin };
        var html = await client.GetStringAsync(path);
        var reader = new HeadlessReader();
        await reader._socket.ConnectAsync(new UriBuilder(twin) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        await reader._socket.SendAsync("""{"protocol":"blazorpack","version":1}"""u8.ToArray().Append((byte)0x1e).ToArray(), WebSocketMessageType.Text, true, default);
        reader._reading = reader.ReadAsync();
        _ = reader.KeepAsync();

        var state = State().Match(html).Groups[1].Value;
        await reader.SendAsync(new InvocationMessage("1", "StartCircuit", [twin.ToString(), new Uri(twin, path).ToString(), "[]", state]));
        var operations = Marker().Matches(html).Select((marker, at) => $$"""{"type":"add","ssrComponentId":{{at + 1}},"marker":{{marker.Groups[1].Value}}}""");
        await reader.SendAsync(new InvocationMessage("UpdateRootComponents", [$$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state]));
        await reader._drawn.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return reader;
    }

    public Type GetReturnType(string invocationId) => typeof(string);

    public Type GetStreamItemType(string streamId) => typeof(string);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => methodName switch
    {
        "JS.RenderBatch" => [typeof(long), typeof(byte[])],
        "JS.BeginInvokeJS" => [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)],
        "JS.EndInvokeDotNet" => [typeof(string), typeof(bool), typeof(string)],
        "JS.AttachComponent" => [typeof(int), typeof(string)],
        "JS.EndUpdateRootComponents" => [typeof(long)],
        "JS.Error" => [typeof(string)],
        _ => [],
    };

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading;
        _socket.Dispose();
        _leaving.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var (buffer, kept) = (new byte[64 * 1024], new ArrayBufferWriter<byte>());
        var isWelcomed = false;
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var part = await _socket.ReceiveAsync(buffer, _leaving.Token);
                kept.Write(buffer.AsSpan(0, part.Count));
                if (!part.EndOfMessage)
                {
                    continue;
                }

                var rest = new ReadOnlySequence<byte>(kept.WrittenMemory.ToArray());
                kept.Clear();
                if (!isWelcomed && rest.PositionOf((byte)0x1e) is { } end)
                {
                    (isWelcomed, rest) = (true, rest.Slice(rest.GetPosition(1, end)));
                }

                while (_protocol.TryParseMessage(ref rest, this, out var message))
                {
                    await TakeAsync(message);
                }

                kept.Write(rest.ToArray());
            }

            Fault ??= $"the connection is {_socket.State}";
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (WebSocketException gone)
        {
            Fault ??= gone.Message;
        }

        _drawn.TrySetException(new InvalidOperationException(Fault ?? "left"));
    }

    private async Task TakeAsync(HubMessage message)
    {
        switch (message)
        {
            case InvocationMessage { Target: "JS.RenderBatch", Arguments: [long batch, byte[] drawing] }:
                Bytes += drawing.Length;
                await SendAsync(new InvocationMessage("OnRenderCompleted", [batch, null]));
                Drawings++;
                _drawn.TrySetResult();
                break;
            case InvocationMessage { Target: "JS.BeginInvokeJS", Arguments: [long call and > 0, _, _, int result, ..] }:
                // One: an object of the browser is wanted.
                var answer = result == 1 ? $$"""{"__jsObjectId":{{++_objects}}}""" : "null";
                await SendAsync(new InvocationMessage("EndInvokeJSFromDotNet", [call, true, $"[{call},true,{answer}]"]));
                break;
            case InvocationMessage { Target: "JS.Error", Arguments: [string error] }:
                Fault = error;
                break;
            case InvocationBindingFailureMessage failed:
                Fault = $"{failed.Target}: {failed.BindingFailure.SourceException.Message}";
                break;
            case CompletionMessage { Error: { } refused }:
                Fault = refused;
                break;
            case CloseMessage closed:
                Fault = closed.Error ?? "closed";
                break;
            default:
                break;
        }
    }

    /// <summary>The server drops who says nothing for half a minute.</summary>
    private async Task KeepAsync()
    {
        try
        {
            while (!_leaving.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _leaving.Token);
                await SendAsync(PingMessage.Instance);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Either the reader has left, or the reading side says what happened.
        }
    }

    private async Task SendAsync(HubMessage message)
    {
        await _sending.WaitAsync(_leaving.Token);
        try
        {
            await _socket.SendAsync(_protocol.GetMessageBytes(message), WebSocketMessageType.Binary, true, _leaving.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
