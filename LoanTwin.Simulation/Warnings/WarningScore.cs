using System.Collections.Immutable;

namespace LoanTwin.Simulation.Warnings;

/// <summary>One reason why a borrower stands where he stands on the list: what the sign adds to the log odds against the average borrower.</summary>
public sealed record WarningReason(string Key, SignKind Kind, string Words, double LogOdds);

/// <summary>A logistic score: log odds of a default event in the next quarter = level + product + weights x signs.</summary>
/// <param name="Level">One a product, in the order of the catalogue.</param>
/// <param name="Means">Mean of each sign over the fitted borrowers: what reasons are counted from.</param>
public sealed partial record WarningScore(string Version, ImmutableArray<double> Level, ImmutableArray<double> Weights, ImmutableArray<double> Means)
{
    // Below this a sign is no reason, only noise around the average.
    private const double LeastReason = .05;

    public double LogOdds(in BorrowerSigns signs)
    {
        var log = Level[Math.Min(signs.Place, Level.Length - 1)];
        for (var at = 0; at < Weights.Length; at++)
        {
            log += Weights[at] == 0 ? 0 : Weights[at] * WarningSign.All[at].Read(signs);
        }

        return log;
    }

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>What speaks for a default more than in the average borrower, the strongest first.</summary>
    public ImmutableArray<WarningReason> Reasons(BorrowerSigns signs)
        => [.. WarningSign.All
            .Select((sign, at) => new WarningReason(sign.Key, sign.Kind, sign.Words(signs), Weights[at] * (sign.Read(signs) - Means[at])))
            .Where(reason => reason.LogOdds > LeastReason)
            .OrderByDescending(reason => reason.LogOdds)];
}
