using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Simulation.Stress;

/// <summary>One metric in both worlds: at the end of the horizon, and at its worst along the stressed path.</summary>
public sealed record MetricOutcome(Metric Metric, double? Baseline, double? Stressed, double? Worst, int? WorstQuarter, MetricStatus WorstStatus);

/// <summary>A limit that is crossed: from which quarter to which, and how badly.</summary>
public sealed record Breach(Metric Metric, double Limit, int FirstQuarter, int LastQuarter, double Worst);

/// <summary>One step of the way from equity to equity, in cents, and what it does to the capital ratio.</summary>
public sealed record BridgeStep(string Key, double Cents, double Ratio);

/// <summary>Capital from the start to its lowest quarter and from there to the end. Cents add up exactly; risk-weighted assets are a step of the ratio alone.</summary>
public sealed record CapitalBridge(double Start, double Trough, double End, int TroughQuarter, ImmutableArray<BridgeStep> ToTrough, ImmutableArray<BridgeStep> ToEnd);

/// <summary>How many loans stand or have ended where, by the last month.</summary>
public sealed record StateCount(string State, double Baseline, double Stressed);

/// <summary>An answer as a reader wants it.</summary>
public sealed record StressResult(ImmutableArray<MetricOutcome> Metrics, ImmutableArray<Breach> Breaches, CapitalBridge Bridge, ImmutableArray<StateCount> States)
{
    public static StressResult Of(StressAnswer answer, MetricLimits limits)
        => new([.. MetricCatalogue.All.Select(metric => OutcomeOf(metric, answer, limits))], [.. MetricCatalogue.All.Select(metric => BreachOf(metric, answer.Stressed, limits)).OfType<Breach>()], BridgeOf(answer.Stressed), StatesOf(answer));

    /// <summary>A metric's value at its worst quarter's end, and which it is from one; nothing where it has no value or no bad direction.</summary>
    public static (double Value, int Quarter)? WorstOf(Metric metric, StressPath path)
    {
        var values = path.QuarterEnds.Select((end, i) => (Value: metric.Value(end.Figures), Quarter: i + 1)).Where(point => point.Value is not null).Select(point => (Value: point.Value!.Value, point.Quarter)).ToList();
        return values.Count == 0 || metric.Direction == GoodDirection.None ? null : metric.Direction == GoodDirection.Up ? values.MinBy(point => point.Value) : values.MaxBy(point => point.Value);
    }

    private static MetricOutcome OutcomeOf(Metric metric, StressAnswer answer, MetricLimits limits)
    {
        var worst = WorstOf(metric, answer.Stressed);
        return new(
            metric, metric.Value(answer.Baseline.Months[^1].Figures), metric.Value(answer.Stressed.Months[^1].Figures), worst?.Value, worst?.Quarter,
            MetricValue.Of(metric, worst?.Value, metric.Target(limits), metric.Limit(limits)).Status);
    }

    private static Breach? BreachOf(Metric metric, StressPath path, MetricLimits limits)
    {
        var breached = path.QuarterEnds.Select((end, i) => (metric.Evaluate(end.Figures, limits).Status, Quarter: i + 1)).Where(point => point.Status == MetricStatus.Breached).ToList();
        return breached.Count == 0 ? null : new(metric, metric.Limit(limits)!.Value, breached[0].Quarter, breached[^1].Quarter, WorstOf(metric, path)!.Value.Value);
    }

    private static CapitalBridge BridgeOf(StressPath path)
    {
        var ends = path.QuarterEnds.ToList();
        var trough = ends.MinBy(month => month.CapitalRatio)!;
        var until = path.Months.IndexOf(trough) + 1;
        var opening = path.Months[0].Flows.Lender!.OpeningEquity;
        var start = (Equity: opening, Assets: path.Start.Sheet!.AllRiskWeightedAssets);
        return new(
            start.Equity / start.Assets, trough.CapitalRatio, path.Months[^1].CapitalRatio, ends.IndexOf(trough) + 1,
            Steps(start, path.Months[..until]), Steps((trough.Figures.Sheet!.Equity, trough.Figures.Sheet.AllRiskWeightedAssets), path.Months[until..]));
    }

    private static ImmutableArray<BridgeStep> Steps((double Equity, double Assets) from, ImmutableArray<StressMonth> months)
    {
        double Products(Func<ProductMonth, double> figure) => months.Sum(month => month.Flows.Products.Sum(figure));
        double House(Func<LenderMonth, double> figure) => months.Sum(month => figure(month.Flows.Lender!));
        (string Key, double Cents)[] steps =
        [
            ("interestIncome", Products(product => product.InterestIncome) + House(lender => lender.LiquidIncome)),
            ("feeIncome", Products(product => product.FeeIncome)),
            ("fundingCost", -Products(product => product.FundingCost) - House(lender => lender.LiquidCost)),
            ("operatingCost", -Products(product => product.OperatingCost)),
            ("provisions", -Products(product => product.Provision)),
            ("tax", -House(lender => lender.Tax)),
            ("dividends", -House(lender => lender.Dividends)),
        ];
        var ratios = steps.Select(step => new BridgeStep(step.Key, step.Cents, step.Cents / from.Assets)).ToList();
        var end = months.Length == 0 ? from.Equity / from.Assets : months[^1].CapitalRatio;
        return [.. ratios, new("riskWeightedAssets", 0, end - (from.Equity / from.Assets) - ratios.Sum(step => step.Ratio))];
    }

    private static ImmutableArray<StateCount> StatesOf(StressAnswer answer)
    {
        return
        [
            Count("active", path => path.Months[^1].Figures.Sum(product => product.Active)),
            Count("days30", path => path.Months[^1].Figures.Sum(product => product.Count30)),
            Count("days60", path => path.Months[^1].Figures.Sum(product => product.Count60)),
            Count("days90", path => path.Months[^1].Figures.Sum(product => product.Count90)),
            Count("defaultEvents", path => path.Months.Sum(month => month.Flows.Products.Sum(product => product.DefaultEvents))),
            Count("chargeOffs", path => path.Months.Sum(month => month.Flows.Products.Sum(product => product.ChargeOffs))),
        ];

        StateCount Count(string state, Func<StressPath, double> count) => new(state, count(answer.Baseline), count(answer.Stressed));
    }
}
