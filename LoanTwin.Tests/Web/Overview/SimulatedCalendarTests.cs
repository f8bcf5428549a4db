using LoanTwin.Web.Overview;

namespace LoanTwin.Tests.Web.Overview;

public class SimulatedCalendarTests
{
    [Fact]
    public void NextDay_OnLeapDay_OpensMarch()
        => Assert.Equal(new DateOnly(2028, 3, 1), SimulatedCalendar.From(new DateOnly(2028, 2, 29)).NextDay().Day);

    [Theory]
    [InlineData("2026-01-15", "2026-02-15")]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2026-12-31", "2027-01-31")]
    public void NextMonth_FromADay_IsTheSameDayOrTheMonthsLast(string day, string expected)
        => Assert.Equal(Day(expected), SimulatedCalendar.From(Day(day)).NextMonth().Day);

    [Fact]
    public void StartDay_AfterSteps_StaysWhereItWas()
    {
        var calendar = SimulatedCalendar.From(Day("2026-01-01")).NextMonth().NextDay();

        Assert.Equal(Day("2026-01-01"), calendar.StartDay);
        Assert.Equal(32, calendar.DaysSinceStart);
    }

    [Fact]
    public void Run_AfterThirtyYears_HasEndedAndStands()
    {
        var calendar = SimulatedCalendar.From(Day("2026-01-01"));
        for (var month = 0; month < 12 * SimulatedCalendar.LongestRunYears; month++)
        {
            Assert.False(calendar.HasEnded);
            calendar = calendar.NextMonth();
        }

        Assert.True(calendar.HasEnded);
        Assert.Equal(Day("2056-01-01"), calendar.Day);
        Assert.Equal(calendar, calendar.NextDay());
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");
}
