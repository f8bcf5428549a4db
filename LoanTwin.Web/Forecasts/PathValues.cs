using System.Runtime.InteropServices;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Forecasts;

/// <summary>What one block of futures came to: every metric on every day of a forecast of every path. A metric without a value is NaN. The bytes are those of little-endian doubles.</summary>
internal sealed class PathValues
{
    private static readonly int Metrics = MetricCatalogue.All.Length;

    private readonly double[] _values;
    private readonly int _days;

    public PathValues(int paths, int days) => (_values, _days) = (new double[paths * days * Metrics], days);

    private PathValues(double[] values, int days) => (_values, _days) = (values, days);

    public int Paths => _values.Length / (_days * Metrics);

    public double this[int path, int day, int metric] => _values[At(path, day) + metric];

    public void Keep(int path, int day, IEnumerable<MetricValue> metrics)
    {
        var at = At(path, day);
        foreach (var metric in metrics)
        {
            _values[at++] = metric.Value ?? double.NaN;
        }
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes<double>(_values).ToArray();

    public static PathValues Read(byte[] bytes, int days) => new(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), days);

    private int At(int path, int day) => ((path * _days) + day) * Metrics;
}
