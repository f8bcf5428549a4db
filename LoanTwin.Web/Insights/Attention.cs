using System.Collections.Immutable;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Insights;

/// <summary>Something that a person should look at.</summary>
/// <param name="Money">Dollars that stand behind it; nothing where it is not about money.</param>
/// <param name="Href">Where to look.</param>
internal sealed record AttentionItem(RiskState State, string Title, string Detail, double? Money, string Href, string Way);

/// <summary>A product's share of late balance, and how it moved month by month before.</summary>
internal sealed record LateShare(string Product, double Share, double Balance, ImmutableArray<double> MonthEnds);

/// <summary>A long question that somebody asked and that came to no answer.</summary>
internal sealed record LostQuestion(string What, string Why, string? Page);

/// <summary>What needs a person, by rules alone, the most money first.</summary>
internal static class Attention
{
    /// <summary>Under a tenth of the limit is left.</summary>
    public const double Near = .9;

    private const string Firing = "firing";
    private const double TurnsAt = 2;
    private const int LeastMonths = 6;

    public static ImmutableArray<AttentionItem> Of(ImmutableArray<MetricValue> metrics, IReadOnlyList<LateShare> products, IReadOnlyList<AlertRow> alerts, IReadOnlyList<LostQuestion> lost, string? trouble)
    {
        var items = new List<AttentionItem>();
        if (trouble is not null)
        {
            items.Add(new(RiskState.Critical, "The twin has stopped", trouble, null, "/health/ready", "Health"));
        }

        var balance = metrics.FirstOrDefault(value => value.Metric.Key == "outstanding")?.Value ?? 0;
        var limits = metrics.Select(value => (value.Metric.Key, Item: OfLimit(value, balance))).Where(limit => limit.Item is not null).ToList();
        items.AddRange(limits.Select(limit => alerts.FirstOrDefault(alert => IsAbout(alert, limit.Key)) is { } alert ? WithAlert(limit.Item!, alert) : limit.Item!));
        items.AddRange(products.Select(OfProduct).OfType<AttentionItem>());
        items.AddRange(alerts.Where(alert => !limits.Exists(limit => IsAbout(alert, limit.Key))).Select(OfAlert));
        items.AddRange(lost.Select(question => new AttentionItem(RiskState.Info, "A question has no answer", $"{question.What}: {question.Why}", null, question.Page ?? "/stress", "Ask again")));
        return [.. items.OrderByDescending(item => item.State == RiskState.Critical).ThenByDescending(item => item.Money ?? 0)];
    }

    /// <summary>How much of a limit is used: 1 at it, more beyond. Nothing without a limit or a value.</summary>
    public static double? Used(MetricValue value)
    {
        if (value is not { Value: { } figure, Limit: { } limit } || limit == 0)
        {
            return null;
        }

        return value.Metric.Direction == GoodDirection.Up ? (figure <= 0 ? double.PositiveInfinity : limit / figure) : figure / limit;
    }

    private static bool IsAbout(AlertRow alert, string metric) => alert.Rule.Rule.Scope == AlertRule.WholeBook && alert.Rule.Rule.Metric.Key == metric;

    // One thing is one line: the limit says what it costs, the alert where to act.
    private static AttentionItem WithAlert(AttentionItem item, AlertRow alert)
        => item with { Detail = $"{item.Detail}; alert since {FigureText.Day(DateOnly.FromDayNumber(alert.FiredDay))}", Href = $"/alerts/{alert.Id}", Way = "Act" };

    private static AttentionItem OfAlert(AlertRow alert) => new(
        AlertFigures.StateOf(alert.Rule.Rule.Severity), alert.Rule.Rule.Name,
        $"{AlertFigures.Of(alert, alert.Value)} against {AlertFigures.Of(alert, alert.Trigger)}, {AlertSentence.NameOf(alert.Rule.Rule.Scope)}, since {FigureText.Day(DateOnly.FromDayNumber(alert.FiredDay))}{(alert.Status == Firing ? "" : $", {AlertFigures.Word(alert.Status)}")}",
        null, $"/alerts/{alert.Id}", "Act");

    private static AttentionItem? OfLimit(MetricValue value, double balance)
    {
        if (Used(value) is not { } used || used < Near)
        {
            return null;
        }

        var (figure, limit) = (FigureText.Of(value.Metric.Unit, value.Value), FigureText.Of(value.Metric.Unit, value.Limit));
        var isBeyond = used > 1;
        return new(
            isBeyond ? RiskState.Breach : RiskState.Watch,
            isBeyond ? $"{value.Metric.Name} is beyond its limit" : $"{value.Metric.Name} is close to its limit",
            $"{figure} against {(value.Metric.Direction == GoodDirection.Up ? "at least" : "at most")} {limit}, {FigureText.Share(used)} of it used",
            value.Metric.Unit == MetricUnit.Fraction && value.Metric.Direction == GoodDirection.Down ? value.Value * balance : balance,
            $"/metrics/{value.Metric.Key}", "Look closer");
    }

    /// <summary>The last change against what such changes were in the months before: twice their spread is no noise.</summary>
    private static AttentionItem? OfProduct(LateShare product)
    {
        if (product.MonthEnds.Length < LeastMonths + 1)
        {
            return null;
        }

        var moves = product.MonthEnds.Zip(product.MonthEnds.Skip(1), (a, b) => b - a).ToArray();
        var (mean, spread) = Spread(moves);
        var move = product.Share - product.MonthEnds[^1];
        return move > 0 && spread > 0 && move - mean > TurnsAt * spread
            ? new(
                RiskState.Watch, $"More {FigureText.ProductName(product.Product)} balance is 30 days late",
                $"{FigureText.Of(MetricUnit.Fraction, product.Share)} of balance, {ChangeText.Of(MetricUnit.Fraction, move)} since month-end; such moves were {ChangeText.Of(MetricUnit.Fraction, mean)} a month, give or take {FigureText.Points(spread)}",
                product.Share * product.Balance, $"/metrics/dpd30Balance?scope={product.Product}", "Look closer")
            : null;
    }

    private static (double Mean, double Spread) Spread(double[] moves)
    {
        var mean = moves.Average();
        return (mean, Math.Sqrt(moves.Sum(move => (move - mean) * (move - mean)) / (moves.Length - 1)));
    }
}
