using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class DaysPastDueTests
{
    private static readonly DateOnly Due = new(2026, 1, 31);

    [Fact]
    public void Count_FromTheOldestUnpaidDueDate_IsInDays()
    {
        Assert.Equal(0, DaysPastDue.On(Due, null));
        Assert.Equal(0, DaysPastDue.On(Due.AddDays(-3), Due));
        Assert.Equal(0, DaysPastDue.On(Due, Due));
        Assert.Equal(1, DaysPastDue.On(Due.AddDays(1), Due));
        Assert.Equal(59, DaysPastDue.On(new DateOnly(2026, 3, 31), Due));
    }

    [Theory]
    [InlineData(0, DelinquencyBucket.Current)]
    [InlineData(1, DelinquencyBucket.Days1To29)]
    [InlineData(29, DelinquencyBucket.Days1To29)]
    [InlineData(30, DelinquencyBucket.Days30To59)]
    [InlineData(59, DelinquencyBucket.Days30To59)]
    [InlineData(60, DelinquencyBucket.Days60To89)]
    [InlineData(89, DelinquencyBucket.Days60To89)]
    [InlineData(90, DelinquencyBucket.Days90Plus)]
    [InlineData(91, DelinquencyBucket.Days90Plus)]
    public void Bucket_AtItsEdges_Is90From90On(int days, DelinquencyBucket bucket) => Assert.Equal(bucket, DaysPastDue.Bucket(days));

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    [InlineData(91, true)]
    public void DefaultEvent_ByTheCountAlone_BeginsAt90(int days, bool isDefault) => Assert.Equal(isDefault, DaysPastDue.IsDefaultEvent(Due.AddDays(days), Due, null));

    [Fact]
    public void DefaultEvent_WhenThreeShortMonthsAreRecordedFirst_IsTheRecording()
    {
        // 31 January to 30 April 2026 is 89 days: the third missed due day is recorded one day before the count reaches 90.
        var recorded = DueDates.Of(Due, 31, 3);

        Assert.Equal(89, DaysPastDue.On(recorded, Due));
        Assert.Equal(recorded, DaysPastDue.DefaultEventDay(Due, recorded));
        Assert.True(DaysPastDue.IsDefaultEvent(recorded, Due, recorded));
    }

    [Fact]
    public void DefaultEvent_WhenThreeLongMonthsPass_IsThe90thDay()
    {
        var due = new DateOnly(2026, 6, 15);
        var recorded = DueDates.Of(due, 15, 3);

        Assert.Equal(92, DaysPastDue.On(recorded, due));
        Assert.Equal(due.AddDays(90), DaysPastDue.DefaultEventDay(due, recorded));
    }

    [Fact]
    public void DefaultEvent_OfALoanThatOwesNothing_DoesNotExist()
    {
        Assert.Null(DaysPastDue.DefaultEventDay(null, null));
        Assert.False(DaysPastDue.IsDefaultEvent(Due, null, null));
        Assert.Equal(Due, DaysPastDue.DefaultEventDay(null, Due));
    }
}
