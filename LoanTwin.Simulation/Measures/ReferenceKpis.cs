using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Measures;

/// <summary>The same figures loan by loan, through the contract's own due dates and day count: slow and obvious, what <see cref="BookKpis"/> must agree with.</summary>
internal static class ReferenceKpis
{
    public static KpiFigures Of(Shelf shelf, DateOnly day)
    {
        var sum = default(KpiFigures);
        for (var row = 0; row < shelf.Count; row++)
        {
            sum += OfLoan(shelf, row, day);
        }

        return sum;
    }

    private static KpiFigures OfLoan(Shelf shelf, int row, DateOnly day)
    {
        var moving = shelf.Moving;
        var isWaiting = moving.Pending[row] == (byte)PendingKind.ChargeOff;
        if (moving.Status[row] >= (byte)PaymentStatus.Default && !isWaiting)
        {
            return default;
        }

        var balance = moving.Balance[row];
        var days = DaysPastDue.On(day, OldestUnpaid(shelf, row, day));
        var defaultDay = moving.DefaultDay[row];
        (long Cents, int Count) Beyond(int limit) => days >= limit ? (balance, 1) : (0, 0);
        return new()
        {
            Outstanding = balance,
            Active = 1,
            Balance30 = Beyond(30).Cents,
            Count30 = Beyond(30).Count,
            Balance60 = Beyond(60).Cents,
            Count60 = Beyond(60).Count,
            Balance90 = Beyond(90).Cents,
            Count90 = Beyond(90).Count,
            NonPerforming = defaultDay > 0 && defaultDay <= day.DayNumber ? balance : 0,
            RateWeight = (Int128)balance * moving.Rate[row],
        };
    }

    private static DateOnly? OldestUnpaid(Shelf shelf, int row, DateOnly day)
    {
        var moving = shelf.Moving;
        if (moving.Status[row] == (byte)PaymentStatus.Default)
        {
            // Set from the oldest due day when the contract ended.
            return DateOnly.FromDayNumber(moving.PendingDay[row] - shelf.Product.Loss.ChargeOffDays);
        }

        if (moving.Owed[row] == 0)
        {
            return null;
        }

        var month = SimMonth.Of(SimMonth.LastDueDay(day.DayNumber, shelf.Fixed.Anchor[row]));
        var firstOfMonth = new DateOnly(month / 12, (month % 12) + 1, 1);
        return DueDates.Of(firstOfMonth.AddMonths(-moving.Owed[row]), shelf.Fixed.Anchor[row], 1);
    }
}
