using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Stress;

/// <summary>A search for the mildest world in which a limit breaks. One block: half a search says nothing.</summary>
internal sealed class ReverseKind : IJobKind
{
    public const string Key = "reverse";

    public string Name => Key;

    public int Method => 2;

    public bool IsLive(FrozenInputs inputs) => false;

    public string? PageOf(string run) => $"/stress/runs/{run}";

    public int CountBlocks(FrozenInputs inputs) => 1;

    public byte[] Run(BlockWork work)
    {
        using var bench = StressBench.Freeze(work.Lender, work.Lender.Threads, work.Breathe).Value;
        var question = work.Inputs.Ask<ReverseRunQuestion>();
        var found = ReverseStress.Solve(bench, question.Ask(work.Inputs.Seed), work.Over);
        return JsonSerializer.SerializeToUtf8Bytes(ReverseOutcome.Of(work.Inputs, question, found), StressRunOutcome.Json);
    }

    public string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks) => Encoding.UTF8.GetString(blocks[0]);

    public string Tell(FrozenInputs inputs, int blocksDone)
    {
        var question = inputs.Ask<ReverseRunQuestion>();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"What breaks {question.Metric} at {question.Limit}, {question.Quarters} quarters");
    }
}

internal sealed record ReverseRunQuestion(string Metric, double Limit, int Quarters, string BalanceSheet)
{
    public ReverseQuestion Ask(ulong seed) => new(Metric, Limit, Quarters, seed, SheetKeys.Find(BalanceSheet)!.Value);
}

/// <summary>What a search has found; where nothing breaks the limit, or the baseline does, why.</summary>
/// <param name="Distance">Of the path from what is expected, in deviations.</param>
/// <param name="Percentile">Share of simulated paths that hurt less.</param>
internal sealed record ReverseOutcome(
    DateOnly Day, ulong Seed, RunVersions Versions, ReverseRunQuestion Question, bool Found, string? Why, string Story, ScenarioBody? Scenario,
    double? Distance, double? OtherDistance, double? Worst, int? WorstQuarter, double? Percentile, double? Coherence)
{
    public static ReverseOutcome Of(FrozenInputs inputs, ReverseRunQuestion question, Result<ReverseAnswer> found)
    {
        var day = DateOnly.FromDayNumber(inputs.Day);
        return found.IsSuccess && found.Value is var answer
            ? new(
                day, inputs.Seed, inputs.Versions, question, true, null, answer.Story, ScenarioBody.Of(answer.Story, answer.Scenario), answer.Distance, answer.OtherDistance, answer.Worst, answer.WorstQuarter,
                answer.Percentile, answer.Coherence)
            : new(day, inputs.Seed, inputs.Versions, question, false, Told(found.Problem!.Faults), "", null, null, null, null, null, null, null);
    }

    public static ReverseOutcome Parse(string json) => JsonSerializer.Deserialize<ReverseOutcome>(json, StressRunOutcome.Json)!;

    private static string Told(ImmutableArray<Fault> faults) => string.Join("; ", faults);
}
