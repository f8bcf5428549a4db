using System.Collections.Immutable;

namespace LoanTwin.Domain.Lending;

/// <summary>A length of contract and how often it is asked for.</summary>
public readonly record struct TermWeight(int Months, double Weight);

/// <summary>Goods bought new rather than used: more often by higher scores (logistic in (score - Midpoint) / Width), and dearer.</summary>
public sealed record NewGoods(double Midpoint, double Width, double MedianAmount);

/// <summary>Who applies for a product (calibration.md 3): money in dollars, ratios as fractions, months where it says so. "Score" in a slope means standard deviations of score.</summary>
public sealed record ApplicantMix
{
    /// <summary>Share of all loans by count in a starting book.</summary>
    public required double Share { get; init; }

    public required double MedianAmount { get; init; }
    public required double LogSdAmount { get; init; }
    public double AmountPerScore { get; init; }
    public required double LowestAmount { get; init; }
    public required double HighestAmount { get; init; }
    public NewGoods? New { get; init; }
    public required ImmutableArray<TermWeight> Terms { get; init; }
    public required double ScoreMean { get; init; }
    public required double ScoreSd { get; init; }
    public required double DtiMean { get; init; }
    public required double DtiSd { get; init; }
    public double LtvMean { get; init; }
    public double LtvSd { get; init; }
    public required double MedianIncome { get; init; }
    public required double LogSdIncome { get; init; }
}
