using System.Text.Json;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Forecasts;

/// <summary>What is to be expected of every metric, as of the day that was asked about.</summary>
internal sealed record ForecastOutcome(DateOnly Day, int Months, int Paths, ulong Seed, RunVersions Versions, ForecastMetric[] Metrics)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ForecastOutcome Parse(string json) => JsonSerializer.Deserialize<ForecastOutcome>(json, Json)!;

    /// <summary>The blocks merged: each point of each metric over the futures of all blocks.</summary>
    public static ForecastOutcome Of(FrozenInputs inputs, IReadOnlyList<PathValues> blocks)
    {
        var question = inputs.Ask<ForecastQuestion>();
        var days = ForecastDays.After(inputs.Day, question.Months);
        return new(
            DateOnly.FromDayNumber(inputs.Day), question.Months, question.Paths, inputs.Seed, inputs.Versions,
            [.. MetricCatalogue.All.Select((metric, place) => new ForecastMetric(
                metric.Key, [.. days.Select((day, at) => ForecastPoint.Of(DateOnly.FromDayNumber(day), Sample(blocks, at, place)))]))]);
    }

    private static double[] Sample(IReadOnlyList<PathValues> blocks, int day, int metric)
        => [.. from block in blocks
               from path in Enumerable.Range(0, block.Paths)
               let value = block[path, day, metric]
               where !double.IsNaN(value)
               select value];
}

internal sealed record ForecastMetric(string Key, ForecastPoint[] Points);

/// <summary>One day of one metric. Half of the futures lie between p25 and p75, nine of ten between p05 and p95.</summary>
/// <param name="Paths">Futures in which the metric has a value; without any there is no figure.</param>
internal sealed record ForecastPoint(DateOnly Day, double? P05, double? P25, double? P50, double? P75, double? P95, double? Mean, int Paths)
{
    public static ForecastPoint Of(DateOnly day, double[] sample)
    {
        if (sample.Length == 0)
        {
            return new(day, null, null, null, null, null, null, 0);
        }

        var mean = sample.Average(); // in the order of the paths, before they are sorted
        Array.Sort(sample);
        return new(day, At(.05), At(.25), At(.50), At(.75), At(.95), mean, sample.Length);

        double At(double level) => Quantiles.Of(sample, level);
    }
}
