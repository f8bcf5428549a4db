namespace LoanTwin.Simulation.Statistics;

/// <summary>
/// Quantiles of positive values within a stated relative error from counts in bins of growing width (DDSketch, Masson, Rim, Lee 2019).
/// Values up to zero share one bin. Merging adds counts, so any split of the work gives the same quantiles.
/// </summary>
public sealed class QuantileSketch
{
    private readonly SortedDictionary<int, long> _bins = [];
    private readonly double _growth;
    private long _zeros;

    public QuantileSketch(double relativeError = .005)
    {
        if (!(relativeError is > 0 and < .5))
        {
            throw new ArgumentOutOfRangeException(nameof(relativeError), relativeError, "between 0 and 0.5");
        }

        RelativeError = relativeError;
        _growth = (1 + relativeError) / (1 - relativeError);
    }

    public double RelativeError { get; }

    public long Count { get; private set; }

    public void Add(double value)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, nameof(value));
        Count++;
        if (value <= 0)
        {
            _zeros++;
            return;
        }

        var bin = (int)Math.Ceiling(Math.Log(value) / Math.Log(_growth));
        _bins[bin] = _bins.GetValueOrDefault(bin) + 1;
    }

    /// <summary>A value within <see cref="RelativeError"/> of the sample's own quantile at this level.</summary>
    public double Quantile(double level)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(level is >= 0 and <= 1, false, nameof(level));
        ArgumentOutOfRangeException.ThrowIfZero(Count);
        var rank = (long)Math.Floor(level * (Count - 1));
        var seen = _zeros;
        if (rank < seen)
        {
            return 0;
        }

        foreach (var (bin, count) in _bins)
        {
            seen += count;
            if (rank < seen)
            {
                return 2 * Math.Pow(_growth, bin) / (_growth + 1);
            }
        }

        throw new InvalidOperationException("counts do not add up");
    }

    public void Merge(QuantileSketch other)
    {
        if (other.RelativeError != RelativeError)
        {
            throw new ArgumentException("sketches with different errors do not merge", nameof(other));
        }

        foreach (var (bin, count) in other._bins)
        {
            _bins[bin] = _bins.GetValueOrDefault(bin) + count;
        }

        _zeros += other._zeros;
        Count += other.Count;
    }
}
