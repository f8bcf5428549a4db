using BenchmarkDotNet.Attributes;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks;

/// <summary>One year of 5,000 loans of the default mix by every way of running it, as a ratio to the reference.</summary>
[InProcess]
[MemoryDiagnoser]
public class HorizonBenchmarks
{
    private static readonly DateOnly YearEnd = new(2026, 12, 31);
    private World _world = null!;

    [GlobalSetup]
    public void Setup() => _world = KernelFigures.AWorld(5_000, 1);

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        using var book = _world.Book.Fork();
        var key = RandomKey.Future(_world.Seed, "benchmark", 0);
        var month = SimMonth.Of(_world.Day);
        var run = new ReferenceRun(book, _world.Market, key, LatentPath.Sample(key, month, 12, _world.LatentLevels), _world.Risk, TransitionMatrix.Published);
        return run.Run(_world.Day, YearEnd.DayNumber)[0][Simulation.Kernel.Flow.Balance, month];
    }

    [Benchmark]
    public double OneWide() => Run(LaneWidth.One, Behaviour.Sampled);

    [Benchmark]
    public double FourWide() => Run(LaneWidth.Four, Behaviour.Sampled);

    [Benchmark]
    public double EightWide() => Run(LaneWidth.Eight, Behaviour.Sampled);

    [Benchmark]
    public double Expected() => Run(LaneWidth.Widest, Behaviour.Expected);

    private double Run(LaneWidth width, Behaviour behaviour)
        => Horizon.Run(_world, new HorizonPlan { Question = "benchmark", LastDay = YearEnd, Threads = 1, Width = width, Behaviour = behaviour }).Value.LoanMonths;
}
