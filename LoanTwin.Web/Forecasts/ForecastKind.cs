using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Forecasts;

/// <summary>
/// The whole lender lived into many futures, day by day as the living twin does, new business and economy included. Each path has its own luck,
/// which is that of the seed alone: the same seed on another day meets the same luck.
/// </summary>
internal sealed class ForecastKind : IJobKind
{
    public const string Key = "forecast";

    private const int BlockPaths = 5;

    public string Name => Key;

    public int Method => 2;

    public bool IsLive(FrozenInputs inputs) => false;

    public int CountBlocks(FrozenInputs inputs) => (inputs.Ask<ForecastQuestion>().Paths + BlockPaths - 1) / BlockPaths;

    public byte[] Run(BlockWork work)
    {
        var question = work.Inputs.Ask<ForecastQuestion>();
        var first = work.Block * BlockPaths;
        var paths = Math.Min(BlockPaths, question.Paths - first);
        var days = ForecastDays.After(work.Inputs.Day, question.Months);
        var values = new PathValues(paths, days.Count);
        for (var path = 0; path < paths; path++)
        {
            using var future = work.Lender.Fork(RandomKey.Future(work.Inputs.Seed, Key, first + path));
            for (var day = 0; day < days.Count; day++)
            {
                Live(future, days[day], work.Breathe);
                values.Keep(path, day, future.Metrics());
            }
        }

        return values.ToBytes();
    }

    public string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks)
        => ForecastOutcome.Of(inputs, [.. blocks.Select(block => PathValues.Read(block, ForecastDays.After(inputs.Day, inputs.Ask<ForecastQuestion>().Months).Count))]).ToJson();

    public string Tell(FrozenInputs inputs, int blocksDone)
    {
        var question = inputs.Ask<ForecastQuestion>();
        return $"Forecast of {question.Months} months from {DateOnly.FromDayNumber(inputs.Day):O}: {Math.Min(blocksDone * BlockPaths, question.Paths)} of {question.Paths} futures";
    }

    private static void Live(Lender future, int until, Action breathe)
    {
        while (future.World.Day < until)
        {
            breathe();
            future.LiveDay();
        }

        breathe();
    }
}
