using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Stress;

/// <summary>Where a share of the paths lies at a quarter's end.</summary>
public readonly record struct Band(double Low, double LowerQuarter, double Median, double UpperQuarter, double High);

/// <summary>
/// The paths that have been drawn so far, by number. Two parts of a run merge to the same bytes in either order; the same path twice is a bug,
/// for a run with a path counted twice would look surer than it is.
/// </summary>
public sealed class StressOutcome
{
    private StressOutcome(ImmutableSortedDictionary<int, PathOutcome> paths) => ByNumber = paths;

    public static StressOutcome Empty { get; } = new(ImmutableSortedDictionary<int, PathOutcome>.Empty);

    private ImmutableSortedDictionary<int, PathOutcome> ByNumber { get; }

    public IEnumerable<PathOutcome> Paths => ByNumber.Values;

    public int Count => ByNumber.Count;

    public static StressOutcome Of(IEnumerable<PathOutcome> paths) => new(paths.ToImmutableSortedDictionary(path => path.Path, path => path));

    public StressOutcome Merge(StressOutcome other)
        => other.ByNumber.Keys.FirstOrDefault(ByNumber.ContainsKey, -1) is var twice && twice >= 0
            ? throw new ArgumentException($"path {twice} stands in both parts", nameof(other))
            : new(ByNumber.AddRange(other.ByNumber));

    /// <summary>Mean loss booked over the horizon in cents.</summary>
    public Estimate Loss => Estimate.Of(Paths.Select(path => path.Loss));

    public Estimate MinCapital => Estimate.Of(Paths.Select(path => path.MinCapital));

    public Estimate MinRoe => Estimate.Of(Paths.Select(path => path.MinRoe));

    public Estimate LossOf(int product) => Estimate.Of(Paths.Select(path => path.LossByProduct[product]));

    /// <summary>Cumulative loss by quarter: 90 % and 50 % of the paths.</summary>
    public ImmutableArray<Band> LossBands => Bands(path => path.Losses);

    public ImmutableArray<Band> CapitalBands => Bands(path => path.Capital);

    /// <summary>Loss beyond which a share of the paths lies.</summary>
    public double LossQuantile(double share) => Quantile.Of([.. Paths.Select(path => path.Loss).Order()], share);

    /// <summary>Names what the run found: the same inputs and the same paths give the same hash.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths)
        {
            double[] figures = [path.Path, path.Loss, path.MinRoe, .. path.Losses, .. path.Capital, .. path.LossByProduct];
            hash.AppendData(MemoryMarshal.AsBytes(figures.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ImmutableArray<Band> Bands(Func<PathOutcome, ImmutableArray<double>> figures)
        => Count == 0 ? [] : [.. Enumerable.Range(0, figures(Paths.First()).Length).Select(quarter => BandOf([.. Paths.Select(path => figures(path)[quarter]).Order()]))];

    private static Band BandOf(double[] sorted) => new(Quantile.Of(sorted, .05), Quantile.Of(sorted, .25), Quantile.Of(sorted, .5), Quantile.Of(sorted, .75), Quantile.Of(sorted, .95));
}
