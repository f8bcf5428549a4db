using System.Text.Json;
using LoanTwin.Simulation.Statistics;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Stress;

/// <summary>Loss of one product, region or year of origination over the horizon.</summary>
internal sealed record SegmentView(string By, string Key, decimal Balance, decimal Base, decimal Stressed)
{
    public static SegmentView Of(SegmentLoss segment) => new(segment.By, segment.Key, AnswerMonth.Money(segment.Balance), AnswerMonth.Money(segment.Baseline), AnswerMonth.Money(segment.Stressed));
}

/// <summary>The first block of a run: what is expected.</summary>
/// <param name="Loans">How many meet the scenario; nothing means all.</param>
/// <param name="Segments">Nothing before the last block.</param>
internal sealed record ExpectedOutcome(AnswerView Answer, int? Loans, SegmentView[] Segments);

/// <summary>What a run has come to, whole or so far.</summary>
/// <param name="Sample">Every path as bytes, for comparisons.</param>
internal sealed record StressRunOutcome(DateOnly Day, ulong Seed, RunVersions Versions, StressRunQuestion Question, ExpectedOutcome Expected, int PathsDone, byte[] Sample)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static StressRunOutcome Parse(string json) => JsonSerializer.Deserialize<StressRunOutcome>(json, Json)!;

    /// <summary>From blocks by number, all of them or those that are finished; nothing before the first.</summary>
    public static StressRunOutcome? Of(FrozenInputs inputs, IReadOnlyDictionary<int, byte[]> blocks)
    {
        if (!blocks.TryGetValue(0, out var first))
        {
            return null;
        }

        var (question, expected) = (inputs.Ask<StressRunQuestion>(), JsonSerializer.Deserialize<ExpectedOutcome>(first, Json)!);
        var whole = blocks.TryGetValue(question.SegmentBlock, out var last) ? expected with { Segments = JsonSerializer.Deserialize<SegmentView[]>(last, Json)! } : expected;
        var drawn = blocks.Where(block => block.Key > 0 && block.Key < question.SegmentBlock).OrderBy(block => block.Key)
            .Select(block => PathBytes.Read(block.Value, question.PathsOf(block.Key - 1), expected.Answer.ByProduct.Length)).Aggregate(StressOutcome.Empty, (all, more) => all.Merge(more));
        return new(DateOnly.FromDayNumber(inputs.Day), inputs.Seed, inputs.Versions, question, whole, drawn.Count, PathBytes.Write(drawn));
    }

    public StressOutcome Paths() => PathBytes.Read(Sample, PathsDone, Expected.Answer.ByProduct.Length);
}

/// <summary>A mean over paths; without an error while there is one path alone.</summary>
internal sealed record EstimateView(double Mean, double? StandardError)
{
    public static EstimateView Of(Estimate estimate) => new(estimate.Mean, double.IsNaN(estimate.StandardError) ? null : estimate.StandardError);

    /// <summary>Of cents.</summary>
    public static EstimateView Money(Estimate estimate) => Of(new(estimate.Mean / 100, estimate.StandardError / 100, estimate.Count));
}

/// <summary>Where the sampled paths lie at a quarter's end: half of them between p25 and p75, nine of ten between p05 and p95.</summary>
internal sealed record BandView(double P05, double P25, double P50, double P75, double P95)
{
    public static BandView Of(Band band) => new(band.Low, band.LowerQuarter, band.Median, band.UpperQuarter, band.High);

    public static BandView Money(Band band) => new(band.Low / 100, band.LowerQuarter / 100, band.Median / 100, band.UpperQuarter / 100, band.High / 100);
}

/// <summary>One quarter's end: what is expected with and without the scenario, and where the paths lie.</summary>
/// <param name="BaseLoss">Since the first day, in USD.</param>
internal sealed record RunQuarter(int Quarter, DateOnly Month, decimal BaseLoss, decimal Loss, BandView? LossBand, double BaseCapital, double Capital, BandView? CapitalBand, double? BaseRoe, double? Roe)
{
    public static RunQuarter[] Of(StressRunOutcome outcome)
    {
        var (answer, paths) = (outcome.Expected.Answer, outcome.Paths());
        var (losses, capital) = (paths.LossBands, paths.CapitalBands);
        var ends = Enumerable.Range(0, answer.Stressed.Length).Where(month => answer.Stressed[month].Month.Month % 3 == 0).ToList();
        return [.. ends.Select((end, quarter) => new RunQuarter(
            quarter + 1, answer.Stressed[end].Month, answer.Baseline[..(end + 1)].Sum(month => month.Loss), answer.Stressed[..(end + 1)].Sum(month => month.Loss),
            quarter < losses.Length ? BandView.Money(losses[quarter]) : null, answer.Baseline[end].CapitalRatio, answer.Stressed[end].CapitalRatio,
            quarter < capital.Length ? BandView.Of(capital[quarter]) : null, answer.Baseline[end].Roe, answer.Stressed[end].Roe))];
    }
}
