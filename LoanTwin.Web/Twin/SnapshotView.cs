using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Twin;

/// <summary>One figure as the API shows it.</summary>
internal sealed record MetricView(string Key, string Name, string Unit, double? Value, string Horizon, string Direction, double? Target, double? Limit, string Status, string Definition)
{
    public static MetricView Of(MetricValue value) => new(
        value.Metric.Key, value.Metric.Name, value.Metric.Unit.Key(), value.Value, value.Metric.Horizon.Text(), value.Metric.Direction.Key(),
        value.Target, value.Limit, value.Status.ToString().ToLowerInvariant(), value.Metric.Definition);
}

/// <summary>One factor of the economy.</summary>
internal sealed record FactorView(string Key, double Value, string Unit)
{
    public static FactorView[] All(EconomicState state)
        => [.. MacroFactor.All.Select(factor => new FactorView(factor.Key, state[factor], factor.Unit.ToString().ToLowerInvariant()))];
}

/// <summary>One product's day: what it opened with, what moved it, what it closed with.</summary>
internal sealed record StripView(string Product, decimal Opening, decimal Originations, decimal Purchases, decimal Capitalised, decimal TransfersIn, decimal RestructureAdjustments,
    decimal ScheduledPrincipal, decimal Curtailments, decimal Prepayments, decimal Payoffs, decimal ChargeOffs, decimal Reversals, decimal Closing, decimal Difference)
{
    public static StripView Of(Simulation.Ledger.Reconciliation day) => new(
        day.Product, Cents.ToDollars(day.Opening), Cents.ToDollars(day.Originations), Cents.ToDollars(day.Purchases), Cents.ToDollars(day.Capitalised),
        Cents.ToDollars(day.TransfersIn), Cents.ToDollars(day.RestructureAdjustments), Cents.ToDollars(day.ScheduledPrincipal), Cents.ToDollars(day.Curtailments),
        Cents.ToDollars(day.Prepayments), Cents.ToDollars(day.Payoffs), Cents.ToDollars(day.ChargeOffs), Cents.ToDollars(day.Reversals), Cents.ToDollars(day.Closing), Cents.ToDollars(day.Difference));
}

/// <summary>A snapshot as other programs get it.</summary>
internal sealed record SnapshotView(DateOnly Day, long CommitSequence, DateTimeOffset Committed, int Loans, MetricView[] Metrics, FactorView[] Market, StripView[] Reconciliation)
{
    public static SnapshotView Of(TwinSnapshot snapshot) => new(
        snapshot.Day, snapshot.CommitSequence, snapshot.Committed, snapshot.LoansActive,
        [.. snapshot.Metrics.Select(MetricView.Of)], FactorView.All(snapshot.Market), [.. snapshot.Strip.Select(StripView.Of)]);
}
