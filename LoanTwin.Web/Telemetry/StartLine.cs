using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Telemetry;

/// <summary>The first line of every start: which SQLite, and where the data lies.</summary>
internal sealed partial class StartLine(Store store, ILogger<StartLine> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Started(log, Database.SqliteVersion, store.Folder.Root);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "SQLite {Version}, data in {Folder}")]
    private static partial void Started(ILogger log, string version, string folder);
}
