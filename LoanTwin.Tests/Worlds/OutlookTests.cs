using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>The expected kernel asked about single loans: the parts are the whole, and each part is what futures come to.</summary>
public sealed class OutlookTests
{
    private const int Months = 24;

    [Fact]
    public void AllLoans_TogetherAreTheFlowsOfAnExpectedHorizon()
    {
        using var world = Lived(3_000, 100);
        var outlook = Outlook.Of(world, Months, 1);
        var whole = Expected(world);

        Assert.Equal((whole.FirstMonth, whole.Months), (outlook.FirstMonth, outlook.Months));
        foreach (var shelf in world.Book.Shelves)
        {
            double Of(Flow flow) => Enumerable.Range(whole.FirstMonth, Months).Sum(month => whole.Of(0, shelf.Place, flow, month));
            var loans = outlook.Shelves[shelf.Place];
            Assert.True(Of(Flow.LossBooked) > 0);
            Assert.Equal(Of(Flow.DefaultEvents), loans.Events.ToArray().Sum());
            Assert.Equal(Of(Flow.ChargeOffs), loans.ChargeOffs.ToArray().Sum());
            Assert.Equal(Of(Flow.LossBooked), loans.Loss.ToArray().Sum());
        }
    }

    [Fact]
    public void LoansNotYetInDefault_TogetherAreTheFlowsOfABookOfTheirOwn()
    {
        using var world = Lived(2_000, 130);
        var outlook = Outlook.Of(world, Months, 1);
        using var performing = world.Fork(world.Key);
        foreach (var shelf in performing.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (shelf.Moving.DefaultDay[row] != 0)
                {
                    (shelf.Moving.Status[row], shelf.Moving.Pending[row]) = ((byte)PaymentStatus.Default, 0);
                }
            }
        }

        var whole = Expected(performing);
        var rows = world.Book.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.DefaultDay[row] == 0).Select(row => (shelf.Place, Row: row))).ToList();

        Assert.Equal(whole.Total(0, Flow.DefaultEvents), rows.Sum(at => outlook.Shelves[at.Place].Events[at.Row]));
        Assert.Equal(whole.Total(0, Flow.LossBooked), rows.Sum(at => outlook.Shelves[at.Place].Loss[at.Row]));
    }

    [Fact]
    public void ChosenRows_HaveTheFiguresOfTheWholeBookAndNoOtherHasAny()
    {
        using var world = Lived(3_000, 150);
        var whole = Outlook.Of(world, Months, 1);
        var late = Outlook.Of(world, Months, 2, IsLate);

        foreach (var shelf in world.Book.Shelves)
        {
            var (all, some) = (whole.Shelves[shelf.Place], late.Shelves[shelf.Place]);
            for (var row = 0; row < shelf.Count; row++)
            {
                var chosen = IsLate(shelf, row);
                Assert.Equal(chosen ? (all.Pd12[row], all.Pd[row], all.Events[row], all.ChargeOffs[row], all.Loss[row]) : default, (some.Pd12[row], some.Pd[row], some.Events[row], some.ChargeOffs[row], some.Loss[row]));
            }
        }

        static bool IsLate(Shelf shelf, int row) => shelf.Moving.Status[row] is >= (byte)PaymentStatus.Days30 and < (byte)PaymentStatus.Default;
    }

    [Fact]
    public void Probabilities_AreOneInDefaultZeroWhenOverAndOrderedBetween()
    {
        using var world = Lived(4_000, 300);
        var outlook = Outlook.Of(world, Months, 2);
        var (inDefault, over, waiting) = (0, 0, 0);
        foreach (var shelf in world.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var loans = outlook.Shelves[shelf.Place];
                var figures = (loans.Pd12[row], loans.Pd[row], loans.Events[row], loans.ChargeOffs[row], loans.Loss[row]);
                var isWaiting = shelf.Moving.Pending[row] == (byte)PendingKind.ChargeOff;
                if (shelf.Moving.Status[row] >= (byte)PaymentStatus.Default && !isWaiting)
                {
                    over++;
                    Assert.Equal(default, figures);
                }
                else if (isWaiting)
                {
                    waiting++;
                    Assert.Equal((1f, 1f, 0.0, 1.0), (loans.Pd12[row], loans.Pd[row], loans.Events[row], loans.ChargeOffs[row]));
                    Assert.True(loans.Loss[row] > 0);
                }
                else if (shelf.Moving.DefaultDay[row] != 0)
                {
                    inDefault++;
                    Assert.Equal((1f, 1f), (loans.Pd12[row], loans.Pd[row]));
                }
                else
                {
                    Assert.InRange(loans.Pd12[row], 0, loans.Pd[row]);
                    Assert.InRange(loans.Pd[row], 0, loans.Events[row] + 1e-6);
                    Assert.InRange(loans.Pd[row], loans.Events[row] * .7, 1);
                }
            }
        }

        Assert.True(inDefault > 0 && over > 0 && waiting > 0);
    }

    [Fact]
    public void Probabilities_OfLoansAt60Days_AreTheShareOfSampledLoansThatEverDefault()
    {
        using var world = AWorld.Of(At60Days(8_000), AWorld.Start, hasLatent: false);
        var outlook = Outlook.Of(world, Months, 2).Shelves[0];
        var (pd12, pd) = ((double)outlook.Pd12[0], (double)outlook.Pd[0]);
        var ever = new bool[8_000];
        var flows = world.FlowTables(world.Day + (31 * Months));
        var (inYear, lastMonth) = (0, SimMonth.Of(world.Day + 1) + Months - 1);
        while (world.Day < SimMonth.LastDay(lastMonth))
        {
            world.Step(flows, measuresDrift: false);
            Note(world, ever);
            inYear = world.Day == SimMonth.LastDay(lastMonth - 12) ? ever.Count(had => had) : inYear;
        }

        var inAll = ever.Count(had => had);
        Assert.InRange((inYear - (8_000 * pd12)) / Math.Sqrt(8_000 * pd12 * (1 - pd12)), -4.5, 4.5);
        Assert.InRange((inAll - (8_000 * pd)) / Math.Sqrt(8_000 * pd * (1 - pd)), -4.5, 4.5);

        // Further events of loans that were cured are what the number of events has on top of the probability: about a hundred here.
        var further = 8_000 * (outlook.Events[0] - pd);
        var seen = Enumerable.Range(flows[0].FirstMonth, Months).Sum(month => flows[0][Flow.DefaultEvents, month]) - inAll;
        Assert.InRange((seen - further) / Math.Sqrt(further), -4.5, 4.5);
        Assert.InRange(further, 80, 120);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(481, 1)]
    [InlineData(12, 0)]
    public void Outlook_OfNoMonthsOrThreads_IsRefused(int months, int threads)
    {
        using var world = AWorld.Mixed(20);

        Assert.Throws<ArgumentOutOfRangeException>(() => Outlook.Of(world, months, threads));
    }

    private static void Note(World world, bool[] ever)
    {
        var defaultDay = world.Book.Shelves[0].Moving.DefaultDay;
        for (var row = 0; row < ever.Length; row++)
        {
            ever[row] |= defaultDay[row] != 0 && defaultDay[row] <= world.Day;
        }
    }

    private static LoanBook At60Days(int loans)
    {
        var book = new LoanBook(ProductCatalogue.Default);
        var origination = new DateOnly(2025, 1, 15).DayNumber;
        for (var i = 0; i < loans; i++)
        {
            _ = book.Add(ALife.Loan with
            {
                Id = LoanId.Of(origination, 0, i),
                OriginationDay = origination,
                Term = 60,
                Age = 12,
                Payment = 22_245,
                Balance = 850_000,
                Status = PaymentStatus.Days60,
                PrincipalDue = 27_000,
                InterestDue = 17_000,
            }).Value;
        }

        return book;
    }

    private static HorizonOutcome Expected(World world)
    {
        var last = DateOnly.FromDayNumber(SimMonth.LastDay(SimMonth.Of(world.Day + 1) + Months - 1));
        return Horizon.Run(world, new() { Question = "outlook", LastDay = last, Behaviour = Behaviour.Expected, HasLatent = false }).Value;
    }

    private static World Lived(int loans, int days)
    {
        var world = AWorld.Mixed(loans);
        var flows = world.FlowTables(world.Day + days);
        for (var day = 0; day < days; day++)
        {
            world.Step(flows);
        }

        return world;
    }
}
