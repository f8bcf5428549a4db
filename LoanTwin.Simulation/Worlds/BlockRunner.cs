using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>One thread's bench: a block loaded once, and run again and again for future after future.</summary>
internal sealed class BlockRunner(HorizonPlan plan, LaneWidth width, int firstMonth, int months, StateSums? states = null)
{
    private readonly Slab _loaded = new(plan.Chunk);
    private readonly Slab _slab = new(plan.Chunk) { KeepsEnded = plan.KeepState };
    private readonly ExpectedBlock? _expected = plan.Behaviour == Behaviour.Expected ? new ExpectedBlock(plan.Chunk, states: states) : null;
    private readonly FlowTable _flows = new(firstMonth, months);

    public void Load(Shelf shelf, int row, int count, in RiskFrame risk, Func<int, int, bool>? rows = null)
    {
        _loaded.Clear(shelf.Product);
        for (var i = 0; i < count; i++)
        {
            if (rows is null || rows(shelf.Place, row + i))
            {
                _loaded.Take(shelf, row + i, risk);
            }
        }

        BlockMajor.ParkEnded(_loaded, firstMonth);
    }

    public void Run(ProductFrame product, int day, Span<double> totals)
    {
        _flows.Clear();
        _slab.CopyFrom(_loaded);
        if (_expected is null)
        {
            BlockMajor.Run(_slab, product, _flows, day, plan.LastDay.DayNumber, width);
        }
        else
        {
            _expected.Run(_slab, product.ExpectedFrames, _flows, day, width);
        }

        _flows.AddTo(totals);

        // The kernel works on bare addresses; the slabs that own them must outlive the last write.
        GC.KeepAlive(_slab);
        GC.KeepAlive(_expected);
    }

    public void Give(Shelf shelf) => _slab.Give(shelf);
}
