using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;

namespace LoanTwin.Simulation.Lenders;

/// <summary>The lender in figures.</summary>
public sealed partial class Lender
{
    /// <summary>All that the metrics read, as of the last closed day.</summary>
    public PortfolioFigures Figures()
    {
        var outlooks = World.Book.Shelves.Select(OutlookOf).ToArray();
        var products = _figures.Measure(World.Book, World.Day, outlooks);
        return new()
        {
            Day = DateOnly.FromDayNumber(World.Day),
            Products = [.. products.Select((product, place) => product with { Allowance = -Ledger[Account.Allowance, place] })],
            Sheet = Sheet.Of(Ledger, Levels, GrossIncome),
            Months = [.. Months],
        };
    }

    /// <summary>Every metric as of the last closed day, against the limits of the policy.</summary>
    public ImmutableArray<MetricValue> Metrics() => MetricCatalogue.Evaluate(Figures(), Limits);

    /// <summary>The targets and limits of the policy, as the metrics read them.</summary>
    public MetricLimits Limits => new() { TargetRoe = Policy.TargetRoe, MaxVar = Policy.MaxVar, MinCapital = Policy.MinCapitalRatio, MaxConcentration = Policy.MaxConcentrationByType };

    /// <summary>What the loans of one product are looked at with today: the table's probabilities by row, and the economy of the day.</summary>
    public ProductOutlook OutlookOf(Shelf shelf)
    {
        var climate = Climate.Of(shelf.Product, World.Market, LatentPath.None, shelf.Place, SimMonth.Of(World.Day));
        return new(_levels.YearOf(shelf), climate.ValueIndex, climate.LossShift, shelf.Product.TerminationShare);
    }
}
