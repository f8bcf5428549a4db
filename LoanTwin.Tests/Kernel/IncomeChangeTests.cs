using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Kernel;

/// <summary>Debt to income moves at month ends of the living world, as the reference says, and risk follows it.</summary>
public sealed class IncomeChangeTests
{
    [Theory]
    [InlineData(LaneWidth.One)]
    [InlineData(LaneWidth.Four)]
    [InlineData(LaneWidth.Eight)]
    public void Columns_AfterManyMonths_AreThoseOfTheReference(LaneWidth width)
    {
        using var world = Lived(2_003, 200);
        using var slow = world.Book.Fork();
        using var fast = world.Book.Fork();
        for (var month = 0; month < 36; month++)
        {
            var (day, unemployment) = (SimMonth.LastDay((2027 * 12) + month), .03 + (.004 * month));
            IncomeChange.Run(fast, world.Key, unemployment, day, Lanes.Resolve(width));
            foreach (var loan in Loans(slow))
            {
                ReferenceIncome.CloseMonth(loan, world.Key, unemployment, day);
                loan.Give();
            }
        }

        Assert.Equal(StateHash.OfColumns(slow), StateHash.OfColumns(fast));
        Assert.NotEqual(StateHash.OfColumns(world.Book), StateHash.OfColumns(fast));
    }

    [Theory]
    [InlineData(.045, .006)]
    [InlineData(.10, .02373)]
    [InlineData(.50, .05)]
    [InlineData(-.50, .001)]
    public void Share_WhoseIncomeFalls_RisesWithUnemployment(double unemployment, double share)
        => Assert.Equal(share, IncomeChange.ShareOf(unemployment), .00001);

    [Fact]
    public void Month_OfManyLoans_TakesIncomeFromTheShareAndGivesTheOthersBackThreePerCent()
    {
        using var world = AWorld.Mixed(50_000);
        var before = Dti(world.Book);
        IncomeChange.Run(world.Book, world.Key, .045, world.Day, LaneWidth.One);
        var once = Dti(world.Book);
        IncomeChange.Run(world.Book, world.Key, -1, world.Day + 31, LaneWidth.One);
        var twice = Dti(world.Book);

        var rises = once.Zip(before, (now, then) => now / then).Where(ratio => ratio != 1).Order().ToList();
        var error = Math.Sqrt(.006 * .994 / before.Count);
        Assert.InRange(((double)rises.Count / before.Count - .006) / error, -4.5, 4.5);
        Assert.InRange(rises[0], 1 / .85 * .9999, 1.25);
        Assert.InRange(rises[^1], 1.55, 1 / .6 * 1.0001);
        Assert.All(Enumerable.Range(0, before.Count).Where(i => once[i] > before[i] && twice[i] < once[i]), i => Assert.Equal(.97, (twice[i] - before[i]) / (once[i] - before[i]), .001));
    }

    [Fact]
    public void World_MovesDebtToIncomeOnlyWhereItMeasuresDrift()
    {
        using var world = AWorld.Mixed(2_000);
        using var held = world.Fork(world.Key);
        Live(world, 31, true);
        Live(held, 31, false);

        Assert.NotEqual(Dti(world.Book), Dti(held.Book));
        using var final = Horizon.Run(world, AWorld.Plan(new(2026, 12, 31))).Value.Final!;
        Assert.Equal(Dti(world.Book), Dti(final.Book));
    }

    [Fact]
    public void Loan_ThatIsOver_KeepsItsDebtToIncome()
    {
        using var world = Lived(3_000, 250);
        var over = Loans(world.Book).Select(loan => !loan.IsAlive).ToList();
        var before = Dti(world.Book);
        IncomeChange.Run(world.Book, world.Key, .5, world.Day, Lanes.Resolve(LaneWidth.Widest));
        var after = Dti(world.Book);

        Assert.Contains(true, over);
        Assert.All(Enumerable.Range(0, over.Count).Where(i => over[i]), i => Assert.Equal(before[i], after[i]));
    }

    [Fact]
    public void DebtToIncome_ThatRisesByATenth_RaisesTheLogOfRiskBy11Hundredths()
    {
        using var book = Simulation.Population.StartingBook.Create(200, 1, AWorld.Start);
        foreach (var shelf in book.Shelves)
        {
            var before = new RiskFrame(0, 1).Of(shelf, 0).Base;
            var measured = DriftMeasure.Of(shelf, 1).LogScale;
            for (var row = 0; row < shelf.Count; row++)
            {
                shelf.Moving.Dti[row] += .1f;
            }

            Assert.Equal(.1 * BorrowerRisk.PerUnitDti, new RiskFrame(0, 1).Of(shelf, 0).Base - before, 1e-6);
            Assert.Equal(.1 * BorrowerRisk.PerUnitDti, DriftMeasure.Of(shelf, 1).LogScale - measured, 1e-6);
        }
    }

    [Fact]
    public void Parity_WithTheReference_HoldsWhereDebtToIncomeHasMoved()
    {
        var last = new DateOnly(2028, 12, 31);
        using var world = Lived(1_000, 365);
        using var reference = world.Fork(world.Key);
        Assert.True(Loans(world.Book).Count(loan => loan.Dti > loan.OriginationDti) > 30);

        using var final = Horizon.Run(world, AWorld.Plan(last)).Value.Final!;
        AWorld.Reference(reference, last).Run(world.Day, last.DayNumber);

        Assert.Equal(StateHash.OfColumns(reference.Book), StateHash.OfColumns(final.Book));
    }

    private static World Lived(int loans, int days)
    {
        var world = AWorld.Mixed(loans);
        Live(world, days, true);
        return world;
    }

    private static void Live(World world, int days, bool measuresDrift)
    {
        var flows = world.FlowTables(world.Day + days);
        for (var day = 0; day < days; day++)
        {
            world.Step(flows, measuresDrift);
        }
    }

    private static IEnumerable<ReferenceLoan> Loans(LoanBook book) => book.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => new ReferenceLoan(shelf, row)));

    private static List<double> Dti(LoanBook book) => [.. Loans(book).Select(loan => (double)loan.Dti)];
}
