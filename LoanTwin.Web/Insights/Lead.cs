using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Insights;

/// <summary>A piece of a sentence: words, or a figure with the metric it belongs to.</summary>
internal readonly record struct LeadRun(string Text, string? Key = null, double? Value = null);

/// <summary>What the page says first. Written by rules from the figures of the day, never by hand.</summary>
/// <param name="Phrase">The one coloured part, if anything is to be said with colour.</param>
internal sealed record Lead(string Headline, string? Phrase, RiskState State, ImmutableArray<LeadRun> Sub, int LimitsKept, int Limits, int Close)
{
    public static Lead Of(ImmutableArray<MetricValue> metrics, IReadOnlyDictionary<string, double?> before)
    {
        var limited = metrics.Where(value => value.Limit is not null && value.Value is not null).Select(value => (Value: value, Used: Attention.Used(value)!.Value)).OrderByDescending(limit => limit.Used).ToList();
        var (broken, close) = (limited.Where(limit => limit.Used > 1).ToList(), limited.Where(limit => limit.Used is >= Attention.Near and <= 1).ToList());
        var (headline, phrase, state) = Headlines(broken.ConvertAll(limit => limit.Value), close.ConvertAll(limit => limit.Value), limited.Count);
        return new(headline, phrase, state, SubOf(metrics, before), limited.Count - broken.Count, limited.Count, close.Count);
    }

    private static (string Headline, string? Phrase, RiskState State) Headlines(List<MetricValue> broken, List<MetricValue> close, int limits) => (broken, close) switch
    {
        ([var one], _) => ("One limit is broken.", $"{Short(one)} is {Gap(one)} beyond it.", RiskState.Breach),
        ([var worst, ..], _) => ($"{Number(broken.Count)} limits are broken.", $"{Short(worst)} is {Gap(worst)} beyond its own.", RiskState.Breach),
        ([], [var one]) => ("The book is healthy.", $"{Short(one)} is {Gap(one)} from its limit.", RiskState.Watch),
        ([], [var tightest, ..]) => ("The book keeps its limits.", $"{Number(close.Count)} are close, first {Inside(Short(tightest))} with {Gap(tightest)} left.", RiskState.Watch),
        _ when limits == 0 => ("There are no figures to judge yet.", null, RiskState.Info),
        _ => ("The book is healthy.", "Every limit has room.", RiskState.Ok),
    };

    /// <summary>Return against its target, arrears against the day compared with, losses to come.</summary>
    private static ImmutableArray<LeadRun> SubOf(ImmutableArray<MetricValue> metrics, IReadOnlyDictionary<string, double?> before)
    {
        var runs = ImmutableArray.CreateBuilder<LeadRun>();
        if (Known(metrics, "roe") is { } roe)
        {
            runs.AddRange(new("ROE "), Figure(roe), new(roe.Target is { } target ? $" is {FigureText.Points(Math.Abs(roe.Value!.Value - target))} {(roe.Value >= target ? "over" : "under")} target; " : "; "));
        }

        if (Known(metrics, "dpd30Balance") is { } late)
        {
            var move = before.GetValueOrDefault(late.Metric.Key) is { } then ? late.Value!.Value - then : (double?)null;
            var word = move is not { } moved || Math.Abs(moved) < .0005 ? "are steady at" : moved > 0 ? "have risen to" : "have fallen to";
            runs.AddRange(new($"arrears {word} "), Figure(late), new(". "));
        }

        if (Known(metrics, "expectedLossRate") is { } loss)
        {
            runs.AddRange(new("The next twelve months are expected to cost "), Figure(loss), new(" of balance."));
        }

        return runs.DrainToImmutable();
    }

    private static LeadRun Figure(MetricValue value) => new(FigureText.Of(value.Metric.Unit, value.Value).ToString(), value.Metric.Key, value.Value);

    private static MetricValue? Known(ImmutableArray<MetricValue> metrics, string key) => metrics.FirstOrDefault(value => value.Metric.Key == key && value.Value is not null);

    private static string Gap(MetricValue value) => FigureText.Points(Math.Abs(value.Value!.Value - value.Limit!.Value));

    private static string Short(MetricValue value) => value.Metric.ShortName;

    /// <summary>A name in the middle of a sentence: an abbreviation keeps its capitals.</summary>
    private static string Inside(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private static string Number(int count) => count switch { 2 => "Two", 3 => "Three", 4 => "Four", _ => $"{count}" };
}
