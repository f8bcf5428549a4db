using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Ledger;

/// <summary>
/// Probability of a default event by product, recorded state, score band and remaining term, estimated at month ends by the expected run and
/// read every day: twelve months ahead, and as far as the allowance looks for loans that are late. A thin cell leans on the mean of its
/// state (credibility n / (n + 20)), and on what the table said before.
/// </summary>
public sealed class PdTable
{
    public const int States = 6;
    public const int Bands = 6;
    public const int Terms = 5;
    private const double FullCredibility = 20;
    private static readonly int[] BandFrom = [620, 660, 700, 740, 780];
    private static readonly int[] TermFrom = [13, 37, 85, 181];

    private readonly float[] _year;
    private readonly float[] _ahead;

    private PdTable(float[] year, float[] ahead) => (_year, _ahead) = (year, ahead);

    public static int Cell(Shelf shelf, int row)
    {
        var state = Math.Min((int)shelf.Moving.Status[row], States - 1);
        var band = Above(BandFrom, shelf.Fixed.Score[row]);
        var term = shelf.Product.Card is null ? Above(TermFrom, shelf.Moving.Remaining[row]) : 0;
        return (((((shelf.Place * States) + state) * Bands) + band) * Terms) + term;
    }

    /// <summary>Twelve months ahead.</summary>
    public float Year(int cell) => _year[cell];

    /// <summary>As far as the allowance looks: twelve months for performing loans, thirty for late ones.</summary>
    public float Ahead(int cell) => _ahead[cell];

    internal static PdTable Keep(Checkpoint checkpoint, PdTable? table)
    {
        var year = checkpoint.List<float>(table?._year ?? []);
        var ahead = checkpoint.List<float>(table?._ahead ?? []);
        return table ?? new(year, ahead);
    }

    internal void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(_year.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_ahead.AsSpan()));
    }

    /// <summary>Means over the loans of each cell. What neither the cell nor its state has seen keeps the value of the table before.</summary>
    /// <param name="pds">Own probabilities of a loan: twelve months, and as far as the allowance looks.</param>
    public static PdTable Of(LoanBook book, int day, Func<Shelf, int, (float Year, float Ahead)> pds, PdTable? before)
    {
        var cells = book.Shelves.Length * States * Bands * Terms;
        var (count, year, ahead) = (new int[cells], new double[cells], new double[cells]);
        foreach (var shelf in book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                // In a default event the probability is one, and nobody reads it here. One that is decided and still to come counts: the lender does not know yet.
                var since = shelf.Moving.DefaultDay[row];
                if (shelf.Moving.Status[row] < (byte)PaymentStatus.Default && (since == 0 || since > day))
                {
                    var (cell, pd) = (Cell(shelf, row), pds(shelf, row));
                    count[cell]++;
                    year[cell] += pd.Year;
                    ahead[cell] += pd.Ahead;
                }
            }
        }

        return new(Blended(count, year, before?._year), Blended(count, ahead, before?._ahead));
    }

    private static float[] Blended(int[] count, double[] sum, float[]? before)
    {
        var table = new float[sum.Length];
        const int span = Bands * Terms;
        for (var first = 0; first < sum.Length; first += span)
        {
            var (all, number) = (0.0, 0);
            for (var cell = first; cell < first + span; cell++)
            {
                (all, number) = (all + sum[cell], number + count[cell]);
            }

            for (var cell = first; cell < first + span; cell++)
            {
                var prior = before?[cell] ?? Unseen(first / span % States);
                var state = number == 0 ? prior : (all + (prior * FullCredibility)) / (number + FullCredibility);
                table[cell] = (float)((sum[cell] + (state * FullCredibility)) / (count[cell] + FullCredibility));
            }
        }

        return table;
    }

    /// <summary>Where nothing has been seen yet at all: certainty from 90 days on, and roughly what the published rows give before.</summary>
    private static double Unseen(int state) => (PaymentStatus)state switch
    {
        PaymentStatus.OnTime => .02,
        PaymentStatus.GracePeriod => .06,
        PaymentStatus.Days30 => .25,
        PaymentStatus.Days60 => .55,
        _ => 1,
    };

    private static int Above(int[] from, int value)
    {
        var band = 0;
        while (band < from.Length && value >= from[band])
        {
            band++;
        }

        return band;
    }
}
