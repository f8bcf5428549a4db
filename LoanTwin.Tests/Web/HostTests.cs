using System.Net;

namespace LoanTwin.Tests.Web;

[Collection(nameof(RunningTwin))]
public class HostTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task BuiltProgram_StartedElsewhere_ServesPageAndAssets(string? environment)
    {
        await using var twin = await TwinProcess.StartAsync(environment);

        await ServedAssets.AssertServedAsync(twin.Client);
        Assert.Empty(twin.FilesLeftBehind);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningTwin_IsGood(string address)
    {
        await using var twin = await TwinProcess.StartAsync();

        Assert.Equal("Healthy", await twin.Client.GetStringAsync(address));
    }

    [Fact]
    public async Task UnknownAddress_Asked_AnswersAPageThatSaysSo()
    {
        await using var twin = await TwinProcess.StartAsync();

        using var answer = await twin.Client.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no page at this address.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForeignHostName_InARequest_IsRefused()
    {
        await using var twin = await TwinProcess.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "lender.example";

        using var answer = await twin.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
