using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Events;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Events;

/// <summary>The worked example of docs/method/states.md is a run, and these are its rows.</summary>
public sealed class StatesPageTests
{
    [Fact]
    public void WorkedExample_OnThePage_IsTheRun()
    {
        var page = Repository.Read("docs/method/states.md");
        var rows = Run();

        Assert.True(rows.All(page.Contains), "the run gives\n" + string.Join('\n', rows));
    }

    private static List<string> Run()
    {
        using var life = new ALife();
        var rows = new List<string>();
        void Day(int month, int day, string what, Func<OutsideEvent>? outside = null)
        {
            life.Before(new(2026, month, day), PaymentStatus.OnTime);
            Assert.All(life.Live(outside is null ? [] : [outside()]).Answers, answer => Assert.Null(answer.Problem));
            rows.Add(Row(life, what));
        }

        OutsideEvent Seen(PaymentStatus status, int? paid = null) => life.Seen(life.Consumer, status, paid);
        var bounced = 0L;
        Day(2, 15, "instalment 1 paid on the day", () => Seen(PaymentStatus.OnTime));
        Day(3, 15, "instalment 2 falls due, not paid today", () => Seen(PaymentStatus.GracePeriod, new DateOnly(2026, 3, 25).DayNumber));
        Day(3, 25, "instalment 2 paid ten days late");
        Day(4, 15, "instalment 3 falls due and is missed", () => Seen(PaymentStatus.Days30));
        Day(5, 15, "instalment 4 is missed too", () => Seen(PaymentStatus.Days60));
        Day(6, 15, "instalment 5 is missed too", () => Seen(PaymentStatus.Days90));
        Day(6, 20, "an outside payment of 1,500.00", () =>
        {
            var payment = life.Pay(life.Consumer, 150_000);
            bounced = payment.Sequence;
            return payment;
        });
        Day(7, 5, "the payment is reversed", () => life.Reverse(life.Consumer, bounced));
        Day(7, 14, "90 days past due: the default event");
        Day(7, 15, "instalment 6 is missed as well: terminated", () => Seen(PaymentStatus.Default));
        Day(8, 13, "charge-off, 120 days past due");
        Day(10, 1, "a recovery of 500.00 comes in", () => life.Recover(life.Consumer, 50_000));
        return rows;
    }

    private static string Row(ALife life, string what)
    {
        var loan = life.Of(life.Consumer);
        var day = DateOnly.FromDayNumber(life.World.Day);
        var month = new DateOnly(day.Year, day.Month, 1).AddMonths(day.Day < 15 ? -1 : 0);
        DateOnly? oldest = loan.Owed == 0 ? null : DueDates.Of(month.AddMonths(-loan.Owed), loan.Anchor, 1);
        var next = loan.Pending == PendingKind.ChargeOff || loan.Status == loan.Outcome || loan.Status == PaymentStatus.Default ? "" : loan.Outcome.Key();
        return FormattableString.Invariant($"| {day:yyyy-MM-dd} | {what} | {loan.Owed} | {loan.DueCents / 100m:N2} | {DaysPastDue.On(day, oldest)} | {loan.Status.Key()} | {next} | {loan.Balance / 100m:N2} |");
    }
}
