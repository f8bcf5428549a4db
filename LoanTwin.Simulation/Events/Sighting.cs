using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Events;

/// <summary>A state that somebody saw takes the place of the draw on the due day of its instalment.</summary>
internal static class Sighting
{
    public static Problem? Apply(LoanDesk desk, StatusObserved seen)
    {
        var loan = desk.Reading;
        var isDue = desk.IsDue(loan);
        var month = SimMonth.Of(desk.Day);
        var nextDue = SimMonth.DueDay(month + 1, loan.Anchor);
        var owed = loan.Outcome.InstalmentsOwed() + 1;
        var faults = new FaultList().RequireRunning(loan, isDue)
            .Require(isDue || !loan.IsAlive, "effective", EventDoor.Text(desk.Day), $"a due day of the loan (day {loan.Anchor} of the month, or its last): the state belongs to an instalment")
            .Require(Enum.IsDefined(seen.Status), "status", (int)seen.Status, "one of the eight states")
            .Require(!Enum.IsDefined(seen.Status) || seen.Status.InstalmentsOwed() <= owed, "status", Key(seen.Status), $"at most {owed} instalments owed: one month cannot add two")
            .Require(seen.PaymentDay is not { } day || (day > desk.Day && day < nextDue), "paymentDay", seen.PaymentDay, $"after {EventDoor.Text(desk.Day)} and before {EventDoor.Text(nextDue)}")
            .Require(seen.PaymentDay is null || PaysLater(seen.Status, owed), "paymentDay", seen.PaymentDay, "a state that a later payment brings about");
        if (!faults.Any)
        {
            desk.World.Observations.Set(seen.LoanId, new(seen.Status, seen.PaymentDay));
        }

        return faults.Refusal();
    }

    private static bool PaysLater(PaymentStatus status, int owed) => status switch
    {
        PaymentStatus.OnTime or PaymentStatus.Default => false,
        PaymentStatus.GracePeriod or PaymentStatus.PaidOff or PaymentStatus.Prepaid => true,
        _ => status.InstalmentsOwed() < owed,
    };

    private static string Key(PaymentStatus status) => Enum.IsDefined(status) ? status.Key() : $"{(int)status}";
}
