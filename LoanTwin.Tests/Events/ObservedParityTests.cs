using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Events;

public sealed class ObservedParityTests
{
    private static readonly DateOnly End = new(2027, 6, 30);

    [Fact]
    public void World_WithStatusesSeenFromOutside_EqualsTheReferenceThatSawTheSame()
    {
        using var world = AWorld.Mixed(1_000);
        using var reference = world.Fork(world.Key);
        var seen = new Dictionary<(ulong, int), Observation>();
        var flows = world.FlowTables(End.DayNumber);
        var random = new Random(5);
        var sequence = 0L;

        while (world.Day < End.DayNumber)
        {
            var events = SeenToday(world, random, ref sequence).ToList();
            Assert.All(OutsideDay.Live(world, events, flows, false).Answers, answer => Assert.Null(answer.Problem));
            events.ForEach(e => seen[((ulong)e.LoanId, e.Day)] = new(e.Status, e.PaymentDay));
        }

        var run = new ReferenceRun(reference.Book, reference.Market, reference.Key, AWorld.Latent(reference, reference.Key, End), reference.Risk, TransitionMatrix.Published) { Seen = seen };
        var expected = run.Run(AWorld.Start.DayNumber, End.DayNumber);

        Assert.InRange(seen.Count, 1_000, int.MaxValue);
        Assert.Equal(StateHash.OfColumns(reference.Book), StateHash.OfColumns(world.Book));
        foreach (var flow in Enum.GetValues<Flow>().Except([Flow.Balance, Flow.Active]))
        {
            Assert.Equal(Sums(expected, flow), Sums(flows, flow));
        }
    }

    [Fact]
    public void SameEvents_OnTheSameDays_GiveTheSameWorld()
    {
        string Lived()
        {
            using var life = new ALife(AWorld.Mixed(300), 200);
            var events = new RandomEvents(life.World, 11);
            for (var day = 0; day < 150; day++)
            {
                OutsideDay.Live(life.World, events.OfToday(), life.Flows);
            }

            return StateHash.Of(life.World);
        }

        Assert.Equal(Lived(), Lived());
    }

    [Fact]
    public void Fork_OfAWorldWithEvents_LivesTheSameReversals()
    {
        using var life = new ALife();
        life.Before(new(2026, 2, 15));
        var payment = life.Pay(life.Consumer, 89_682);
        life.Live(payment);
        using var fork = new ALife(life.World.Fork(life.World.Key));
        var reversal = life.Reverse(life.Consumer, payment.Sequence);

        Assert.True(life.Live(reversal).Answers[0].IsApplied && fork.Live(reversal).Answers[0].IsApplied);

        Assert.Equal(StateHash.Of(life.World), StateHash.Of(fork.World));
    }

    [Fact]
    public void RunOff_AfterEvents_IsTheSameInBothDrivers()
    {
        using var life = new ALife(AWorld.Mixed(600), 300);
        var events = new RandomEvents(life.World, 8, 10);
        for (var day = 0; day < 120; day++)
        {
            OutsideDay.Live(life.World, events.OfToday(), life.Flows);
        }

        var last = DateOnly.FromDayNumber(life.World.Day + 150);
        using var block = Horizon.Run(life.World, AWorld.Plan(last) with { Key = life.World.Key }).Value.Final!;
        for (var day = 0; day < 150; day++)
        {
            life.World.Step(life.Flows, false);
        }

        Assert.Equal(StateHash.OfColumns(life.World.Book), StateHash.OfColumns(block.Book));
    }

    private static double[] Sums(FlowTable[] tables, Flow flow)
        => [.. tables.SelectMany(table => Enumerable.Range(table.FirstMonth, table.Months).Select(month => table[flow, month]))];

    private static List<StatusObserved> SeenToday(World world, Random random, ref long sequence)
    {
        var (day, events) = (world.Day + 1, new List<StatusObserved>());
        foreach (var shelf in world.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var loan = new ReferenceLoan(shelf, row);
                if (loan.IsAlive && loan.Outcome < PaymentStatus.Default && ReferenceStep.IsDue(loan, day) && random.Next(4) == 0)
                {
                    events.Add(SeenAt(loan, day, random, ++sequence));
                }
            }
        }

        return events;
    }

    private static StatusObserved SeenAt(ReferenceLoan loan, int day, Random random, long sequence)
    {
        var owed = loan.Outcome.InstalmentsOwed() + 1;
        var possible = Enum.GetValues<PaymentStatus>().Where(status => status.InstalmentsOwed() <= owed).ToArray();
        var status = possible[random.Next(possible.Length)];

        // Endings are rare, or nothing is left to look at.
        status = status >= PaymentStatus.Default && random.Next(4) > 0 ? PaymentStatus.OnTime : status;
        var paysLater = status is PaymentStatus.GracePeriod or PaymentStatus.PaidOff or PaymentStatus.Prepaid || (status is >= PaymentStatus.Days30 and < PaymentStatus.Default && status.InstalmentsOwed() < owed);
        return new() { Sequence = sequence, LoanId = (long)loan.Id, Day = day, Status = status, PaymentDay = paysLater && random.Next(2) == 0 ? day + 1 + random.Next(26) : null };
    }
}
