using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>A mail server on this machine that keeps what it is given; while it is busy it turns every mail away.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public bool IsBusy { get; set; }

    /// <summary>While it is not set the answer to a whole mail waits.</summary>
    public ManualResetEventSlim MayAnswer { get; } = new(initialState: true);

    /// <summary>Whole mails, headers and body as they came, also those whose answer still waits.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    public async Task<string> NextAsync(Func<string, bool> wanted)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < end; await Task.Delay(20))
        {
            if (Mails.FirstOrDefault(wanted) is { } mail)
            {
                return mail;
            }
        }

        throw new TimeoutException("no such mail");
    }

    public void Dispose()
    {
        MayAnswer.Set();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await writer.WriteLineAsync(IsBusy ? "421 busy" : "220 sink");
                while (!IsBusy && await reader.ReadLineAsync() is { } line && await AnswerAsync(line, reader, writer))
                {
                }
            }
            catch (IOException)
            {
            }
        }
    }

    private async Task<bool> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        if (line == "DATA")
        {
            await writer.WriteLineAsync("354 go on");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } text && text != ".")
            {
                mail.AppendLine(text);
            }

            Mails.Enqueue(mail.ToString());
            MayAnswer.Wait(TimeSpan.FromSeconds(60));
        }

        await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
        return line != "QUIT";
    }
}
