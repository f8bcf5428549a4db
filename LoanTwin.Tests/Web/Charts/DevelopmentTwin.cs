namespace LoanTwin.Tests.Web.Charts;

/// <summary>One twin in its development environment, which alone has the gallery.</summary>
public sealed class DevelopmentTwin : IAsyncLifetime
{
    private TwinProcess? _twin;

    public Uri Address => _twin!.Address;

    public async ValueTask InitializeAsync() => _twin = await TwinProcess.StartAsync("Development");

    public ValueTask DisposeAsync() => _twin?.DisposeAsync() ?? ValueTask.CompletedTask;
}
