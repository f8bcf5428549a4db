using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>One loan at the opening of a day, on the desk of whoever must change it: read it, or change it and put it back.</summary>
internal sealed class LoanDesk(World world, int place, int row, int day, long sequence, FlowTable flows)
{
    public World World { get; } = world;
    public int Day { get; } = day;
    public int Month { get; } = SimMonth.Of(day);
    public long Sequence { get; } = sequence;
    public FlowTable Flows { get; } = flows;
    public ProductFrame Product => World.FrameOf(place);

    /// <summary>A fresh reading; changing it changes nothing.</summary>
    public ReferenceLoan Reading => new(World.Book.Shelves[place], row);

    public static LoanDesk Of(World world, OutsideEvent outside, FlowTable[] flows)
        => world.Index.TryFind(outside.LoanId, out var place, out var row)
            ? new(world, place, row, outside.Day, outside.Sequence, flows[place])
            : throw new InvalidOperationException("the door lets in known loans only");

    public void Change(Action<ReferenceLoan> change)
    {
        var driver = World.OpenDay()[place];
        var loan = driver.Open(row);
        change(loan);
        driver.Close(loan);
    }

    /// <summary>Whether an instalment of a running loan falls due today; at the opening it is not billed yet.</summary>
    public bool IsDue(ReferenceLoan loan) => loan.IsAlive && ReferenceStep.IsDue(loan, Day);

    /// <summary>The due day whose instalment is being paid at the opening.</summary>
    public int DueDay(ReferenceLoan loan) => SimMonth.LastDueDay(IsDue(loan) ? Day - 1 : Day, loan.Anchor);

    /// <summary>Interest days since that due day.</summary>
    public int Elapsed(ReferenceLoan loan)
    {
        var days = Day - DueDay(loan);
        return loan.Product.Basis == AccrualBasis.Thirty360 ? (IsDue(loan) ? 30 : Math.Min(days, 30)) : days;
    }

    /// <summary>What the running period began with: as noted by the first odd payment in it, else what is owed now.</summary>
    public PeriodDue Period(ReferenceLoan loan)
        => World.Outside.Periods.TryGetValue((long)loan.Id, out var period) && period.DueDay == DueDay(loan)
            ? period
            : new(DueDay(loan), loan.DueCents, loan.Owed, loan.DefaultDay >= Day ? loan.Balance : 0);
}
