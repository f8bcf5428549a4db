using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// What is to be expected of every single loan, by the expected kernel: the same figures as an expected <see cref="Horizon"/> run on run-off,
/// loan by loan instead of added up. The economy goes on as its model expects; the latent factor stands still, as its shift makes the mean year that of the calm months.
/// </summary>
public sealed class Outlook
{
    private const int Chunk = 1024;

    private Outlook(int firstMonth, int months, ImmutableArray<ShelfOutlook> shelves) => (FirstMonth, Months, Shelves) = (firstMonth, months, shelves);

    public int FirstMonth { get; }

    public int Months { get; }

    /// <summary>One a product, in the order of the catalogue.</summary>
    public ImmutableArray<ShelfOutlook> Shelves { get; }

    /// <summary>Runs from the end of the world's day over so many calendar months, the first as far as it is still to come.</summary>
    /// <param name="path">The economy in place of the one that is expected.</param>
    /// <param name="model">The monthly rows in place of the world's own.</param>
    /// <param name="rows">Which rows to run; the figures of all others stay zero. Nothing means every row.</param>
    public static Outlook Of(World world, int months, int threads, Func<Shelf, int, bool>? rows = null, MarketPath? path = null, ITransitionModel? model = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(months, 1, HorizonPlan.MostMonths), months, nameof(months));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(threads, 1, 1024), threads, nameof(threads));
        var firstMonth = SimMonth.Of(world.Day + 1);
        var outlook = new Outlook(firstMonth, months, [.. world.Book.Shelves.Select(shelf => new ShelfOutlook(shelf.Count))]);
        var blocks = Blocks(world.Book, rows);
        var market = path ?? (world.Economy is { } economy ? world.Market.Expected(economy, firstMonth + months - 1) : world.Market);
        var frames = world.Frames(RandomKey.Future(world.Seed, "outlook", 0), LatentPath.None, market, firstMonth, months, model);
        var workers = Math.Min(threads, blocks.Count);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancel }, worker =>
        {
            var bench = new Bench(world, frames, outlook);
            for (var at = worker; at < blocks.Count; at += workers)
            {
                cancel.ThrowIfCancellationRequested();
                bench.Run(blocks[at]);
            }
        });
        return outlook;
    }

    private static List<Block> Blocks(LoanBook book, Func<Shelf, int, bool>? rows)
        => [.. from shelf in book.Shelves
               from chunk in Enumerable.Range(0, shelf.Count).Where(row => shelf.IsActive(row) && (rows is null || rows(shelf, row))).Chunk(Chunk)
               select new Block(shelf, chunk)];

    private readonly record struct Block(Shelf Shelf, int[] Rows);

    /// <summary>One thread's columns; every block writes the figures of its own rows.</summary>
    private sealed class Bench
    {
        private readonly World _world;
        private readonly ProductFrame[] _frames;
        private readonly Outlook _outlook;
        private readonly Slab _loaded = new(Chunk) { KeepsEnded = false };
        private readonly PerLoanSums _sums;
        private readonly ExpectedBlock _block;
        private readonly FlowTable _flows;
        private readonly LaneWidth _width = Lanes.Resolve(LaneWidth.Widest);

        public Bench(World world, ProductFrame[] frames, Outlook outlook)
        {
            (_world, _frames, _outlook) = (world, frames, outlook);
            _sums = new(outlook.FirstMonth, outlook.FirstMonth + outlook.Months - 1);
            _block = new(Chunk, _sums);
            _flows = new(outlook.FirstMonth, outlook.Months);
        }

        public void Run(in Block block)
        {
            var shelf = block.Shelf;
            _loaded.Clear(shelf.Product);
            foreach (var row in block.Rows)
            {
                _loaded.Take(shelf, row, _world.Risk[shelf.Place]);
            }

            BlockMajor.ParkEnded(_loaded, _outlook.FirstMonth);
            _block.Run(_loaded, _frames[shelf.Place].ExpectedFrames, _flows, _world.Day, _width);
            _outlook.Shelves[shelf.Place].Take(block.Rows, shelf.Moving.DefaultDay, _block.Terms, _sums);

            // The kernel works on bare addresses; the slabs that own them must outlive the last read.
            GC.KeepAlive(_loaded);
            GC.KeepAlive(_block);
        }
    }
}

/// <summary>
/// The outlook of the loans of one product, row by row of its shelf. A loan whose default event has begun, or is decided and begins within
/// days, has a probability of one; a loan that is over has zeros.
/// </summary>
public sealed class ShelfOutlook
{
    private readonly float[] _pd12;
    private readonly float[] _pd;
    private readonly double[] _events;
    private readonly double[] _chargeOffs;
    private readonly double[] _loss;

    internal ShelfOutlook(int rows) => (_pd12, _pd, _events, _chargeOffs, _loss) = (new float[rows], new float[rows], new double[rows], new double[rows], new double[rows]);

    /// <summary>Probability of a default event within twelve calendar months, a running one counted as the first; within the horizon where that is shorter.</summary>
    public ReadOnlySpan<float> Pd12 => _pd12;

    /// <summary>Probability of a default event within the horizon.</summary>
    public ReadOnlySpan<float> Pd => _pd;

    /// <summary>Expected number of default events that begin within the horizon: a cured loan can have another. All loans together are the flow.</summary>
    public ReadOnlySpan<double> Events => _events;

    /// <summary>Probability of a charge-off within the horizon.</summary>
    public ReadOnlySpan<double> ChargeOffs => _chargeOffs;

    /// <summary>Expected loss booked within the horizon, in cents: LGD times the charged-off balance.</summary>
    public ReadOnlySpan<double> Loss => _loss;

    internal void Take(ReadOnlySpan<int> rows, ReadOnlySpan<int> defaultDay, Slab terms, PerLoanSums sums)
    {
        for (var i = 0; i < terms.Living; i++)
        {
            var row = terms.Rows[i];
            (_pd12[row], _pd[row]) = ((float)sums.FirstInYear[i], (float)sums.First[i]);
            (_events[row], _chargeOffs[row], _loss[row]) = (sums.Events[i], sums.ChargeOffs[i], sums.Loss[i]);
        }

        foreach (var (row, loss) in sums.Settled)
        {
            (_chargeOffs[row], _loss[row]) = (1, loss);
        }

        foreach (var row in rows)
        {
            if (defaultDay[row] != 0)
            {
                (_pd12[row], _pd[row]) = (1, 1);
            }
        }
    }
}
