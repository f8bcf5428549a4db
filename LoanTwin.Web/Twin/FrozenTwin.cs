using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The lender as it stood at the end of a day, for questions about that day whenever they are worked on: a fork of the living one while it is
/// still that day, and after that the kept state before it, lived forward again. Both are the same to the last bit.
/// </summary>
internal sealed class FrozenTwin(TwinService service, TwinRecords records)
{
    /// <summary>A copy of its own for the caller, who disposes it; nothing when the state it begins from is not kept any more.</summary>
    public async Task<Lender?> FindAsync(int stateDay, int day, CancellationToken leaving)
    {
        var living = await service.ReadAsync(lender => lender.World.Day == day ? lender.Fork(lender.World.Key) : null, leaving);
        var lender = living ?? (records.KeepsState(stateDay) ? LivedAgain(stateDay, day) : null);
        if (lender is not null)
        {
            lender.Threads = 1; // whoever works on a question has one thread, and the living twin the rest
        }

        return lender;
    }

    /// <summary>A fork, as the living one's is: of a mirror it runs forward with drawn behaviour.</summary>
    private Lender LivedAgain(int stateDay, int day)
    {
        using var lived = records.LiveTo(stateDay, day, null).Lender;
        return lived.Fork(lived.World.Key);
    }
}
