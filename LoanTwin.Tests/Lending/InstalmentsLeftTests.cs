using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Tests.Lending;

public class InstalmentsLeftTests
{
    [Theory]
    [InlineData(300_00, 0, 3, 0)]
    [InlineData(300_00, 1, 3, 0)]
    [InlineData(300_00, 2, 3, 1)]
    [InlineData(300_00, 100_00, 3, 1)]
    [InlineData(300_00, 100_01, 3, 1)]
    [InlineData(300_00, 100_02, 3, 2)]
    [InlineData(300_00, 300_00, 3, 3)]
    [InlineData(2, 1, 2, 1)]
    [InlineData(0, 0, 2, 0)]
    public void UnpaidRest_IsTheSmallestNumberOfSharesThatCoversIt(long due, long unpaid, int owed, int left) => Assert.Equal(left, InstalmentsLeft.Of(due, unpaid, owed));

    [Fact]
    public void WholeInstalmentsPaidInThreeParts_LeaveTheOthers()
        => Law.Holds(
            from fees in Gen.Choose(0, 50_000)
            from interest in Gen.Choose(0, 500_000)
            from principal in Gen.Choose(100, 5_000_000)
            from owed in Gen.Choose(1, 4)
            from paid in Gen.Choose(0, owed)
            select (new AmountOwed(fees, interest, principal, principal), owed, paid),
            made => InstalmentsLeft.Of(
                made.Item1.DueCents, made.Item1.DueCents - Waterfall.PayInstalments(made.Item1, made.paid, made.owed).TotalCents, made.owed) == made.owed - made.paid,
            2_000);

    [Fact]
    public void MorePaid_NeverLeavesMore()
        => Law.Holds(
            from due in Gen.Choose(0, 1_000_000)
            from unpaid in Gen.Choose(0, due)
            from less in Gen.Choose(0, unpaid)
            from owed in Gen.Choose(1, 4)
            select (due, unpaid, less, owed),
            made => InstalmentsLeft.Of(made.due, made.less, made.owed) <= InstalmentsLeft.Of(made.due, made.unpaid, made.owed)
                && InstalmentsLeft.Of(made.due, made.unpaid, made.owed) <= made.owed);

    [Theory]
    [InlineData(0, true, PaymentStatus.OnTime)]
    [InlineData(0, false, PaymentStatus.GracePeriod)]
    [InlineData(1, true, PaymentStatus.Days30)]
    [InlineData(2, false, PaymentStatus.Days60)]
    [InlineData(3, false, PaymentStatus.Days90)]
    [InlineData(4, false, PaymentStatus.Default)]
    public void InstalmentsLeft_SayTheState(int left, bool onDueDay, PaymentStatus status) => Assert.Equal(status, InstalmentsLeft.Status(left, onDueDay));

    [Fact]
    public void Replay_OfMissesAndACatchUp_TellsTheStory()
    {
        var replay = new StatusReplay(PaymentStatus.OnTime, 0);
        var recorded = new List<PaymentStatus>();
        for (var month = 1; month <= 5; month++)
        {
            Assert.True(replay.Fall(month * 30));
            recorded.Add(replay.Recorded);
            replay.Bill(100_00);
            replay.Pay(month * 30, month is 1 or 4 ? 400_00 : 0);
        }

        replay.Pay(155, 50_00);
        replay.Pay(160, 50_00);
        replay.Fall(180);

        Assert.Equal([PaymentStatus.OnTime, PaymentStatus.OnTime, PaymentStatus.Days30, PaymentStatus.Days60, PaymentStatus.OnTime], recorded);
        Assert.Equal(PaymentStatus.GracePeriod, replay.Recorded);
    }
}
