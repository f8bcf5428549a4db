using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// The one entry point for every question about futures: forecasts, stress, loss distributions, advice. Runs many futures of a world on
/// run-off over all cores, block by block; a future never writes to the world it was asked of.
/// </summary>
public static class Horizon
{
    // Frames of this many futures are held at once: enough to spread the loading of a block, small in memory.
    private const int Batch = 64;

    public static Result<HorizonOutcome> Run(World world, HorizonPlan plan, IProgress<HorizonProgress>? progress = null, CancellationToken cancel = default)
    {
        var check = plan.Check(world);
        return check.IsSuccess ? new HorizonRun(world, plan, progress, cancel).Run() : check.Problem;
    }

    private sealed class HorizonRun
    {
        private readonly World _world;
        private readonly HorizonPlan _plan;
        private readonly IProgress<HorizonProgress>? _progress;
        private readonly CancellationToken _cancel;
        private readonly int _firstMonth;
        private readonly int _months;
        private readonly List<Block> _blocks;
        private readonly int _cells;
        private readonly LaneWidth _width;
        private readonly MarketPath _market;
        private readonly double[][]? _standing;
        private long _done;

        public HorizonRun(World world, HorizonPlan plan, IProgress<HorizonProgress>? progress, CancellationToken cancel)
        {
            (_world, _plan, _progress, _cancel) = (world, plan, progress, cancel);
            _firstMonth = SimMonth.Of(world.Day + 1);
            _months = SimMonth.Of(plan.LastDay.DayNumber) - _firstMonth + 1;
            _cells = FlowTable.Kinds * _months;
            _blocks = Blocks(world.Book, plan.Chunk);
            _width = Lanes.Resolve(plan.Width);
            _standing = plan.NotesStanding ? [.. world.Book.Shelves.Select(_ => new double[StateSums.Kinds * (_months + 1)])] : null;
            var market = plan.Market ?? world.Market;
            _market = plan.Economy == EconomyAhead.Expected ? market.Expected(world.Economy!, LastMonth) : market;
        }

        private int LastMonth => _firstMonth + _months - 1;

        public HorizonOutcome Run()
        {
            var book = _plan.KeepState ? _world.Book.Fork() : null;
            var products = _world.Book.Catalogue.Count;
            var totals = new double[_plan.Futures][];
            for (var start = 0; start < _plan.Futures; start += Batch)
            {
                var count = Math.Min(Batch, _plan.Futures - start);
                RunBatch(start, count, book).CopyTo(totals, start);
            }

            if (_plan.Behaviour == Behaviour.Expected)
            {
                SpreadRecoveries(totals);
            }

            return new(products, _firstMonth, _months, totals, book is null ? null : FinalWorld(book)) { Standing = _standing };
        }

        private void SpreadRecoveries(double[][] totals)
        {
            foreach (var future in totals)
            {
                foreach (var shelf in _world.Book.Shelves)
                {
                    ExpectedRecovery.Spread(shelf.Product, future.AsSpan(shelf.Place * _cells, _cells), _months);
                }
            }
        }

        private double[][] RunBatch(int start, int count, LoanBook? book)
        {
            var frames = new ProductFrame[count][];
            for (var future = 0; future < count; future++)
            {
                frames[future] = FramesOf(start + future);
            }

            var workers = new double[Math.Min(_plan.Threads, _blocks.Count)][][];
            if (workers.Length <= 1)
            {
                return _blocks.Count == 0 ? NewTotals(count) : RunWorker(0, 1, frames, book);
            }

            // Each thread owns its blocks for the whole horizon; sums are whole numbers, so their order is free.
            Parallel.For(0, workers.Length, new ParallelOptions { MaxDegreeOfParallelism = workers.Length, CancellationToken = _cancel },
                worker => workers[worker] = RunWorker(worker, workers.Length, frames, book));
            return workers.Aggregate(Add);
        }

        private double[][] RunWorker(int worker, int workers, ProductFrame[][] frames, LoanBook? book)
        {
            var totals = NewTotals(frames.Length);
            var states = _plan.NotesStanding ? new StateSums(_months) : null;
            var runner = new BlockRunner(_plan, _width, _firstMonth, _months, states);
            for (var at = worker; at < _blocks.Count; at += workers)
            {
                var block = _blocks[at];
                var shelf = _world.Book.Shelves[block.Place];
                runner.Load(shelf, block.Row, block.Count, _world.Risk[block.Place], _plan.Rows);
                for (var future = 0; future < frames.Length; future++)
                {
                    _cancel.ThrowIfCancellationRequested();
                    _plan.Breathe?.Invoke();
                    runner.Run(frames[future][block.Place], _world.Day, totals[future].AsSpan(block.Place * _cells, _cells));
                    if (book is not null)
                    {
                        runner.Give(book.Shelves[block.Place]);
                    }
                }

                Take(states, block.Place);

                Report(frames.Length);
            }

            return totals;
        }

        private void Take(StateSums? states, int place)
        {
            if (states is null)
            {
                return;
            }

            lock (_standing!)
            {
                for (var at = 0; at < states.Sums.Length; at++)
                {
                    _standing[place][at] += states.Sums[at];
                }
            }

            states.Clear();
        }

        private ProductFrame[] FramesOf(int future)
        {
            var key = _plan.KeyOf(_world, future);
            return _world.Frames(key, LatentOf(future), MarketOf(future), _firstMonth, _months, _plan.Model);
        }

        private MarketPath MarketOf(int future)
            => _plan.Economy == EconomyAhead.Sampled ? _market.Continued(_world.Economy!, _plan.KeyOf(_world, future), LastMonth) : _market;

        private LatentPath LatentOf(int future)
        {
            var current = SimMonth.Of(_world.Day);
            return _plan.HasLatent && _world.HasLatent
                ? LatentPath.Sample(_plan.KeyOf(_world, future), current, _firstMonth - current + _months, _world.LatentLevels)
                : LatentPath.None;
        }

        private World FinalWorld(LoanBook book)
        {
            var latent = LatentOf(0);
            var levels = _world.HasLatent && _plan.HasLatent ? latent.LevelsAt(LastMonth) : _world.LatentLevels;
            return _world.At(_plan.LastDay.DayNumber, book, MarketOf(0), _plan.KeyOf(_world, 0), levels);
        }

        private void Report(int futures)
        {
            var done = Interlocked.Add(ref _done, futures);
            _progress?.Report(new(done, (long)_blocks.Count * _plan.Futures));
        }

        private double[][] NewTotals(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[_world.Book.Catalogue.Count * _cells])];

        private static double[][] Add(double[][] into, double[][] from)
        {
            for (var future = 0; future < into.Length; future++)
            {
                for (var cell = 0; cell < into[future].Length; cell++)
                {
                    into[future][cell] += from[future][cell];
                }
            }

            return into;
        }

        private static List<Block> Blocks(LoanBook book, int chunk)
        {
            var blocks = new List<Block>();
            foreach (var shelf in book.Shelves)
            {
                for (var row = 0; row < shelf.Count; row += chunk)
                {
                    blocks.Add(new(shelf.Place, row, Math.Min(chunk, shelf.Count - row)));
                }
            }

            return blocks;
        }

        private readonly record struct Block(int Place, int Row, int Count);
    }
}
