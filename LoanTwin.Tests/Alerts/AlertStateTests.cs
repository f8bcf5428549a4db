using LoanTwin.Domain.Alerts;
using static LoanTwin.Domain.Alerts.AlertStatus;

namespace LoanTwin.Tests.Alerts;

public class AlertStateTests
{
    private const double Over = .046;
    private const double Between = .044;
    private const double Under = .042;

    [Fact]
    public void Rule_OverItsLevel_IsPendingUntilItsDaysAreThereAndThenFiresOnce()
    {
        var (statuses, notices) = ARule.Live(ARule.Of(), Under, Over, Over, Over, Over);

        Assert.Equal([Normal, Pending, Pending, Firing, Firing], statuses);
        Assert.Equal([(4, NoticeKind.Fired)], notices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rule_WithoutDaysToWait_FiresOnTheFirst(int days)
        => Assert.Equal([Firing], ARule.Live(ARule.Of(draft => draft with { ForDays = days }), Over).Statuses);

    [Fact]
    public void Pending_InterruptedByADay_BeginsAfresh()
    {
        var (statuses, notices) = ARule.Live(ARule.Of(), Over, Over, Between, Over, Over);

        Assert.Equal([Pending, Pending, Normal, Pending, Pending], statuses);
        Assert.Empty(notices);
    }

    [Fact]
    public void Firing_UnderItsLevelButNotClear_GoesOn()
        => Assert.Equal([Firing, Firing], ARule.Live(ARule.Of(), Over, Over, Over, Between).Statuses[2..]);

    [Fact]
    public void Recovering_ThatComesBack_IsTheSameAlert()
    {
        var (statuses, notices) = ARule.Live(ARule.Of(), Over, Over, Over, Under, Between, Under, Over);

        Assert.Equal([Firing, Recovering, Firing, Recovering, Firing], statuses[2..]);
        Assert.Single(notices);
    }

    [Fact]
    public void Recovering_ClearForItsDays_IsOverOnce()
    {
        var (statuses, notices) = ARule.Live(ARule.Of(), [Over, Over, Over, .. Enumerable.Repeat(Under, 9)]);

        Assert.Equal([Firing, .. Enumerable.Repeat(Recovering, 7), Normal, Normal], statuses[2..]);
        Assert.Equal([(3, NoticeKind.Fired), (11, NoticeKind.Resolved)], notices);
    }

    [Fact]
    public void Rule_WithoutDaysToKeep_IsOverWhenClear()
        => Assert.Equal([Firing, Normal], ARule.Live(ARule.Of(draft => draft with { KeepFiringDays = 0 }), Over, Over, Over, Under).Statuses[2..]);

    [Fact]
    public void NoData_BreaksDaysInARowAndKeepsWhatIsOpen()
    {
        var (statuses, notices) = ARule.Live(ARule.Of(), [Over, Over, double.NaN, Over, Over, Over, double.NaN, Over, double.NaN, .. Enumerable.Repeat(Under, 8)]);

        Assert.Equal([Pending, Pending, NoData, Pending, Pending, Firing, NoData, Firing, NoData, .. Enumerable.Repeat(Recovering, 7), Normal], statuses);
        Assert.Equal([(6, NoticeKind.Fired), (17, NoticeKind.Resolved)], notices);
    }

    [Fact]
    public void ShareOfALimitThatIsNotSet_IsAnErrorThatSaysWhy()
    {
        var rule = ARule.Of();

        var (state, notice) = AlertState.Start.Step(rule, 1, rule.Read(Over, default, null));

        Assert.Equal(Error, state.Status);
        Assert.Contains("limit", state.Problem, StringComparison.Ordinal);
        Assert.Null(notice);
        Assert.Equal((Pending, null), (state.Step(rule, 2, rule.Read(Over, ARule.Bounds, null)).State.Status, state.Step(rule, 2, rule.Read(Over, ARule.Bounds, null)).State.Problem));
    }

    [Fact]
    public void Day_JudgedAlready_ChangesNothingAndSaysNothing()
    {
        var rule = ARule.Of(draft => draft with { ForDays = 0 });
        var (state, _) = AlertState.Start.Step(rule, 5, rule.Read(Over, ARule.Bounds, null));

        var (again, notice) = state.Step(rule, 5, rule.Read(Under, ARule.Bounds, null));

        Assert.Same(state, again);
        Assert.Null(notice);
    }

    [Fact]
    public void Below_OfATarget_IsTheMirror()
    {
        var rule = ARule.Of(draft => draft with { Metric = "capitalRatio", Condition = "belowShareOfLimit", Level = 1.1, Clear = 1.2, ForDays = 1, KeepFiringDays = 1 });

        Assert.Equal([Firing, Firing, Recovering, Normal], ARule.Live(rule, .054, .056, .061, .062).Statuses); // the limit of the test is 5 %
    }

    [Fact]
    public void Rise_IsMeasuredAgainstTheDayBefore()
    {
        var rule = ARule.Of(draft => draft with { Metric = "npaRatio", Condition = "risesBy", Level = .01, Clear = .005, OverDays = 30, ForDays = 1 });

        Assert.Equal(Firing, Step(.046, .035).State.Status);
        Assert.Equal(.045, Step(.046, .035).State.Trigger!.Value, 12);
        Assert.Equal(Normal, Step(.044, .035).State.Status);
        Assert.Equal(NoData, Step(.046, null).State.Status);

        (AlertState State, AlertNotice? Notice) Step(double value, double? earlier) => AlertState.Start.Step(rule, 1, rule.Read(value, default, earlier));
    }

    [Fact]
    public void Peak_OfAnAlert_IsItsWorstValue()
    {
        var rule = ARule.Of(draft => draft with { ForDays = 0, KeepFiringDays = 0 });
        var (state, day) = (AlertState.Start, 0);
        AlertNotice? last = null;
        foreach (var value in new[] { .046, .052, .047, .01 })
        {
            (state, var notice) = state.Step(rule, ++day, rule.Read(value, ARule.Bounds, null));
            last = notice ?? last;
        }

        Assert.Equal((NoticeKind.Resolved, 1, .052, .01), (last!.Kind, last.FiredDay, last.Peak, last.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public void FlappingFigure_SendsOneNoticeAndNotSixty(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 120).Select(day => day < 3 || random.Next(2) == 0 ? Over : Under).ToList();

        var outcome = FlappingCampaign.Run(FlappingCampaign.Rule, values, ARule.Bounds);

        Assert.InRange(outcome.Crossings, 20, 60);
        Assert.Equal(1, outcome.Fired);
        Assert.InRange(outcome.Resolved, 0, 1); // seven clear days in a row end it, and then it has been over
    }

    [Fact]
    public void RandomSeries_WithRandomRules_NeverSayMoreThanTheDaysAllow()
    {
        var random = new Random(5);
        for (var run = 0; run < 2_000; run++)
        {
            var rule = ARule.Of(draft => draft with { ForDays = random.Next(6), KeepFiringDays = random.Next(10), Clear = .9 - (random.NextDouble() * .1) });
            var values = Enumerable.Range(0, 200).Select(_ => random.Next(12) == 0 ? double.NaN : .04 + (random.NextDouble() * .01)).ToList();

            var (statuses, notices) = ARule.Live(rule, values);

            // Told of a firing exactly when one opens, and of its end before the next.
            Assert.Equal(notices.Select((_, i) => i % 2 == 0 ? NoticeKind.Fired : NoticeKind.Resolved), notices.Select(notice => notice.Kind));
            Assert.All(notices, notice => Assert.Equal(notice.Kind is NoticeKind.Fired ? Firing : Normal, statuses[notice.Day - 1]));
            Assert.All(notices.Where(notice => notice.Kind is NoticeKind.Fired && notice.Day > 1), notice => Assert.Contains(statuses[notice.Day - 2], new[] { Normal, Pending, NoData }));
            var cycle = Math.Max(1, rule.ForDays) + rule.KeepFiringDays;
            Assert.InRange(notices.Length, 0, 2 * ((values.Count / cycle) + 1));
        }
    }
}
