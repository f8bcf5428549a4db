using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>The expected run against the mean of many sampled futures, and against its own ways of being driven.</summary>
public sealed class ExpectedRunTests
{
    private static readonly DateOnly TwoYears = new(2027, 12, 31);
    private static readonly HorizonPlan Plan = new() { Question = "expected", LastDay = TwoYears, Behaviour = Behaviour.Expected };

    [Fact]
    public void Totals_OfAnyChunkWidthAndThreads_AreTheSameBits()
    {
        using var world = AWorld.Of(StartingBook.Create(700, 3, AWorld.Start), AWorld.Start, hasLatent: false);
        var whole = Sums(Horizon.Run(world, Plan with { Threads = 1 }).Value);

        Assert.Equal(whole, Sums(Horizon.Run(world, Plan with { Threads = 2, Chunk = 7 }).Value));
        Assert.Equal(whole, Sums(Horizon.Run(world, Plan with { Width = LaneWidth.One, Chunk = 64 }).Value));
        Assert.Equal(whole, Sums(Horizon.Run(world, Plan with { Width = LaneWidth.Four }).Value));
    }

    [Fact]
    public void Balance_OfEveryProductAndMonth_IsLastMonthsAndItsFlows()
    {
        using var world = AWorld.Of(StartingBook.Create(2_000, 5, AWorld.Start), AWorld.Start, hasLatent: false);
        var outcome = Horizon.Run(world, Plan).Value;
        foreach (var shelf in world.Book.Shelves)
        {
            var balance = (double)shelf.Moving.Balance[..shelf.Count].ToArray().Sum();
            for (var month = outcome.FirstMonth; month < outcome.FirstMonth + outcome.Months; month++)
            {
                double Of(Flow flow) => outcome.Of(0, shelf.Place, flow, month);
                balance += Of(Flow.Purchases) + Of(Flow.Capitalised) - Of(Flow.PrincipalPaid) - Of(Flow.PaidEarly) - Of(Flow.ChargedOff);
                Assert.Equal(balance, Of(Flow.Balance), Math.Max(1, balance * 1e-9));
            }
        }
    }

    [Fact]
    public void SampledMean_OfManyFutures_IsTheExpectedRunWithinItsError()
    {
        // 600 loans and 2,400 futures: the total loss is known to about 0.6 %, so a fault of 5 % is eight standard errors away.
        using var world = AWorld.Of(StartingBook.Create(600, 9, AWorld.Start), AWorld.Start, hasLatent: false);
        var expected = Horizon.Run(world, Plan).Value;
        var sampled = Horizon.Run(world, Plan with { Behaviour = Behaviour.Sampled, Futures = 2_400 }).Value;

        var loss = sampled.MeanTotal(Flow.LossBooked);
        Assert.InRange((expected.Total(0, Flow.LossBooked) - loss.Mean) / loss.StandardError, -4.5, 4.5);
        Assert.InRange(((expected.Total(0, Flow.LossBooked) * 1.05) - loss.Mean) / loss.StandardError, 4.5, double.MaxValue);
        foreach (var flow in new[] { Flow.DefaultEvents, Flow.ChargeOffs, Flow.ChargedOff, Flow.Suspended, Flow.CapitalisedFees, Flow.InterestPaid, Flow.PrincipalPaid, Flow.PaidEarly, Flow.Active })
        {
            var mean = sampled.MeanTotal(flow);
            Assert.InRange((expected.Total(0, flow) - mean.Mean) / mean.StandardError, -4.5, 4.5);
        }
    }

    [Fact]
    public void FloatingLoans_InExpectation_FollowTheBaseRateOfTheSampledMean()
    {
        var template = AFloatingLoan();
        using var floating = new Simulation.Book.LoanBook(ProductCatalogue.Default);
        for (var i = 0; i < 200; i++)
        {
            Assert.True(floating.Add(template with { Id = Simulation.Book.LoanId.Of(template.OriginationDay, 3, i) }).IsSuccess);
        }

        var market = MarketPath.Create(2025 * 12, [.. Enumerable.Range(0, 60).Select(i => Domain.Economy.EconomicState.Neutral with { BaseRate = .0375 + (i >= 12 ? .02 : 0) })]).Value;
        using var world = new World(floating, market, 1, AWorld.Start.DayNumber, hasLatent: false);
        var expected = Horizon.Run(world, Plan).Value;
        var sampled = Horizon.Run(world, Plan with { Behaviour = Behaviour.Sampled, Futures = 600 }).Value;

        var interest = sampled.MeanTotal(Flow.InterestPaid);
        Assert.InRange((expected.Total(0, Flow.InterestPaid) - interest.Mean) / interest.StandardError, -4.5, 4.5);
    }

    [Fact]
    public void Plan_ThatEndsInsideAMonth_IsRefusedInExpectation()
    {
        using var world = AWorld.Mixed(50);
        var answer = Horizon.Run(world, Plan with { LastDay = new(2026, 6, 29), Futures = 0 });

        Assert.False(answer.IsSuccess);
        Assert.Equal(["futures", "lastDay"], answer.Problem.Faults.Select(fault => fault.Field).Order());
    }

    [Fact]
    public void Run_ThatIsCancelled_StopsAndSaysSo()
    {
        using var world = AWorld.Mixed(2_000);
        using var cancel = new CancellationTokenSource();
        var seen = new Progress(cancel);

        Assert.ThrowsAny<OperationCanceledException>(() => Horizon.Run(world, Plan with { Behaviour = Behaviour.Sampled, Futures = 500, Threads = 1, Chunk = 64 }, seen, cancel.Token));
        Assert.InRange(seen.Last.Done, 1, seen.Last.Total - 1);
    }

    [Fact]
    public void Outcomes_OfSplitPaths_JoinToTheWholeRun()
    {
        using var world = AWorld.Mixed(300);
        var plan = Plan with { Behaviour = Behaviour.Sampled, Futures = 6 };
        var whole = Horizon.Run(world, plan).Value;
        var joined = Horizon.Run(world, plan with { Futures = 4 }).Value.Join(Horizon.Run(world, plan with { Futures = 2, FirstFuture = 4 }).Value);

        Assert.Equal(Enumerable.Range(0, 6).Select(future => whole.Total(future, Flow.LossBooked)), Enumerable.Range(0, 6).Select(future => joined.Total(future, Flow.LossBooked)));
    }

    private static Simulation.Book.NewLoan AFloatingLoan()
    {
        var origination = new DateOnly(2025, 7, 10).DayNumber;
        return new()
        {
            Id = 0,
            Product = 3,
            OriginationDay = origination,
            Anchor = 10,
            Amount = 5_000_000,
            AnnualRate = 800_000,
            Term = 60,
            Payment = LevelPayment.Of(5_000_000, new AnnualRate(800_000), 60).RoundedCents,
            IsFloating = true,
            Margin = 425_000,
            Score = 715,
            Dti = .28,
            Grade = 2,
            Income = 105_000,
            EmploymentMonths = 60,
            CollateralValue = 9_000_000,
            Age = 5,
            Balance = 4_650_000,
        };
    }

    private static List<double> Sums(HorizonOutcome outcome)
        => [.. from product in Enumerable.Range(0, 5)
               from flow in Enum.GetValues<Flow>()
               from month in Enumerable.Range(outcome.FirstMonth, outcome.Months)
               select outcome.Of(0, product, flow, month)];

    private sealed class Progress(CancellationTokenSource cancel) : IProgress<HorizonProgress>
    {
        public HorizonProgress Last { get; private set; }

        public void Report(HorizonProgress value)
        {
            Last = value;
            cancel.Cancel();
        }
    }
}
