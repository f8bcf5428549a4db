using System.Diagnostics;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Web;

[Collection(nameof(RunningTwin))]
public class PublishTests
{
    [Fact]
    public async Task PublishedProgram_StartedElsewhere_ServesPageAndAssets()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LOANTWIN_FULL") == "1", "Publishing takes about a minute: set LOANTWIN_FULL=1 to run it.");
        var folder = Directory.CreateTempSubdirectory("loantwin-publish-");
        try
        {
            await PublishAsync(folder.FullName);
            await using var twin = await TwinProcess.StartAsync(program: Path.Combine(folder.FullName, "LoanTwin.Web.dll"));

            await ServedAssets.AssertServedAsync(twin.Client);
            Assert.Empty(twin.FilesLeftBehind);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PublishAsync(string folder)
    {
        // Release is what a lender would install, whatever configuration is under test; node reuse would outlive the test.
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "LoanTwin.Web", "-c", "Release", "--no-restore", "-o", folder, "-nodeReuse:false"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();

        Assert.True(publish.ExitCode == 0, output);
    }
}
