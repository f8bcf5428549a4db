using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Tests.Web.Commands;

/// <summary>The built program, started with each word, beside a program that serves the same folder where that is allowed.</summary>
[Collection(nameof(RunningTwin))]
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("loantwin-words-");

    public void Dispose() => _place.Delete(recursive: true);

    [Fact]
    public async Task Twin_GeneratedServedCopiedAndRestored_IsTheSameTwin()
    {
        var data = Folder("data");
        var generated = await RunAsync("generate", data, "--Twin:Loans=30", "--Twin:Seed=9");
        Assert.Equal(0, generated.ExitCode);
        Assert.Equal(78, (await RunAsync("generate", data)).ExitCode);

        await using (var twin = await TwinProcess.StartAsync(data: data))
        {
            Assert.Equal("2026-01-01", (await TwinAsync(twin)).GetProperty("day").GetString());
            (await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 65 })).EnsureSuccessStatusCode();
            Assert.Equal(78, (await RunAsync("generate", data)).ExitCode); // the folder is in use
            await twin.Client.PostAsJsonAsync("/api/twin/pace", new { pace = "fastest" });
            Assert.Equal(0, (await TwinProcess.CommandAsync("backup", Folder("copies"), $"--Storage:Folder={data}")).ExitCode);
            var verified = await RunAsync("verify", data);
            Assert.True(verified.ExitCode == 0, verified.Error);
            Assert.Matches("\nreplay from 2026-\\d\\d-\\d\\d to 2026-\\d\\d-\\d\\d: fine\n", verified.Output);
            await twin.Client.PostAsJsonAsync("/api/twin/pace", new { pace = "paused" });
            (await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 1 })).EnsureSuccessStatusCode(); // it goes on afterwards
        }

        var copy = Directory.GetFiles(Folder("copies")).Single();
        Assert.EndsWith(".backup", copy, StringComparison.Ordinal);
        Assert.Equal(0, (await TwinProcess.CommandAsync("restore", copy, $"--Storage:Folder={Folder("restored")}")).ExitCode);
        Assert.Equal(78, (await TwinProcess.CommandAsync("restore", copy, $"--Storage:Folder={Folder("restored")}")).ExitCode);
        Assert.Equal(0, (await RunAsync("verify", Folder("restored"))).ExitCode);
    }

    [Fact]
    public async Task Damage_OfACopyOrAFolder_IsFound()
    {
        var data = Folder("data");
        await FoundedTwin.CopyIntoAsync(data);
        Assert.Equal(0, (await RunAsync("backup", data)).ExitCode);
        var copy = Directory.GetFiles(Path.Combine(data, "backups")).Single();
        await TamperAsync(copy, "UPDATE loans SET balance_cents = balance_cents + 1 WHERE id = (SELECT min(id) FROM loans)");

        var restored = await TwinProcess.CommandAsync("restore", copy, $"--Storage:Folder={Folder("restored")}");
        Assert.Equal(1, restored.ExitCode);
        Assert.Contains("loans", restored.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder("restored"), "twin*"));

        await TamperAsync(Path.Combine(data, "twin.db"), "UPDATE loans SET balance_cents = balance_cents + 1 WHERE id = (SELECT min(id) FROM loans)");
        var verified = await RunAsync("verify", data);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("loans", verified.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("backup", data)).ExitCode);
        Assert.Single(Directory.GetFiles(Path.Combine(data, "backups")));
    }

    [Fact]
    public async Task Export_OfAServedTwin_SaysWhatTheTwinSays()
    {
        var data = Folder("data");
        await FoundedTwin.CopyIntoAsync(data);
        await using var twin = await TwinProcess.StartAsync(data: data);
        (await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 40 })).EnsureSuccessStatusCode();

        var (code, _, error) = await TwinProcess.CommandAsync("export", Folder("csv"), $"--Storage:Folder={data}");

        Assert.True(code == 0, error);
        var files = Directory.GetFiles(Folder("csv")).ToDictionary(file => Path.GetFileName(file), File.ReadAllLines);
        Assert.Equal(["ledger.csv", "loans.csv", "metrics.csv", "months.csv", "sheet.csv"], files.Keys.Order());
        Assert.All(files, file =>
        {
            Assert.Equal($"# LoanTwin {file.Key[..^4]}; day 2026-02-10; rows {file.Value.Length - 2}; currency USD", file.Value[0]);
            Assert.True(file.Value.Length > 2);
            Assert.Single(file.Value.Skip(1).Where(row => !row.Contains('"')).Select(row => row.Count(letter => letter == ',')).Distinct());
        });

        var metrics = (await twin.Client.GetFromJsonAsync<JsonElement>("/api/metrics")).GetProperty("metrics").EnumerateArray();
        var outstanding = metrics.Single(metric => metric.GetProperty("key").GetString() == "outstanding").GetProperty("value").GetDouble();
        var balance = files["loans.csv"].Skip(2).Sum(row => decimal.Parse(row.Split(',')[6], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(outstanding, (double)balance, .005);
        Assert.Contains(files["metrics.csv"], row => row.StartsWith("2026-02-10,lender,outstanding,", StringComparison.Ordinal));
        Assert.StartsWith("2026-02-10,", files["months.csv"][^1], StringComparison.Ordinal);
        var sheet = (await twin.Client.GetFromJsonAsync<JsonElement>("/api/ledger?from=2026-02-10")).GetProperty("days")[0].GetProperty("sheet");
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sheet.GetProperty("equity").GetDecimal():F2}"), files["sheet.csv"][^1].Split(',')[5]);
        Assert.All(files["ledger.csv"].Skip(2), row => Assert.EndsWith(",0.00", row, StringComparison.Ordinal));
    }

    private string Folder(string name) => Path.Combine(_place.FullName, name);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(string word, string data, params string[] settings)
        => TwinProcess.CommandAsync([word, $"--Storage:Folder={data}", .. settings]);

    private static Task<JsonElement> TwinAsync(TwinProcess twin) => twin.Client.GetFromJsonAsync<JsonElement>("/api/twin");

    private static async Task TamperAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
