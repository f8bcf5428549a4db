namespace LoanTwin.Simulation.Statistics;

/// <summary>Counts in equal bins between two bounds, with what falls outside counted at either end. Two with the same bins merge by adding.</summary>
public sealed class Histogram
{
    private readonly long[] _counts;

    public Histogram(double low, double high, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        (Low, High, _counts) = (low, high, new long[bins + 2]);
    }

    public double Low { get; }

    public double High { get; }

    public int Bins => _counts.Length - 2;

    public long Below => _counts[0];

    public long Above => _counts[^1];

    public long Count => _counts.Sum();

    public long this[int bin] => _counts[bin + 1];

    public void Add(double value)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsNaN(value), true, nameof(value));
        var bin = Math.Floor((value - Low) / (High - Low) * Bins);
        _counts[(int)Math.Clamp(bin + 1, 0, Bins + 1)]++;
    }

    public void Merge(Histogram other)
    {
        if ((other.Low, other.High, other.Bins) != (Low, High, Bins))
        {
            throw new ArgumentException("histograms with different bins do not merge", nameof(other));
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
