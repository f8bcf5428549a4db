using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>Listens to the hub by its own protocol, over a socket that is already open.</summary>
internal sealed class HubEar(WebSocket socket)
{
    private const char End = '\u001e';
    private readonly StringBuilder _heard = new();

    public async Task WatchAsync(string topic)
    {
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"Watch","arguments":[["{{topic}}"]]}""");
        while ((await HearAsync()) is { } message && !(message.TryGetProperty("type", out var type) && type.GetInt32() == 3))
        {
        }
    }

    public async Task<JsonElement> NextAsync(string target, Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            var message = await HearAsync();
            if (message.TryGetProperty("target", out var given) && given.GetString() == target && wanted(message.GetProperty("arguments")[0]))
            {
                return message.GetProperty("arguments")[0];
            }
        }
    }

    private Task SayAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    private async Task<JsonElement> HearAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var buffer = new byte[64 * 1024];
        int end;
        while ((end = _heard.ToString().IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            _heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        var message = _heard.ToString(0, end);
        _heard.Remove(0, end + 1);
        return JsonSerializer.Deserialize<JsonElement>(message);
    }
}
