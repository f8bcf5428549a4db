using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>What a book and a world may be asked, and what they refuse.</summary>
public sealed class WorldDoorTests
{
    [Fact]
    public void World_WithALoanFromItsFuture_IsRefused()
    {
        using var book = StartingBook.Create(50, 1, AWorld.Start);

        Assert.Throws<ArgumentException>(() => AWorld.Of(book, new(2015, 6, 1)));
    }

    [Fact]
    public void Loan_ThatComesTwice_IsAConflict()
    {
        using var book = new LoanBook(ProductCatalogue.Default);
        var loan = Newcomer(0);

        Assert.True(book.Add(loan).IsSuccess);
        Assert.Equal(ProblemKind.Conflict, book.Add(loan).Problem!.Kind);
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void InstalmentLoan_WithTheHabitsOfACard_IsRefused()
    {
        using var book = new LoanBook(ProductCatalogue.Default);
        var answer = book.Add(Newcomer(0) with { IsTransactor = true, Balance = 0 });

        Assert.Equal(["balance", "isTransactor"], answer.Problem!.Faults.Select(fault => fault.Field).Order());
    }

    [Fact]
    public void TwoForks_ThatAddLoansAtTheSameTime_BothHoldTheirOwn()
    {
        using var book = StartingBook.OfOne("consumer", 1_000, 1, AWorld.Start);
        for (var round = 0; round < 200; round++)
        {
            using var left = book.Fork();
            using var right = book.Fork();
            Parallel.Invoke(() => AddFive(left, 1_000), () => AddFive(right, 2_000));

            Assert.Equal(Enumerable.Range(1_000, 5).Select(score => (short)(score / 10 + 500)), left.Shelves[0].Fixed.Score.Skip(1_000).Take(5));
            Assert.Equal(Enumerable.Range(2_000, 5).Select(score => (short)(score / 10 + 500)), right.Shelves[0].Fixed.Score.Skip(1_000).Take(5));
        }
    }

    [Fact]
    public void Flows_OutsideTheirMonths_AreRefused()
    {
        using var world = AWorld.Mixed(50);
        var flows = world.FlowTables(world.Day + 40);
        var outcome = Horizon.Run(world, AWorld.Plan(new(2026, 3, 31)) with { KeepState = false }).Value;

        Assert.Throws<ArgumentOutOfRangeException>(() => flows[0][Flow.Balance, flows[0].FirstMonth + flows[0].Months]);
        Assert.Throws<ArgumentOutOfRangeException>(() => outcome.Of(0, 0, Flow.FeesPaid, outcome.FirstMonth + outcome.Months));
    }

    [Fact]
    public void Levels_OfALivedMonth_AreThoseOfTheColumns()
    {
        using var world = AWorld.Mixed(2_000);
        var flows = world.FlowTables(new DateOnly(2026, 3, 31).DayNumber);
        while (world.Day < new DateOnly(2026, 3, 31).DayNumber)
        {
            world.Step(flows);
        }

        var month = flows[0].FirstMonth + 2;
        foreach (var shelf in world.Book.Shelves)
        {
            var views = Enumerable.Range(0, shelf.Count).Select(row => LoanView.Of(shelf, row, world.Day)).ToList();
            Assert.Equal(views.Sum(view => view.Balance), flows[shelf.Place][Flow.Balance, month]);
            Assert.Equal(views.Count(view => !view.IsOver), flows[shelf.Place][Flow.Active, month]);
        }
    }

    [Fact]
    public void ReconciledDay_AfterAnUnreconciledOne_OpensWithWhatStandsThen()
    {
        using var world = AWorld.Mixed(500);
        var flows = world.FlowTables(world.Day + 30);
        world.StepReconciled(flows);
        world.Step(flows);

        Assert.All(world.StepReconciled(flows), closed => Assert.Equal(0, closed.Difference));
    }

    [Fact]
    public void Product_WithFiguresOutOfRange_IsRefusedWithAllOfThem()
    {
        var card = ProductCatalogue.Default[4];
        var bad = card with
        {
            Card = card.Card! with { DrawShare = 3, SpendSeason = [], RevolverPaysPerMille = -500 },
            Loss = card.Loss with { Floor = .9, Cap = .1 },
            Macro = card.Macro with { Unemployment = double.NaN },
            Risk = card.Risk with { Level = double.NaN },
            TerminationShare = 1.5,
        };
        string[] wanted = ["card.drawShare", "card.revolverPaysPerMille", "card.spendSeason.length", "loss.floor", "macro.unemployment", "risk.level", "terminationShare"];

        var faults = ProductCatalogue.Create([bad]).Problem!.Faults.Select(fault => fault.Field);

        Assert.Equal(wanted.Select(field => $"products.creditCard.{field}"), faults.Order());
        Assert.False(ProductCatalogue.Create(default).IsSuccess);
        Assert.False(ProductCatalogue.Create([card with { Season = default }]).IsSuccess);
    }

    private static void AddFive(LoanBook book, int first)
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.True(book.Add(Newcomer(first + i) with { Score = ((first + i) / 10) + 500 }).IsSuccess);
        }
    }

    private static NewLoan Newcomer(int slot)
    {
        var day = AWorld.Start.DayNumber;
        return new()
        {
            Id = LoanId.Of(day, 0, slot),
            Product = 0,
            OriginationDay = day,
            Anchor = 1,
            Amount = 1_000_000,
            AnnualRate = 1_000_000,
            Term = 36,
            Payment = 32_267,
            Score = 700,
            Dti = .2,
            Grade = 2,
            Income = 60_000,
            Balance = 1_000_000,
        };
    }
}
