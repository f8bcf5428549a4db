using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Loans;

/// <summary>A loan near another one.</summary>
/// <param name="Distance">Root of the summed squared differences, each in standard deviations of the product's performing loans.</param>
public sealed record LoanPeer(int Row, double Distance, double Pd12);

/// <summary>
/// One loan among the running loans of its product that are nearest to it by score, debt to income, use of the line or loan to value, and months on book. Their own
/// probabilities are asked of the model, as that of the loan is.
/// </summary>
/// <param name="Higher">Peers with a higher probability of default than the loan.</param>
public sealed record LoanPeers(double Pd12, int Higher, int Lower, ImmutableArray<LoanPeer> Nearest)
{
    public const int Most = 200;
    private const int Features = 4;
    private const int YearMonths = 12;

    public static LoanPeers Of(World world, Shelf shelf, int row, int count = Most)
    {
        var index = world.Risk[shelf.Place].ValueIndex;
        int[] rows = [.. Enumerable.Range(0, shelf.Count).Where(at => shelf.Moving.Status[at] < (byte)PaymentStatus.Default)];
        var read = Array.ConvertAll(rows, at => Read(shelf, at, index));
        var (own, spread) = (Read(shelf, row, index), Spread(read));
        (int Row, double Distance)[] nearest = [.. rows
            .Select((at, n) => (Row: at, Distance: Distance(own, read[n], spread)))
            .Where(peer => peer.Row != row)
            .OrderBy(peer => peer.Distance).ThenBy(peer => shelf.Fixed.Id[peer.Row])
            .Take(count)];
        using var asked = RecordedLoans.Of(world, shelf.Place, [row, .. nearest.Select(peer => peer.Row)]);
        var pds = Outlook.Of(asked, YearMonths, 1).Shelves[shelf.Place].Pd12.ToArray();
        return new(
            pds[0], pds.Count(pd => pd > pds[0]), pds.Count(pd => pd < pds[0]), [.. nearest.Select((peer, at) => new LoanPeer(peer.Row, peer.Distance, pds[at + 1]))]);
    }

    private static double[] Read(Shelf shelf, int row, double index)
        => [shelf.Fixed.Score[row], shelf.Moving.Dti[row], shelf.Product.Card is not null ? LoanRatios.Utilisation(shelf, row) : LoanRatios.Ltv(shelf, row, index), shelf.Moving.Age[row]];

    private static double[] Spread(double[][] read)
    {
        var spread = new double[Features];
        for (var at = 0; at < Features; at++)
        {
            var mean = read.Average(loan => loan[at]);
            spread[at] = Math.Sqrt(read.Average(loan => (loan[at] - mean) * (loan[at] - mean)));
        }

        return spread;
    }

    private static double Distance(double[] a, double[] b, double[] spread)
    {
        var sum = 0.0;
        for (var at = 0; at < Features; at++)
        {
            var step = spread[at] > 0 ? (a[at] - b[at]) / spread[at] : 0;
            sum += step * step;
        }

        return Math.Sqrt(sum);
    }
}
