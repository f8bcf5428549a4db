using System.Diagnostics;
using System.Text.Json;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>
/// The small edition of the kill campaign that the benchmarks run: the real program, killed during a day's commit, in its inbox, in a backup and
/// while its database is made. The campaign itself says what it has found.
/// </summary>
[Collection(nameof(RunningTwin))]
public sealed class TwinKillTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Program_KilledAgainAndAgain_IsThatOfAnUnkilledOne()
    {
        var program = Path.Combine(Repository.OutputOf("LoanTwin.Benchmarks"), "LoanTwin.Benchmarks.dll");
        using var campaign = Process.Start(new ProcessStartInfo("dotnet", [program, "twin-kills", $"{Kills}", "7"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = campaign.StandardError.ReadToEndAsync();
        var line = await campaign.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(240));

        Assert.Equal("", await errors);
        var result = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.True(result.GetProperty("isClean").GetBoolean(), line);
        Assert.InRange(result.GetProperty("kills").GetInt32(), Kills - 2, Kills);
        Assert.All(["day", "inbox", "backup", "migration"], phase => Assert.True(result.GetProperty("phases").GetProperty(phase).GetInt32() > 0, line));
    }
}
