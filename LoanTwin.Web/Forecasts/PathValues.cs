using System.Runtime.InteropServices;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Forecasts;

/// <summary>What one block of futures came to: every metric at every month end of every path. A metric without a value is NaN. The bytes are those of little-endian doubles.</summary>
internal sealed class PathValues
{
    private static readonly int Metrics = MetricCatalogue.All.Length;

    private readonly double[] _values;
    private readonly int _months;

    public PathValues(int paths, int months) => (_values, _months) = (new double[paths * months * Metrics], months);

    private PathValues(double[] values, int months) => (_values, _months) = (values, months);

    public int Paths => _values.Length / (_months * Metrics);

    public double this[int path, int month, int metric] => _values[At(path, month) + metric];

    public void Keep(int path, int month, IEnumerable<MetricValue> metrics)
    {
        var at = At(path, month);
        foreach (var metric in metrics)
        {
            _values[at++] = metric.Value ?? double.NaN;
        }
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes<double>(_values).ToArray();

    public static PathValues Read(byte[] bytes, int months) => new(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), months);

    private int At(int path, int month) => ((path * _months) + month) * Metrics;
}
