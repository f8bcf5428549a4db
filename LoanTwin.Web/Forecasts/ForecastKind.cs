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

    public int Method => 1;

    public bool IsLive(FrozenInputs inputs) => false;

    public int CountBlocks(FrozenInputs inputs) => (inputs.Ask<ForecastQuestion>().Paths + BlockPaths - 1) / BlockPaths;

    public byte[] Run(BlockWork work)
    {
        var question = work.Inputs.Ask<ForecastQuestion>();
        var first = work.Block * BlockPaths;
        var paths = Math.Min(BlockPaths, question.Paths - first);
        var values = new PathValues(paths, question.Months);
        for (var path = 0; path < paths; path++)
        {
            using var future = work.Lender.Fork(RandomKey.Future(work.Inputs.Seed, Key, first + path));
            Live(future, question.Months, (month, lender) => values.Keep(path, month, lender.Metrics()), work.Breathe);
        }

        return values.ToBytes();
    }

    public string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks)
        => ForecastOutcome.Of(inputs, [.. blocks.Select(block => PathValues.Read(block, inputs.Ask<ForecastQuestion>().Months))]).ToJson();

    public string Tell(FrozenInputs inputs, int blocksDone)
    {
        var question = inputs.Ask<ForecastQuestion>();
        return $"Forecast of {question.Months} months from {DateOnly.FromDayNumber(inputs.Day):O}: {Math.Min(blocksDone * BlockPaths, question.Paths)} of {question.Paths} futures";
    }

    private static void Live(Lender future, int months, Action<int, Lender> atMonthEnd, Action breathe)
    {
        var month = SimMonth.Of(future.World.Day + 1);
        for (var ahead = 0; ahead < months; ahead++)
        {
            while (future.World.Day < SimMonth.LastDay(month + ahead))
            {
                breathe();
                future.LiveDay();
            }

            breathe();
            atMonthEnd(ahead, future);
        }
    }
}
