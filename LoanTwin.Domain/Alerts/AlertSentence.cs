using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Domain.Alerts;

/// <summary>A piece of a rule's sentence: plain words, or the text of a field that can be changed.</summary>
public sealed record AlertPhrase(string? Field, string Text);

/// <summary>A rule in words.</summary>
public static class AlertSentence
{
    public static string Sentence(this AlertRule rule) => string.Join(' ', rule.Phrases().Select(phrase => phrase.Text)).Replace(" ,", ",", StringComparison.Ordinal);

    /// <summary>The sentence piece by piece, in reading order.</summary>
    public static IReadOnlyList<AlertPhrase> Phrases(this AlertRule rule)
    {
        var phrases = new List<AlertPhrase>
        {
            new(null, "When"), new("metric", NameOf(rule.Metric)), new(null, "of"), new("scope", NameOf(rule.Scope)), new(null, VerbOf(rule.Condition)), new("level", Level(rule, rule.Level)),
        };
        if (rule.Condition is AlertCondition.RisesBy)
        {
            phrases.AddRange([new(null, "over"), new("overDays", Days(rule.OverDays))]);
        }

        if (rule.ForDays > 1)
        {
            phrases.AddRange([new(null, "for"), new("forDays", Days(rule.ForDays))]);
        }

        phrases.AddRange([new(null, "then"), new("severity", $"{rule.Severity}"), new(null, "to"), new("owner", rule.Owner)]);
        if (rule.KeepFiringDays > 0)
        {
            phrases.AddRange([new(null, "and keep firing for"), new("keepFiringDays", Days(rule.KeepFiringDays))]);
        }

        if (rule.Clear != rule.Level)
        {
            phrases.AddRange([new(null, $", clear {ClearVerbOf(rule.Condition)}"), new("clear", Level(rule, rule.Clear))]);
        }

        return phrases;
    }

    public static string NameOf(Metric metric) => metric.Name.Replace("Value at risk", "VaR", StringComparison.Ordinal);

    public static string NameOf(string scope)
        => scope == AlertRule.WholeBook ? "the whole book" : ProductCatalogue.Default.Products.FirstOrDefault(product => product.Key == scope)?.Name ?? scope;

    /// <summary>A value of the metric with its unit.</summary>
    public static string Value(Metric metric, double value) => metric.Unit switch
    {
        MetricUnit.Fraction => $"{Number(value * 100, "0.####")} %",
        MetricUnit.Usd => value < 0 ? $"-${Number(-value, "#,##0.##")}" : $"${Number(value, "#,##0.##")}",
        _ => Number(value, "#,##0.######"),
    };

    private static string VerbOf(AlertCondition condition) => condition switch
    {
        AlertCondition.RisesBy => "rises by more than",
        _ => condition.IsUpward() ? "is above" : "is below",
    };

    private static string ClearVerbOf(AlertCondition condition) => condition.IsUpward() ? "below" : "above";

    private static string Level(AlertRule rule, double level) => rule.Condition switch
    {
        AlertCondition.AboveShareOfLimit or AlertCondition.BelowShareOfLimit => Share(level, "limit"),
        AlertCondition.BelowShareOfTarget => Share(level, "target"),
        AlertCondition.RisesBy when rule.Metric.Unit is MetricUnit.Fraction => $"{Number(level * 100, "0.####")} pp",
        _ => Value(rule.Metric, level),
    };

    private static string Share(double share, string of) => share == 1 ? $"its {of}" : $"{Number(share * 100, "0.##")} % of its {of}";

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
