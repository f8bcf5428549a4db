using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace LoanTwin.Benchmarks.Running;

/// <summary>
/// Callers on connections that stay open, each with one request under way. Bytes are written by hand: on two cores a client library would cost
/// more than the program that is measured.
/// </summary>
internal static class EventLoad
{
    public const int Callers = 64;

    /// <summary>Events answered with 202 by second, and how many in all; a list holds as many as said.</summary>
    public static async Task<(double PerSecond, long Acknowledged, string[] Refused)> RunAsync(Uri address, int eventsARequest, TimeSpan time)
    {
        var body = eventsARequest == 1 ? AnEvent(1) : $"[{string.Join(",", Enumerable.Range(1, eventsARequest).Select(AnEvent))}]";
        var request = Encoding.ASCII.GetBytes($"POST /api/events HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var clock = Stopwatch.StartNew();
        var refused = new List<string>();
        var answered = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(address, request, clock, time, refused))));
        return (answered.Sum() * eventsARequest / clock.Elapsed.TotalSeconds, answered.Sum() * eventsARequest, [.. refused.Take(3)]);
    }

    private static string AnEvent(int loan) => $$"""{"type":"payment","loanId":{{loan}},"amount":12.5}""";

    private static async Task<long> CallAsync(Uri address, byte[] request, Stopwatch clock, TimeSpan time, List<string> refused)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var answer = new byte[8192];
        var answered = 0L;
        while (clock.Elapsed < time)
        {
            await socket.SendAsync(request);
            var length = 0;
            do
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(length));
                length += read > 0 ? read : throw new IOException("the program has closed the connection");
            }
            while (!IsWhole(answer.AsSpan(0, length)));

            if (answer.AsSpan().StartsWith("HTTP/1.1 202"u8))
            {
                answered++;
            }
            else
            {
                lock (refused)
                {
                    refused.Add(Encoding.UTF8.GetString(answer, 0, Math.Min(length, 300)));
                }
            }
        }

        return answered;
    }

    /// <summary>Answers come in one chunk, or with their length.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        return System.Buffers.Text.Utf8Parser.TryParse(answer[(at + 16)..head], out int length, out _) && answer.Length >= head + 4 + length;
    }
}
