using LoanTwin.Web.Address;

namespace LoanTwin.Tests.Web.Address;

[Collection(nameof(RunningTwin))]
public class LoopbackAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.9.9.9:0")]
    [InlineData("http://localhost:80")]
    [InlineData("https://[::1]:5081")]
    public void AddressOfThisMachine_IsAccepted(string address) => Assert.True(LoopbackAddress.IsLoopback(address));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://127.0.0.1.example.com:5080")]
    [InlineData("http://localhost.example.com:5080")]
    [InlineData("http://lender:5080")]
    [InlineData("http://unix:/run/loantwin.sock")]
    [InlineData("5080")]
    [InlineData("")]
    public void AddressOthersCouldReach_IsRefused(string address) => Assert.False(LoopbackAddress.IsLoopback(address));

    [Theory]
    [InlineData("http://0.0.0.0:0", "http://0.0.0.0:0")]
    [InlineData("http://127.0.0.1:0;http://*:0", "http://*:0")]
    [InlineData("http://127.0.0.1:0", "http://[::]:0", "--Kestrel:Endpoints:Open:Url=http://[::]:0")]
    public async Task Program_AskedToListenOutside_EndsWithOneClearLine(string urls, string named, params string[] arguments)
    {
        var (exitCode, output, error) = await TwinProcess.RunToEndAsync(urls, arguments);

        Assert.Equal(LoopbackAddress.RefusedExitCode, exitCode);
        Assert.Equal($"LoanTwin listens on this machine only: '{named}' is refused. Use an address such as {LoopbackAddress.Default}.", error.TrimEnd());
        Assert.Empty(output);
    }
}
