using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Loans;

/// <summary>
/// A world of its own with copies of single loans as the lender has them recorded: what the last due day decided and nobody has recorded yet is taken
/// out, so that an answer about one loan never knows more than the lender. Economy and scale of the drift are those of the world it was taken from.
/// </summary>
internal static class RecordedLoans
{
    /// <param name="market">The economy so far; nothing means that of the world.</param>
    public static World Of(World world, int place, int[] rows, MarketPath? market = null)
    {
        var book = world.Book.Picked(place, rows);
        var moving = book.Shelves[place].Moving;
        for (var row = 0; row < rows.Length; row++)
        {
            AsRecorded(moving, row, world.Day);
        }

        return world.At(world.Day, book, market ?? world.Market, world.Key, world.LatentLevels);
    }

    private static void AsRecorded(MovingColumns moving, int row, int day)
    {
        var status = (PaymentStatus)moving.Status[row];
        if (status >= PaymentStatus.Default)
        {
            return;
        }

        (moving.Outcome[row], moving.Pending[row], moving.PendingDay[row], moving.PendingAmount[row]) = ((byte)status, 0, 0, 0);
        moving.Owed[row] = (byte)status.InstalmentsOwed();
        moving.DefaultDay[row] = moving.DefaultDay[row] > day ? 0 : moving.DefaultDay[row];
        if (status < PaymentStatus.Days30)
        {
            OwesNothing(moving, row);
        }
    }

    public static void OwesNothing(MovingColumns moving, int row)
        => (moving.PrincipalDue[row], moving.InterestDue[row], moving.FeesDue[row], moving.LateInterest[row], moving.Owed[row]) = (0, 0, 0, 0, 0);
}
