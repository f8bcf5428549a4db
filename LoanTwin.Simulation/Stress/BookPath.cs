using System.Collections.Immutable;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Stress;

/// <summary>What a closed book does month by month in one economy: its flows and levels by product, in expectation or as one future lived them.</summary>
internal sealed class BookPath
{
    private readonly double[][] _flows;
    private readonly double[][]? _standing;
    private readonly int _months;

    private BookPath(MarketPath market, int firstMonth, int months, double[][] flows, double[][]? standing)
        => (Market, FirstMonth, _months, _flows, _standing) = (market, firstMonth, months, flows, standing);

    public MarketPath Market { get; }

    public int FirstMonth { get; }

    public int Products => _flows.Length;

    public int LastMonth => FirstMonth + _months - 1;

    /// <summary>Reads one future of a horizon, the loss of charge-offs scaled.</summary>
    public static BookPath Of(HorizonOutcome outcome, int products, MarketPath market, double lossGivenDefault, int future = 0)
    {
        var months = outcome.Months;
        var flows = Enumerable.Range(0, products).Select(_ => new double[FlowTable.Kinds * months]).ToArray();
        var standing = outcome.Standing is null ? null : Enumerable.Range(0, products).Select(_ => new double[StateSums.Kinds * (months + 1)]).ToArray();
        for (var place = 0; place < products; place++)
        {
            for (var at = 0; at < flows[place].Length; at++)
            {
                flows[place][at] = outcome.Of(future, place, (Flow)(at / months), outcome.FirstMonth + (at % months));
            }

            outcome.Standing?[place].CopyTo(standing![place], 0);
        }

        var path = new BookPath(market, outcome.FirstMonth, months, flows, standing);
        return lossGivenDefault == 1 ? path : path.WithLosses(lossGivenDefault);
    }

    public double Of(int product, Flow flow, int month)
        => month < FirstMonth || month > LastMonth ? 0 : _flows[product][((int)flow * _months) + month - FirstMonth];

    public double At(int product, Standing standing, int month) => _standing![product][((int)standing * (_months + 1)) + month - FirstMonth + 1];

    /// <summary>Loss of the twelve months that follow a month's end.</summary>
    public double LossAhead(int product, int month) => Enumerable.Range(month + 1, 12).Sum(ahead => Of(product, Flow.LossBooked, ahead));

    /// <summary>A part of the book somewhere else: this path, less the part as it was here, and with it as it is there.</summary>
    public BookPath With(BookPath there, BookPath here)
        => new(there.Market, FirstMonth, _months, Swapped(_flows, there._flows, here._flows), _standing is null ? null : Swapped(_standing, there._standing!, here._standing!));

    private static double[][] Swapped(double[][] whole, double[][] there, double[][] here)
        => [.. whole.Select((sums, product) => sums.Select((sum, at) => sum - here[product][at] + there[product][at]).ToArray())];

    /// <summary>The same for so many books like this one.</summary>
    public BookPath Times(double books)
        => books == 1 ? this : new(Market, FirstMonth, _months, [.. _flows.Select(sums => sums.Select(sum => sum * books).ToArray())], _standing is null ? null : [.. _standing.Select(sums => sums.Select(sum => sum * books).ToArray())]);

    // Recoveries are what a charge-off does not lose, so they shrink as the loss grows.
    private BookPath WithLosses(double factor)
    {
        var flows = _flows.Select(sums => (double[])sums.Clone()).ToArray();
        foreach (var sums in flows)
        {
            var (before, after) = (0.0, 0.0);
            for (var month = 0; month < _months; month++)
            {
                var chargedOff = sums[((int)Flow.ChargedOff * _months) + month];
                ref var loss = ref sums[((int)Flow.LossBooked * _months) + month];
                before += chargedOff - loss;
                loss = Math.Min(chargedOff, loss * factor);
                after += chargedOff - loss;
                sums[((int)Flow.Recovered * _months) + month] *= before > 0 ? after / before : 1;
            }
        }

        return new(Market, FirstMonth, _months, flows, _standing);
    }
}
