using System.Runtime.InteropServices;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>Paths as bytes, those of little-endian doubles: number, loss, lowest return on equity, loss and capital by quarter, loss by product.</summary>
internal static class PathBytes
{
    private const int Heads = 3;

    public static byte[] Write(StressOutcome outcome)
        => MemoryMarshal.AsBytes<double>([.. outcome.Paths.SelectMany(path => (double[])[path.Path, path.Loss, path.MinRoe, .. path.Losses, .. path.Capital, .. path.LossByProduct])]).ToArray();

    /// <summary>So many paths; how many quarters end along each follows from their length, for a run that begins within a quarter sees one end more.</summary>
    public static StressOutcome Read(ReadOnlySpan<byte> bytes, int paths, int products)
    {
        var values = MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        if (paths == 0)
        {
            return StressOutcome.Empty;
        }

        var width = values.Length / paths;
        var ends = (width - Heads - products) / 2;
        return StressOutcome.Of(values.Chunk(width).Select(row => new PathOutcome(
            (int)row[0], row[1], [.. row[Heads..(Heads + ends)]], [.. row[(Heads + ends)..(Heads + (2 * ends))]], row[2], [.. row[(Heads + (2 * ends))..]])));
    }
}
