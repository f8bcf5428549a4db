using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks;

/// <summary>One figure of the kernel. Pass and goal are the two columns of the speed table.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double? Target, double? Goal = null, int? Threads = null, int? Loans = null)
{
    public bool IsRate => Unit.EndsWith("/s", StringComparison.Ordinal) || Unit == "times";

    /// <summary>A figure without a target is reported and not judged.</summary>
    public bool Passes => Target is not { } target || (IsRate ? Value >= target : Value <= target);

    public void Print() => Json.Print(new { figure = Name, value = Value, unit = Unit, threads = Threads, loans = Loans, target = Target, goal = Goal });
}

/// <summary>The speeds of the kernel, each through the entry point that its users take.</summary>
internal static class KernelFigures
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly NineQuarters = new(2028, 3, 31);

    public static int Print(Options options)
    {
        Console.Error.WriteLine(Machine.Describe());
        foreach (var figure in Measure(options.Seed))
        {
            figure.Print();
        }

        return 0;
    }

    public static IEnumerable<Figure> Measure(ulong seed)
    {
        using (var world = AWorld(100_000, seed))
        {
            var one = Sampled(world, 1);
            var two = Sampled(world, 2);
            yield return new("sampled_loan_months_per_s", one, "loan-months/s", 100e6, 250e6, 1, world.Book.Count);
            yield return new("sampled_loan_months_per_s", two, "loan-months/s", 100e6, 250e6 * 1.7, 2, world.Book.Count);
            yield return new("fast_over_reference", one / Reference(world), "times", null, null, 1, world.Book.Count);
        }

        using (var world = AWorld(500_000, seed))
        {
            foreach (var figure in Large(world))
            {
                yield return figure;
            }
        }

        using var million = AWorld(1_000_000, seed);
        yield return Kpis(million);
        yield return Figures(million);
        yield return Catalogue(million);
    }

    private static IEnumerable<Figure> Large(World world)
    {
        var (first, median) = Fork(world);
        yield return new("first_fork_ms", first, "ms", null, null, null, world.Book.Count);
        yield return new("fork_ms", median, "ms", 30, 10, null, world.Book.Count);
        var stress = Stress(world, 2);
        yield return new("stress_9q_ms", stress.Milliseconds, "ms", 500, 100, 2, world.Book.Count);
        yield return new("expected_loan_months_per_s", stress.LoanMonths / stress.Milliseconds * 1e3, "loan-months/s", null, null, 2, world.Book.Count);
        yield return new("month_end_income_ms", Income(world), "ms", null, null, 1, world.Book.Count);
        yield return new("outlook_12m_ms", Timing.Median(Timing.Sample(1, 3, () => Outlook.Of(world, 12, 2))), "ms", null, null, 2, world.Book.Count);
        var (tick, bytes) = Tick(world);
        yield return new("tick_ms", tick, "ms", 10, 5, 1, world.Book.Count);
        using var small = AWorld(50_000, world.Seed);
        var fixedBytes = Tick(small).Bytes;
        yield return new("bytes_per_tick", Math.Max(0, bytes - fixedBytes) / (world.Book.Count - small.Book.Count), "bytes/loan", 0, 0, 1, world.Book.Count);
        yield return new("fixed_bytes_per_tick", fixedBytes, "bytes", null, null, 1, small.Book.Count);
    }

    public static World AWorld(int loans, ulong seed) => new(StartingBook.Create(loans, seed, Start), MarketPath.Neutral(2025 * 12, 240), seed, Start.DayNumber);

    /// <summary>Runs the sampled horizon again and again, for a profiler to look at.</summary>
    public static int Spin(Options options)
    {
        using var world = AWorld(100_000, options.Seed);
        var plan = new HorizonPlan { Question = "speed", LastDay = NineQuarters, Futures = 8, Threads = 1, Behaviour = options.IsFull ? Behaviour.Expected : Behaviour.Sampled };
        var (loanMonths, times) = (0.0, Array.Empty<double>());
        times = Timing.Sample(6, 40, () => loanMonths = Horizon.Run(world, plan).Value.LoanMonths);
        Console.WriteLine($"median {loanMonths / Timing.Median(times) / 1e3:F1} M/s, best {loanMonths / times.Min() / 1e3:F1} M/s");
        return 0;
    }

    /// <summary>Block-major, cent-exact, default mix, run-off, nine quarters, through the entry point of every forecast.</summary>
    private static double Sampled(World world, int threads)
    {
        var loanMonths = 0.0;
        var plan = new HorizonPlan { Question = "speed", LastDay = NineQuarters, Futures = 8, Threads = threads };
        var times = Timing.Sample(6, 9, () => loanMonths = Horizon.Run(world, plan).Value.LoanMonths);
        return loanMonths / Timing.Median(times) * 1e3;
    }

    private static double Reference(World world)
    {
        using var book = world.Book.Fork();
        var key = RandomKey.Future(world.Seed, "speed", 0);
        var loanMonths = 0.0;
        var month = SimMonth.Of(world.Day);
        var last = new DateOnly(2026, 12, 31);
        var latent = LatentPath.Sample(key, month, 12, world.LatentLevels);
        var run = new ReferenceRun(book, world.Market, key, latent, world.Risk, TransitionMatrix.Published);
        var times = Timing.Sample(0, 1, () => loanMonths = run.Run(world.Day, last.DayNumber).Sum(flows => Enumerable.Range(month, 12).Sum(m => flows[Simulation.Kernel.Flow.Active, m])));
        return loanMonths / times[0] * 1e3;
    }

    private static (double First, double Median) Fork(World world)
    {
        var key = RandomKey.Future(world.Seed, "fork", 0);
        void Once()
        {
            using var fork = world.Fork(key);
        }

        var first = Timing.Sample(0, 1, Once)[0];
        return (first, Timing.Median(Timing.Sample(2, 20, Once)));
    }

    private static (double Milliseconds, double LoanMonths) Stress(World world, int threads)
    {
        var loanMonths = 0.0;
        using var stressed = world.Under(SeverePath());
        var plan = new HorizonPlan { Question = "stress", LastDay = NineQuarters, Behaviour = Behaviour.Expected, HasLatent = false, Threads = threads };
        var times = Timing.Sample(4, 7, () => loanMonths = Horizon.Run(stressed, plan).Value.LoanMonths);
        return (Timing.Median(times), loanMonths);
    }

    /// <summary>A month's end for everybody's income.</summary>
    private static double Income(World world)
    {
        using var book = world.Book.Fork();
        var day = world.Day;
        return Timing.Median(Timing.Sample(2, 12, () => IncomeChange.Run(book, world.Key, .045, day += 31, Lanes.Resolve(LaneWidth.Widest))));
    }

    /// <summary>A severe recession in the shape of the supervisory paths: unemployment to 10 %, house prices down by 30 %, recovering after.</summary>
    public static MarketPath SeverePath()
    {
        var states = Enumerable.Range(0, 12 + 60).Select(i =>
        {
            var month = i - 12;
            var depth = month < 0 ? 0 : Math.Clamp(month / 12.0, 0, 1) * Math.Clamp(1 - ((month - 18) / 40.0), .3, 1);
            return EconomicState.Neutral with
            {
                Unemployment = .045 + (.055 * depth),
                BaseRate = Math.Max(.001, .0375 - (.0365 * depth)),
                GdpGrowth = month is >= 0 and < 12 ? -.04 : .02,
                HousePriceIndex = 100 * (1 - (.30 * depth)),
            };
        });
        return MarketPath.Create(2025 * 12, [.. states]).Value;
    }

    /// <summary>A live day with its figures, without storage, and what it allocates.</summary>
    private static (double Median, double Bytes) Tick(World world)
    {
        using var live = world.Fork(world.Key);
        var kpis = new BookKpis(live.Book.Catalogue.Count);
        var flows = live.FlowTables(live.Day + 400);
        void Day()
        {
            live.Step(flows);
            kpis.Measure(live.Book, live.Day);
        }

        Timing.Sample(0, 40, Day);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = Timing.Sample(0, 60, Day);
        return (Timing.Median(times), (GC.GetAllocatedBytesForCurrentThread() - before) / 60.0);
    }

    private static Figure Kpis(World world)
    {
        var kpis = new BookKpis(world.Book.Catalogue.Count);
        var times = Timing.Sample(10, 30, () => kpis.Measure(world.Book, world.Day));
        return new("kpi_ms", Timing.Median(times), "ms", 3, 1, 1, world.Book.Count);
    }

    /// <summary>The same and everything else that the catalogue of metrics asks of the loans, with a default probability a loan.</summary>
    private static Figure Figures(World world)
    {
        var (figures, outlooks) = (new BookFigures(world.Book.Catalogue.Count), Outlooks(world));
        var times = Timing.Sample(10, 30, () => figures.Measure(world.Book, world.Day, outlooks));
        return new("figures_ms", Timing.Median(times), "ms", null, null, 1, world.Book.Count);
    }

    /// <summary>All metrics of one day, loss law included; the figures are fresh each time, since they keep their law.</summary>
    private static Figure Catalogue(World world)
    {
        var products = new BookFigures(world.Book.Catalogue.Count).Measure(world.Book, world.Day, Outlooks(world));
        var times = Timing.Sample(10, 30, () => MetricCatalogue.Evaluate(new() { Day = DateOnly.FromDayNumber(world.Day), Products = products }));
        return new("catalogue_ms", Timing.Median(times), "ms", null, null, 1, world.Book.Count);
    }

    /// <summary>Probabilities from .02 % to 50 %, so that all buckets fill.</summary>
    private static ProductOutlook[] Outlooks(World world)
        => [.. world.Book.Shelves.Select(shelf => new ProductOutlook(Enumerable.Range(0, shelf.Count).Select(row => MathF.Pow(2, -1 - (row % 12))).ToArray(), 1, 0, .5))];
}
