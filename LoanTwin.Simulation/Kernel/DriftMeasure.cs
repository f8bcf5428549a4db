using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>Measures the cross-section mean of the drift of one product, by which risk is divided until the next measurement.</summary>
public static class DriftMeasure
{
    public static RiskFrame Of(Shelf shelf, double valueIndex)
    {
        var unscaled = new RiskFrame(0, valueIndex);
        var terms = shelf.Fixed;
        var status = shelf.Moving.Status;
        var balance = shelf.Moving.Balance;
        var (sum, count) = (0.0, 0);
        for (var row = 0; row < shelf.Count; row++)
        {
            if (status[row] < (byte)PaymentStatus.Default)
            {
                var (fixedPart, perCent) = unscaled.Of(shelf, row);
                sum += Exponential.Of(fixedPart - terms.LogRisk[row] + RiskFrame.LogRiskOfPointsLost[status[row]] + (balance[row] * perCent));
                count++;
            }
        }

        return new(count == 0 ? 0 : Math.Log(sum / count), valueIndex);
    }

    /// <summary>All products of a book at the prices of a month.</summary>
    public static RiskFrame[] Of(LoanBook book, MarketPath market, int month)
        => [.. book.Shelves.Select(shelf => Of(shelf, Climate.Of(shelf.Product, market, LatentPath.None, shelf.Place, month).ValueIndex))];
}
