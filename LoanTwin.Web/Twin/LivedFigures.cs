using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Web.Twin;

/// <summary>The metrics of one day, of the lender and of each product, and the economy of the day.</summary>
internal sealed record LivedFigures(int Day, ImmutableArray<(string Scope, ImmutableArray<MetricValue> Values)> Metrics, EconomicState Market, BalanceSheet Sheet, ImmutableArray<MetricValue> Components)
{
    public const string Lender = "lender";

    public ImmutableArray<MetricValue> OfLender => Metrics[0].Values;

    public static LivedFigures Of(Lender lender) => Taken(lender)();

    /// <summary>
    /// Takes now what the figures need of the lender; they are worked out when asked for, on any thread, while the lender lives on. Most of the
    /// time goes into the laws of loss, which the lender has no part in.
    /// </summary>
    public static Func<LivedFigures> Taken(Lender lender)
    {
        var (figures, limits, day) = (lender.Figures(), lender.Limits, lender.World.Day);
        var market = MarketDay.Of(lender.World.Market, day, lender.World.Key);
        return () =>
        {
            var metrics = ImmutableArray.CreateBuilder<(string, ImmutableArray<MetricValue>)>();
            metrics.Add((Lender, MetricCatalogue.Evaluate(figures, limits)));
            foreach (var product in figures.Products)
            {
                metrics.Add((product.Product, MetricCatalogue.Evaluate(figures.Of(product.Product).Value, limits)));
            }

            return new(day, metrics.DrainToImmutable(), market, figures.Sheet!, [.. MetricCatalogue.Components.Select(component => component.Evaluate(figures, limits))]);
        };
    }
}
