using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>The program on a disk of its own that runs full: commands wait, reads go on, and it goes on by itself when there is space.</summary>
[Collection(nameof(RunningTwin))]
public sealed class FullDiskTwinTests
{
    [Fact]
    public async Task Twin_OnAFullDisk_WaitsAndGoesOnByItself()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-disk-");
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", data.FullName), "mounting is not allowed here");
        try
        {
            await FoundedTwin.CopyIntoAsync(data.FullName);
            await using var twin = await TwinProcess.StartAsync(data: data.FullName);
            Assert.StartsWith("space-low", (await TwinAsync(twin)).GetProperty("warning").GetString(), StringComparison.Ordinal);
            var filler = Path.Combine(data.FullName, "filler");
            Fill(filler);

            using var refused = await UntilRefusedAsync(twin);
            Assert.EndsWith("storage-full", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
            var state = await TwinAsync(twin);
            Assert.StartsWith("storage-full", state.GetProperty("trouble").GetString(), StringComparison.Ordinal);
            Assert.Equal(38, (await twin.Client.GetFromJsonAsync<JsonElement>("/api/metrics")).GetProperty("metrics").GetArrayLength());
            Assert.Contains("storage-full", await twin.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
            Assert.Contains("loantwin_storage_trouble{kind=\"full\"} 1", await twin.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);

            File.Delete(filler);
            using var accepted = await twin.Client.PostAsJsonAsync("/api/twin/pace", new { pace = "fast" });
            accepted.EnsureSuccessStatusCode();
            while ((await TwinAsync(twin)) is var now && (now.GetProperty("trouble").ValueKind is not JsonValueKind.Null || now.GetProperty("day").GetString() == state.GetProperty("day").GetString()))
            {
                await Task.Delay(100);
            }

            Assert.Equal(0, (await twin.TerminateAsync()).ExitCode);
        }
        finally
        {
            Run("umount", data.FullName);
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task FirstStart_OnADiskThatIsTooSmall_EndsWithOneLine()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-disk-");
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", data.FullName), "mounting is not allowed here");
        try
        {
            var (code, _, error) = await TwinProcess.RunToEndAsync("http://127.0.0.1:0", $"--Storage:Folder={data.FullName}", "--Twin:Loans=40", "--Twin:Pace=paused");

            Assert.Equal((74, 1), (code, error.Trim().Split('\n').Length));
            Assert.StartsWith("storage full", error, StringComparison.Ordinal);
        }
        finally
        {
            Run("umount", data.FullName);
            data.Delete(recursive: true);
        }
    }

    /// <summary>Small rows find room in the log for a while.</summary>
    private static async Task<HttpResponseMessage> UntilRefusedAsync(TwinProcess twin)
    {
        while (true)
        {
            var answer = await twin.Client.PostAsJsonAsync("/api/twin/pace", new { pace = "live" });
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private static void Fill(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            var block = new byte[4096];
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // now it is full
        }
    }

    private static Task<JsonElement> TwinAsync(TwinProcess twin) => twin.Client.GetFromJsonAsync<JsonElement>("/api/twin");

    private static bool Run(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
