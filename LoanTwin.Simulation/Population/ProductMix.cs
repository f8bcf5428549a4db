using System.Collections.Immutable;

namespace LoanTwin.Simulation.Population;

/// <summary>How the loans of one product are spread (calibration.md 3): money in dollars, ratios as fractions, months where it says so.</summary>
public sealed record ProductMix
{
    public required string Product { get; init; }

    /// <summary>Share of all loans by count.</summary>
    public required double Share { get; init; }

    public required double MedianAmount { get; init; }
    public required double LogSdAmount { get; init; }
    public double AmountPerScore { get; init; }
    public required double LowestAmount { get; init; }
    public required double HighestAmount { get; init; }
    public required ImmutableArray<(int Months, double Weight)> Terms { get; init; }
    public required double ScoreMean { get; init; }
    public required double ScoreSd { get; init; }
    public required int LowestScore { get; init; }
    public required double DtiMean { get; init; }
    public required double DtiSd { get; init; }
    public double LtvMean { get; init; }
    public double LtvSd { get; init; }
    public double HighestLtv { get; init; }
    public required double MedianIncome { get; init; }
    public required double LogSdIncome { get; init; }
    public required double Spread { get; init; }

    /// <summary>Price for loss: level times risk to a power, and the highest that is still lent at.</summary>
    public required double LossPrice { get; init; }
    public required double LossPower { get; init; }
    public required double HighestLossPrice { get; init; }

    public static ImmutableArray<ProductMix> Default { get; } =
    [
        new()
        {
            Product = "consumer", Share = .23, MedianAmount = 14_500, LogSdAmount = .50, LowestAmount = 1_000, HighestAmount = 50_000,
            Terms = [(24, .05), (36, .62), (48, .05), (60, .28)], ScoreMean = 672, ScoreSd = 62, LowestScore = 600, DtiMean = .19, DtiSd = .085,
            MedianIncome = 65_000, LogSdIncome = .45, Spread = .0480, LossPrice = .036, LossPower = 2.0, HighestLossPrice = .20,
        },
        new()
        {
            Product = "auto", Share = .26, MedianAmount = 31_000, LogSdAmount = .34, LowestAmount = 8_000, HighestAmount = 90_000,
            Terms = [(48, .10), (60, .25), (72, .45), (84, .20)], ScoreMean = 694, ScoreSd = 68, LowestScore = 600, DtiMean = .22, DtiSd = .09,
            LtvMean = 1.03, LtvSd = .13, HighestLtv = 1.25, MedianIncome = 68_000, LogSdIncome = .45, Spread = .0360, LossPrice = .0085, LossPower = 2.2, HighestLossPrice = .10,
        },
        new()
        {
            Product = "mortgage", Share = .028, MedianAmount = 290_000, LogSdAmount = .42, AmountPerScore = .12, LowestAmount = 60_000, HighestAmount = 1_200_000,
            Terms = [(180, .12), (240, .06), (360, .82)], ScoreMean = 738, ScoreSd = 48, LowestScore = 620, DtiMean = .33, DtiSd = .075,
            LtvMean = .73, LtvSd = .11, HighestLtv = .80, MedianIncome = 115_000, LogSdIncome = .45, Spread = .0206, LossPrice = .0008, LossPower = 2.2, HighestLossPrice = .02,
        },
        new()
        {
            Product = "business", Share = .088, MedianAmount = 58_000, LogSdAmount = .95, LowestAmount = 5_000, HighestAmount = 1_000_000,
            Terms = [(36, .10), (60, .25), (84, .42), (120, .18), (240, .05)], ScoreMean = 700, ScoreSd = 52, LowestScore = 620, DtiMean = .28, DtiSd = .09,
            LtvMean = .58, LtvSd = .13, HighestLtv = .80, MedianIncome = 105_000, LogSdIncome = .55, Spread = .0435, LossPrice = .0100, LossPower = 2.2, HighestLossPrice = .10,
        },
        new()
        {
            Product = "creditCard", Share = .394, MedianAmount = 9_500, LogSdAmount = .55, AmountPerScore = .45, LowestAmount = 500, HighestAmount = 40_000,
            Terms = [(0, 1)], ScoreMean = 690, ScoreSd = 68, LowestScore = 600, DtiMean = .20, DtiSd = .09,
            MedianIncome = 68_000, LogSdIncome = .50, Spread = .1350, LossPrice = .036, LossPower = 1.2, HighestLossPrice = .14,
        },
    ];
}
