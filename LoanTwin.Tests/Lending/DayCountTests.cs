using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class DayCountTests
{
    [Theory]
    // ISDA's 30/360 examples beside the 2006 definitions (bond basis), as QuantLib's day counter test has them: no end of February at the start,
    // so bond basis and the US rule agree.
    [InlineData("2006-08-20", "2007-02-20", 180)]
    [InlineData("2007-02-20", "2007-08-20", 180)]
    [InlineData("2008-08-20", "2009-02-20", 180)]
    [InlineData("2006-08-31", "2007-02-28", 178)]
    [InlineData("2007-08-31", "2008-02-29", 179)]
    [InlineData("2006-01-31", "2006-02-28", 28)]
    [InlineData("2006-01-30", "2006-02-28", 28)]
    [InlineData("2006-02-14", "2006-02-28", 14)]
    [InlineData("2006-09-30", "2006-10-31", 30)]
    [InlineData("2006-10-31", "2006-11-28", 28)]
    [InlineData("2007-08-31", "2008-02-28", 178)]
    [InlineData("2008-02-28", "2008-08-28", 180)]
    [InlineData("2008-02-28", "2008-08-30", 182)]
    [InlineData("2008-02-28", "2008-08-31", 183)]
    [InlineData("2007-02-26", "2008-02-28", 362)]
    [InlineData("2007-02-26", "2008-02-29", 363)]
    [InlineData("2008-02-28", "2008-03-31", 33)]
    // Microsoft's documentation of DAYS360 (US method).
    [InlineData("2011-01-30", "2011-02-01", 1)]
    [InlineData("2011-01-01", "2011-12-31", 360)]
    [InlineData("2011-01-01", "2011-02-01", 30)]
    // The February rules of SIA Standard Securities Calculation Methods (Mayle), as in QuantLib Thirty360::USA: worked by hand from its wording,
    // the last of February is a 30th (bond basis has 183, 182, 359, 361 and 7 for the first five).
    [InlineData("2007-02-28", "2007-08-31", 180)]
    [InlineData("2008-02-29", "2008-08-31", 180)]
    [InlineData("2008-02-29", "2009-02-28", 360)]
    [InlineData("2007-02-28", "2008-02-29", 360)]
    [InlineData("2007-02-28", "2007-03-05", 5)]
    [InlineData("2008-02-28", "2008-03-05", 7)]
    public void Thirty360_OfPublishedPairs_GivesPublishedDays(string from, string to, int days)
    {
        var count = DayCount.Between(DayCountConvention.Thirty360, PublishedData.Day(from), PublishedData.Day(to)).Value;

        Assert.Equal(days, count.Days);
        Assert.Equal(days / 360.0, count.Fraction);
    }

    [Theory]
    // ISDA, "EMU and market conventions: recent developments" (1998), the worked cases of Act/Act, also in QuantLib's daycounters test.
    [InlineData("2003-11-01", "2004-05-01", 182, 0.497724380567)]
    [InlineData("1999-02-01", "1999-07-01", 150, 0.410958904110)]
    [InlineData("1999-07-01", "2000-07-01", 366, 1.001377348604)]
    [InlineData("2002-08-15", "2003-07-15", 334, 0.915068493151)]
    [InlineData("2003-07-15", "2004-01-15", 184, 0.504004790778)]
    [InlineData("1999-07-30", "2000-01-30", 184, 0.503892506924)]
    [InlineData("2000-01-30", "2000-06-30", 152, 0.415300546448)]
    [InlineData("1999-11-30", "2000-04-30", 152, 0.415540085336)]
    public void ActActIsda_AcrossLeapYears_GivesPublishedFractions(string from, string to, int days, double fraction)
    {
        var count = DayCount.Between(DayCountConvention.ActActIsda, PublishedData.Day(from), PublishedData.Day(to)).Value;

        Assert.Equal(days, count.Days);
        Assert.Equal(fraction, count.Fraction, 10);
    }

    [Theory]
    // Microsoft's documentation of YEARFRAC: 2012-01-01 to 2012-07-30 on bases 0 and 3; Act/360 is the same 211 days over 360.
    [InlineData(DayCountConvention.Thirty360, 0.58055556)]
    [InlineData(DayCountConvention.Act365Fixed, 0.57808219)]
    [InlineData(DayCountConvention.Act360, 0.58611111)]
    public void Fraction_OfThePublishedHalfYear_IsThePublishedFigure(DayCountConvention convention, double fraction)
        => Assert.Equal(fraction, DayCount.Between(convention, new DateOnly(2012, 1, 1), new DateOnly(2012, 7, 30)).Value.Fraction, 8);

    [Fact]
    public void Between_DatesTheWrongWayRound_IsRefused()
    {
        var fault = Assert.Single(DayCount.Between(DayCountConvention.Act360, new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 31)).Problem!.Faults);

        Assert.Equal("to", fault.Field);
        Assert.Equal("2026-01-31", fault.Value);
    }

    [Fact]
    public void ActualCounts_OfTwoStretches_AddUpToTheWhole()
        => Law.Holds(ThreeDays, days => Enum.GetValues<DayCountConvention>().Where(convention => convention != DayCountConvention.Thirty360).All(convention =>
            Math.Abs(Years(convention, days.A, days.B) + Years(convention, days.B, days.C) - Years(convention, days.A, days.C)) < 1e-12));

    [Fact]
    public void Thirty360_OfTwelveMonths_IsOneYearWhateverTheDay()
        => Law.Holds(Gen.Choose(0, 40_000), offset =>
        {
            var day = new DateOnly(1950, 1, 1).AddDays(offset);
            return Years(DayCountConvention.Thirty360, day, DueDates.Of(day, day.Day, 12)) == 1 || day is { Month: 2, Day: 28 };
        });

    [Fact]
    public void Keys_ThereAndBack_AreSpeltAsTheApiSpellsThem()
    {
        string[] keys = ["30/360", "Act/365F", "Act/360", "Act/Act ISDA"];

        foreach (var key in keys)
        {
            Assert.True(DayCount.TryParse(key, out var convention));
            Assert.Equal(key, convention.Key());
        }

        Assert.False(DayCount.TryParse("ACT/365", out _));
    }

    private static Gen<(DateOnly A, DateOnly B, DateOnly C)> ThreeDays =>
        from first in Gen.Choose(0, 20_000)
        from second in Gen.Choose(0, 5_000)
        from third in Gen.Choose(0, 5_000)
        let a = new DateOnly(1990, 1, 1).AddDays(first)
        select (a, a.AddDays(second), a.AddDays(second + third));

    private static double Years(DayCountConvention convention, DateOnly from, DateOnly to) => DayCount.Between(convention, from, to).Value.Fraction;
}
