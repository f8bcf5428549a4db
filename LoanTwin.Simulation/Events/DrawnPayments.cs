using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>Payments that were drawn and have not come yet. Where behaviour is observed from now on, nobody has seen them: what they were to pay is still owed.</summary>
internal static class DrawnPayments
{
    public static void Forget(World world, FlowTable[] flows)
    {
        foreach (var shelf in world.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if ((PendingKind)shelf.Moving.Pending[row] is PendingKind.Payment or PendingKind.Payoff or PendingKind.Prepayment)
                {
                    Forget(new(world, shelf.Place, row, world.Day + 1, 0, flows[shelf.Place]));
                }
            }
        }

        world.ForgetDrivers();
    }

    private static void Forget(LoanDesk desk)
    {
        var loan = desk.Reading;
        (loan.Pending, loan.PendingDay, loan.PendingAmount) = (PendingKind.None, 0, 0);
        Standing.Restate(desk, loan, desk.Period(loan));
        loan.Give();
    }
}
