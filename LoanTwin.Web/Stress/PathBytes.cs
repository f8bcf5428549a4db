using System.Runtime.InteropServices;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>Paths as bytes, those of little-endian doubles: number, loss, lowest return on equity, loss and capital by quarter, loss by product.</summary>
internal static class PathBytes
{
    private const int Heads = 3;

    public static byte[] Write(StressOutcome outcome)
        => MemoryMarshal.AsBytes<double>([.. outcome.Paths.SelectMany(path => (double[])[path.Path, path.Loss, path.MinRoe, .. path.Losses, .. path.Capital, .. path.LossByProduct])]).ToArray();

    public static StressOutcome Read(ReadOnlySpan<byte> bytes, int quarters, int products)
    {
        var (values, width) = (MemoryMarshal.Cast<byte, double>(bytes).ToArray(), Heads + (2 * quarters) + products);
        return StressOutcome.Of(values.Chunk(width).Select(row => new PathOutcome(
            (int)row[0], row[1], [.. row[Heads..(Heads + quarters)]], [.. row[(Heads + quarters)..(Heads + (2 * quarters))]], row[2], [.. row[(Heads + (2 * quarters))..]])));
    }
}
