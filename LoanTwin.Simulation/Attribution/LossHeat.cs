using System.Collections.Immutable;

namespace LoanTwin.Simulation.Attribution;

/// <summary>Expected loss of a product and score band, and what it was on the day compared with. Money in cents.</summary>
/// <param name="Product">Place in the catalogue; nothing for all products.</param>
/// <param name="Band">Place in <see cref="LossHeat.BandFrom"/>, zero below the first; nothing for all scores.</param>
public readonly record struct HeatCell(int? Product, int? Band, int Loans, long Balance, double ExpectedLoss, double? RateBefore)
{
    public double? Rate => Balance == 0 ? null : ExpectedLoss / Balance;
}

/// <summary>Product by score: the cells of a row add up to its last cell, and the last cell of all is the metric.</summary>
public static class LossHeat
{
    public static ImmutableArray<int> BandFrom { get; } = [580, 620, 660, 700, 740];

    public static int Bands => BandFrom.Length + 1;

    public static ImmutableArray<HeatCell> Of(RiskPhoto now, RiskPhoto? before, int products)
    {
        var (cells, old) = (Sums(now, products), before is null ? null : Sums(before, products));
        return
        [
            .. from product in Enumerable.Range(0, products + 1)
               from band in Enumerable.Range(0, Bands + 1)
               let cell = cells[product, band]
               select new HeatCell(product == products ? null : product, band == Bands ? null : band, cell.Loans, cell.Balance, cell.Loss, old is null || old[product, band].Balance == 0 ? null : old[product, band].Loss / old[product, band].Balance),
        ];
    }

    public static int BandOf(int score)
    {
        var band = 0;
        while (band < BandFrom.Length && score >= BandFrom[band])
        {
            band++;
        }

        return band;
    }

    private static (int Loans, long Balance, double Loss)[,] Sums(RiskPhoto photo, int products)
    {
        var sums = new (int Loans, long Balance, double Loss)[products + 1, Bands + 1];
        foreach (var loan in photo.Loans)
        {
            var (band, loss) = (BandOf(loan.Score), loan.ExpectedLoss(photo.Table));
            Add(loan.Product, band);
            Add(loan.Product, Bands);
            Add(products, band);
            Add(products, Bands);

            void Add(int row, int column)
            {
                ref var sum = ref sums[row, column];
                sum = (sum.Loans + 1, sum.Balance + loan.Balance, sum.Loss + loss);
            }
        }

        return sums;
    }
}
