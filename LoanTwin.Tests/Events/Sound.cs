using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Events;

/// <summary>What must be true of every loan on every evening, whatever came from outside.</summary>
internal static class Sound
{
    public static void Check(World world)
    {
        foreach (var shelf in world.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var loan = new ReferenceLoan(shelf, row);
                if (Fault(loan, world.Day) is { } fault)
                {
                    Assert.Fail($"{shelf.Product.Key} {loan.Id} on {DateOnly.FromDayNumber(world.Day)}: {fault}; status {loan.Status}, outcome {loan.Outcome}, owed {loan.Owed}, waits for {loan.Pending} on {loan.PendingDay - world.Day}, balance {loan.Balance}, due {loan.DueCents}");
                }
            }
        }
    }

    private static string? Fault(ReferenceLoan loan, int day)
        => loan.PrincipalDue < 0 || loan.PrincipalDue > loan.Balance ? "principal due outside the balance"
            : loan.InterestDue < 0 || loan.FeesDue < 0 ? "negative dues"
            : loan.Pending != PendingKind.None && loan.PendingDay <= day ? "something waits for a day that has passed"
            : loan.IsAlive ? RunningFault(loan, day)
            : EndedFault(loan);

    // A cent that the tolerance of the rule has forgiven stays due and joins the next bill.
    private static string? RunningFault(ReferenceLoan loan, int day)
        => loan.Owed == 0 && loan.DueCents > 1 ? "owes nothing, yet something is due"
            : loan.Outcome.InstalmentsOwed() > loan.Owed ? "will be recorded as owing more than it owes"
            : loan.Outcome.InstalmentsOwed() < loan.Owed && loan.Pending == PendingKind.None ? "will be recorded as owing less than it owes, and nothing will pay it"
            : loan.Outcome == PaymentStatus.Default && loan.Pending != PendingKind.ChargeOff ? "terminated without a charge-off day"
            : loan.Outcome < PaymentStatus.Default && loan.Pending == PendingKind.ChargeOff ? "waits for a charge-off it has escaped"
            : loan.Outcome is PaymentStatus.Days90 && loan.DefaultDay == 0 ? "90 days without a default event"
            : loan.Status < PaymentStatus.Days30 && loan.Outcome < PaymentStatus.Days90 && loan.DefaultDay > day ? "will begin a default event without owing for it"
            : !loan.IsCard && loan.Balance == 0 ? "runs without a balance"
            : null;

    private static string? EndedFault(ReferenceLoan loan)
        => loan.Status == PaymentStatus.Default && loan.Balance > 0 && loan.Pending != PendingKind.ChargeOff ? "a default that nobody will charge off"
            : loan.Status > PaymentStatus.Default && (loan.Balance != 0 || loan.Pending != PendingKind.None) ? "paid off, yet not over"
            : loan.Status > PaymentStatus.Default && loan.DueCents != 0 ? "paid off, yet something is due"
            : null;
}
