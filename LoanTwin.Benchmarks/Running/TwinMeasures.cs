using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Benchmarks.Running;

/// <summary>What one size of twin takes, from its first start on. Processor seconds stand beside the clock: others may be running.</summary>
internal sealed record SizeFigures(
    int Loans, double FirstFigureMs, double FirstFigureCpuSeconds, double StoredDayMs, double StoredDayTickMs, double SlowestDayMs, double RestartMs, double RestartCpuSeconds, double RestartAfterMonthEndMs, double PeakMegabytes, double DatabaseMegabytes);

/// <summary>Rates of acknowledged events, and whether all of them were there after a kill.</summary>
internal sealed record EventFigures(double OneARequestPerSecond, double ListsOf100PerSecond, long Acknowledged, long FoundAfterKill, string[] Refused);

/// <summary>The speeds of the running program, each through its own doors.</summary>
internal static class TwinMeasures
{
    public static async Task<SizeFigures> OfSizeAsync(int loans, ulong seed)
    {
        using var scratch = new Scratch();
        var folder = scratch.Below("twin");
        double first, firstCpu, afterMonthEnd, peak;
        var (ticks, totals) = (new List<double>(), new List<double>());
        await using (var program = await TwinProgram.StartAsync(folder, loans, seed))
        {
            (first, firstCpu) = (program.ReadyAfter, program.CpuSecondsWhenReady);

            // 2 to 31 January: the last of the thirty is a month end, with the whole state in its commit.
            for (var day = 0; day < 30; day++)
            {
                var twin = await program.StepAsync(1);
                ticks.Add(twin.GetProperty("tickMs").GetDouble());
                totals.Add(ticks[^1] + twin.GetProperty("commitMs").GetDouble());
            }

            peak = program.Megabytes("VmHWM");
            await program.StopAsync();
        }

        await using (var program = await TwinProgram.StartAsync(folder, loans, seed))
        {
            afterMonthEnd = program.ReadyAfter;
            await program.StepAsync(27); // to 27 February: the longest way back to a stored state
            await program.StopAsync();
        }

        await using var again = await TwinProgram.StartAsync(folder, loans, seed);
        return new(loans, Round(first), firstCpu, Round(Timing.Median([.. totals])), Round(Timing.Median([.. ticks])), Round(totals.Max()), Round(again.ReadyAfter), again.CpuSecondsWhenReady, Round(afterMonthEnd), peak,
            Math.Round(new FileInfo(Path.Combine(folder, "twin.db")).Length / 1e6, 1));
    }

    public static async Task<(double Ms, double CpuSeconds)> FirstFigureAsync(int loans, ulong seed)
    {
        using var scratch = new Scratch();
        await using var program = await TwinProgram.StartAsync(scratch.Below("twin"), loans, seed);
        return (Round(program.ReadyAfter), program.CpuSecondsWhenReady);
    }

    public static async Task<EventFigures> EventsAsync(int loans, ulong seed)
    {
        using var scratch = new Scratch();
        var folder = scratch.Below("twin");
        await using (var program = await TwinProgram.StartAsync(folder, loans, seed))
        {
            var warm = await EventLoad.RunAsync(program.Address, 1, TimeSpan.FromSeconds(3));
            var one = await EventLoad.RunAsync(program.Address, 1, TimeSpan.FromSeconds(6));
            var lists = await EventLoad.RunAsync(program.Address, 100, TimeSpan.FromSeconds(6));
            await program.DisposeAsync();
            return new(Round(one.PerSecond), Round(lists.PerSecond), warm.Acknowledged + one.Acknowledged + lists.Acknowledged, InboxRows(folder), [.. warm.Refused, .. one.Refused, .. lists.Refused]);
        }
    }

    public static JsonElement Memory(int loans, ulong seed)
    {
        var (code, output) = Evidence.Child.Run("dotnet", [typeof(TwinMeasures).Assembly.Location, "twin-memory", loans.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture)]);
        return code == 0 ? JsonSerializer.Deserialize<JsonElement>(output) : throw new InvalidOperationException($"twin-memory ended with {code}");
    }

    private static long InboxRows(string folder)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "twin.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM inbox";
        return (long)command.ExecuteScalar()!;
    }

    private static double Round(double value) => Math.Round(value, 1);
}
