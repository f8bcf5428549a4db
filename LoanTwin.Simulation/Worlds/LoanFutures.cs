using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>Where one loan stands at the end of a month to come, over all futures. Money in cents.</summary>
/// <param name="States">Share of futures in each recorded state, in the order of <see cref="PaymentStatus"/>.</param>
/// <param name="Defaulted">Share of futures in which a default event has begun by then; one that runs already counts.</param>
public sealed record LoanMonth(int Month, ImmutableArray<double> States, double Defaulted, Estimate Balance, Estimate LossBooked);

/// <summary>
/// Sampled futures of a single loan, on run-off, each with its own luck, latent factor and economy under the question's key. The same futures
/// as a sampled <see cref="Horizon"/> of the whole book under that question, seen on one loan.
/// </summary>
public static class LoanFutures
{
    public const int MostFutures = 10_000;
    public const int MostMonths = 120;

    public static ImmutableArray<LoanMonth> Of(World world, Shelf shelf, int row, string question, int months, int futures, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(months, 1, MostMonths), months, nameof(months));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(futures, 1, MostFutures), futures, nameof(futures));
        var bench = new Bench(world, shelf, row, months, futures);
        for (var future = 0; future < futures; future++)
        {
            cancel.ThrowIfCancellationRequested();
            bench.Run(future, RandomKey.Future(world.Seed, question, future));
        }

        return [.. Enumerable.Range(0, months).Select(bench.Month)];
    }

    /// <summary>One slab with one loan in it. Each future is run to the end of each month afresh: luck goes by address, so it is the same path.</summary>
    private sealed class Bench
    {
        private readonly World _world;
        private readonly int _place;
        private readonly int _first;
        private readonly int _months;
        private readonly Slab _loaded = new(1);
        private readonly Slab _slab = new(1);
        private readonly FlowTable[] _flows;
        private readonly PaymentStatus[,] _states;
        private readonly double[,] _balances;
        private readonly double[,] _losses;
        private readonly bool[,] _defaulted;
        private readonly bool _isInDefault;

        public Bench(World world, Shelf shelf, int row, int months, int futures)
        {
            (_world, _place, _months, _first) = (world, shelf.Place, months, SimMonth.Of(world.Day + 1));
            _flows = [.. Enumerable.Range(1, months).Select(length => new FlowTable(_first, length))];
            (_states, _balances) = (new PaymentStatus[months, futures], new double[months, futures]);
            (_losses, _defaulted) = (new double[months, futures], new bool[months, futures]);
            _isInDefault = shelf.Moving.DefaultDay[row] != 0 || shelf.Moving.Status[row] == (byte)PaymentStatus.Default;
            _loaded.Clear(shelf.Product);
            _loaded.Take(shelf, row, world.Risk[shelf.Place]);
            BlockMajor.ParkEnded(_loaded, _first);
        }

        public void Run(int future, RandomKey key)
        {
            var current = SimMonth.Of(_world.Day);
            var last = _first + _months - 1;
            var latent = _world.HasLatent ? LatentPath.Sample(key, current, _first - current + _months, _world.LatentLevels) : LatentPath.None;
            var market = _world.Economy is { } economy ? _world.Market.Continued(economy, key, last) : _world.Market;
            var frame = _world.Frames(key, latent, market, _first, _months)[_place];
            for (var month = 0; month < _months; month++)
            {
                RunTo(month, future, frame);
            }

            // The kernel works on bare addresses; the slabs that own them must outlive the last read.
            GC.KeepAlive(_loaded);
            GC.KeepAlive(_slab);
        }

        public LoanMonth Month(int month)
        {
            var futures = _states.GetLength(1);
            var states = new double[Enum.GetValues<PaymentStatus>().Length];
            var defaulted = 0;
            for (var future = 0; future < futures; future++)
            {
                states[(int)_states[month, future]] += 1.0 / futures;
                defaulted += _defaulted[month, future] ? 1 : 0;
            }

            return new(_first + month, [.. states], (double)defaulted / futures, Mean(_balances, month), Mean(_losses, month));
        }

        private void RunTo(int month, int future, ProductFrame frame)
        {
            var flows = _flows[month];
            flows.Clear();
            _slab.CopyFrom(_loaded);
            BlockMajor.Run(_slab, frame, flows, _world.Day, SimMonth.LastDay(_first + month), LaneWidth.One);
            var at = _slab.Living > 0 ? 0 : _slab.ParkedFrom;
            (_states[month, future], _balances[month, future]) = ((PaymentStatus)(int)_slab.Status[at], _slab.Balance[at]);
            var (events, loss) = (0.0, 0.0);
            for (var m = _first; m <= _first + month; m++)
            {
                (events, loss) = (events + flows[Flow.DefaultEvents, m], loss + flows[Flow.LossBooked, m]);
            }

            _defaulted[month, future] = _isInDefault || events > 0;
            _losses[month, future] = loss;
        }

        private static Estimate Mean(double[,] values, int month)
            => Estimate.Of(Enumerable.Range(0, values.GetLength(1)).Select(future => values[month, future]));
    }
}
