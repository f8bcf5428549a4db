using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Web.Twin;

/// <summary>The metrics of one day, of the lender and of each product, and the economy of the day.</summary>
internal sealed record LivedFigures(int Day, ImmutableArray<(string Scope, ImmutableArray<MetricValue> Values)> Metrics, EconomicState Market, BalanceSheet Sheet)
{
    public const string Lender = "lender";

    public ImmutableArray<MetricValue> OfLender => Metrics[0].Values;

    public static LivedFigures Of(Lender lender)
    {
        var figures = lender.Figures();
        var metrics = ImmutableArray.CreateBuilder<(string, ImmutableArray<MetricValue>)>();
        metrics.Add((Lender, MetricCatalogue.Evaluate(figures, lender.Limits)));
        foreach (var product in figures.Products)
        {
            metrics.Add((product.Product, MetricCatalogue.Evaluate(figures.Of(product.Product).Value, lender.Limits)));
        }

        return new(lender.World.Day, metrics.DrainToImmutable(), MarketDay.Of(lender.World.Market, lender.World.Day, lender.World.Key), figures.Sheet!);
    }
}
