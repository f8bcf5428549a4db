using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class DueDatesTests
{
    [Fact]
    public void DueDay_OfALoanOfThe31st_IsTheLastDayOfShortMonthsAndComesBack()
    {
        var start = new DateOnly(2024, 1, 31);

        Assert.Equal(new DateOnly(2024, 2, 29), DueDates.Of(start, 31, 1));
        Assert.Equal(new DateOnly(2024, 3, 31), DueDates.Of(start, 31, 2));
        Assert.Equal(new DateOnly(2024, 4, 30), DueDates.Of(start, 31, 3));
        Assert.Equal(new DateOnly(2025, 2, 28), DueDates.Of(start, 31, 13));
    }

    [Fact]
    public void DueDay_WithAnotherAnchor_FallsInTheMonthAfterDisbursement()
        => Assert.Equal(new DateOnly(2026, 2, 5), DueDates.Of(new DateOnly(2026, 1, 20), 5, 1));

    [Fact]
    public void DueDays_OfAnyLoan_AreTheAnchorDayOnceAMonth()
        => Law.Holds(
            from day in Gen.Choose(0, 40_000)
            from anchor in Gen.Choose(1, 31)
            from n in Gen.Choose(1, 480)
            select (Start: new DateOnly(1950, 1, 1).AddDays(day), anchor, n),
            loan =>
            {
                var due = DueDates.Of(loan.Start, loan.anchor, loan.n);
                var months = (12 * (due.Year - loan.Start.Year)) + due.Month - loan.Start.Month;
                return months == loan.n && due.Day == Math.Min(loan.anchor, DateTime.DaysInMonth(due.Year, due.Month));
            });
}
