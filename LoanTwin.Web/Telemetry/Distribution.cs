using System.Globalization;
using System.Text;

namespace LoanTwin.Web.Telemetry;

/// <summary>Milliseconds in fixed buckets, as Prometheus counts them: each bucket holds everything up to its bound.</summary>
internal sealed class Distribution
{
    public static readonly double[] Bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Bounds.Length];
    private long _count;
    private double _sum;

    public void Add(double value)
    {
        lock (_gate)
        {
            _count++;
            _sum += value;
            for (var i = Bounds.Length - 1; i >= 0 && value <= Bounds[i]; i--)
            {
                _counts[i]++;
            }
        }
    }

    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public void Write(StringBuilder text, string name)
    {
        lock (_gate)
        {
            for (var i = 0; i < Bounds.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{Bounds[i]}\"}} {_counts[i]}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"+Inf\"}} {_count}\n{name}_sum {_sum}\n{name}_count {_count}\n");
        }
    }
}
