using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Rolls;

/// <summary>
/// What each loan's own row says about the state it will be recorded in at the next month end, given that it stands where it stands: the row of its
/// due day in the month, from its features, the lived economy and the lived latent factor, and what leaves early by then. Written from the plain
/// formulas of the cascade, not from the columns that draw.
/// </summary>
internal sealed class OwnRows
{
    private const double DaysOfExit = 19;
    private const int FirstDayOfExit = 2;
    private const int Ends = 6;

    private readonly Dictionary<long, LoanThen> _monthBefore;
    private readonly Dictionary<long, double[]> _decided = [];

    private OwnRows(Dictionary<long, LoanThen> loans) => _monthBefore = loans;

    /// <summary>Notes a month end. <paramref name="before"/> is that of the month before, from which the rows of this month's due days follow.</summary>
    public static OwnRows At(World world, OwnRows? before)
    {
        var (loans, month) = (new Dictionary<long, LoanThen>(), SimMonth.Of(world.Day));
        var rows = new OwnRows(loans);
        foreach (var shelf in world.Book.Shelves)
        {
            var climate = before is null ? default : world.FrameOf(shelf.Place).At(month).Climate;
            for (var row = 0; row < shelf.Count; row++)
            {
                var status = (PaymentStatus)shelf.Moving.Status[row];
                if (status < PaymentStatus.Default)
                {
                    var id = shelf.Fixed.Id[row];
                    loans[id] = new(world.Risk[shelf.Place].Of(shelf, row), shelf.Moving.Balance[row], shelf.Moving.Age[row], shelf.Moving.Rate[row]);
                    rows._decided[id] = before?.Decided(shelf, row, status, climate, month) ?? [];
                }
            }
        }

        return rows;
    }

    /// <summary>
    /// Probability of each recorded state at the end of the next month, the two early exits in one (the last entry); nothing for a loan whose last
    /// instalments fall due, or of which the month before is not known.
    /// </summary>
    public double[]? Of(Shelf shelf, int row, in Climate next, int nextMonth)
    {
        var decided = _decided.GetValueOrDefault(shelf.Fixed.Id[row]) ?? [];
        if (decided.Length == 0 || (shelf.Product.Card is null && shelf.Moving.Remaining[row] <= 2))
        {
            return null;
        }

        var own = (double[])decided.Clone();
        var posted = PostedShare(nextMonth, shelf.Fixed.Anchor[row]);
        for (var state = PaymentStatus.OnTime; state < PaymentStatus.Default; state++)
        {
            var leaves = own[(int)state] * posted * MonthlyRow.ExitShare(shelf.Product, state, shelf.Moving.Age[row], shelf.Moving.Rate[row], next);
            own[(int)state] -= leaves;
            own[Ends] += leaves;
        }

        return own;
    }

    /// <summary>What this month's due day decided, given that no exit has been posted by its end.</summary>
    private double[] Decided(Shelf shelf, int row, PaymentStatus status, in Climate climate, int month)
    {
        var decided = new double[Ends + 1];
        if (!_monthBefore.TryGetValue(shelf.Fixed.Id[row], out var then))
        {
            // It came in this month: its first instalment falls due in the next one, and until then it stands as it came.
            decided[(int)status] = 1;
            return decided;
        }

        var log = then.Risk.Base + RiskFrame.LogRiskOfPointsLost[(int)status] + (then.Risk.PerCent * then.Balance);
        var odds = climate.Odds * Math.Clamp(Math.Exp(log), BorrowerRisk.Lowest, BorrowerRisk.Highest);
        var exit = MonthlyRow.ExitShare(shelf.Product, status, then.Age, then.Rate, climate);
        var gone = exit * PostedShare(month, shelf.Fixed.Anchor[row]);
        var weights = MonthlyRow.Weights(shelf.Product, status, TransitionMatrix.Published, odds);
        for (var to = 0; to < weights.Length; to++)
        {
            decided[to] = (1 - exit) * weights[to] / (1 - gone);
        }

        decided[Ends] = (exit - gone) / (1 - gone);
        return decided;
    }

    /// <summary>Share of the exits decided on a month's due day that are posted by its end: they fall on a drawn day 2 to 20 after it.</summary>
    private static double PostedShare(int month, int anchor)
    {
        var daysLeft = SimMonth.LastDay(month) - SimMonth.DueDay(month, anchor);
        return Math.Clamp(daysLeft - FirstDayOfExit + 1, 0, DaysOfExit) / DaysOfExit;
    }

    private readonly record struct LoanThen((double Base, double PerCent) Risk, long Balance, int Age, int Rate);
}
