using System.Globalization;
using System.Text.RegularExpressions;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

/// <summary>The worked examples of 12 CFR 1026 Appendix J (c), from their dates and amounts; published rates have two decimals.</summary>
public sealed class AprTests
{
    [Fact]
    public void Apr_OfThePublishedRows_IsThePublishedRateAndTheRecomputedOne()
    {
        var rows = PublishedData.Rows("schedules/regz_appendix_j_part1.csv", PublishedSchedules.AppendixJ);

        Assert.True(rows.Length >= 6, $"only {rows.Length} published rows");
        foreach (var row in rows)
        {
            var advance = PublishedData.Day(Regex.Match(row[6], @"advance (\S+?);").Groups[1].Value);
            var first = PublishedData.Day(Regex.Match(row[6], @"(\d{4}-\d\d-\d\d);[^;]*$").Groups[1].Value);
            var answer = Apr.Solve([new CashFlow(advance, PublishedData.Number(row[2]))], Payments(row, first), row[5]).Value;

            Assert.Equal(PublishedData.Number(row[4]), (decimal)answer.UnitPeriodsPerYear);
            Assert.Equal((double)PublishedData.Number(row[7]), answer.Apr * 100, 2);
            Assert.InRange(answer.Apr * 100, (double)PublishedData.Number(row[8]) - 1e-5, (double)PublishedData.Number(row[8]) + 1e-5);
        }
    }

    [Fact]
    public void ExampleC2ii_EveryFourWeeksOddFirstPayment_Is2850()
        => AssertApr(28.50, "1978-03-18", 400m, "4weeks", [.. Weeks("1978-04-20", 39.50m, 1, 4), .. Weeks("1978-05-18", 38.31m, 11, 4)]);

    [Fact]
    public void ExampleC3i_MonthlyOddLastPayment_Is1050()
        => AssertApr(10.50, "1978-01-10", 5_000m, "month", [.. Months("1978-02-10", 230m, 23), .. Months("1980-01-10", 280m, 1)]);

    [Fact]
    public void ExampleC3ii_EveryTwoWeeksShortFirstPeriod_Is1222()
        => AssertApr(12.22, "1978-04-03", 200m, "2weeks", [.. Weeks("1978-04-11", 9.50m, 19, 2), .. Weeks("1979-01-02", 30m, 1, 2)]);

    [Fact]
    public void ExampleC4i_MonthlyOddFirstAndLastPayment_Is1090()
        => AssertApr(10.90, "1978-01-10", 5_000m, "month", [.. Months("1978-02-10", 250m, 1), .. Months("1978-03-10", 230m, 22), .. Months("1980-01-10", 280m, 1)]);

    [Fact]
    public void ExampleC4ii_EveryTwoMonthsShortFirstPeriod_Is730()
        => AssertApr(7.30, "1978-01-10", 8_000m, "2months", [.. Months("1978-03-01", 449.36m, 1), .. Months("1978-05-01", 465m, 18, 2), .. Months("1981-05-01", 200m, 1)]);

    [Theory]
    [InlineData("1978-01-03", "1978-09-15", 1080, 11.45)]
    [InlineData("1978-07-15", "1979-01-15", 1044, 8.80)]
    [InlineData("1978-01-17", "1979-07-17", 1135.19, 8.76)]
    [InlineData("1978-01-03", "1980-01-03", 1240, 11.36)]
    public void ExampleC5_OneAdvanceOnePayment_TakesTheTermOrAYearAsUnitPeriod(string advanced, string paid, double amount, double apr)
    {
        foreach (var asked in new[] { "month", "day", "year" })
        {
            AssertApr(apr, advanced, 1_000m, asked, [new CashFlow(PublishedData.Day(paid), (decimal)amount)]);
        }
    }

    [Fact]
    public void ExampleC6i_SkippedPayments_Is1200()
    {
        // Every four weeks from 20 February, but the second payment of a month waits two weeks, so that it falls in the next.
        CashFlow[] payments = [.. Weeks("1978-02-20", 100m, 9, 4), .. Weeks("1978-11-13", 100m, 6, 4), .. Weeks("1979-05-14", 100m, 6, 4), .. Weeks("1979-11-12", 100m, 3, 4)];

        AssertApr(12.00, "1978-01-25", 2_135m, "4weeks", payments);
    }

    // Two shapes of Appendix J (c)(6) and (c)(7) whose published rates were not at hand: the unit-periods are counted by hand here,
    // and the rate must make the general equation hold with those counts.
    [Fact]
    public void IrregularSeriesAndSinglePayments_SolveTheGeneralEquationWithCountsByHand()
    {
        CashFlow[] payments = [.. Months("1978-09-15", 1_000m, 3), .. Months("1979-03-15", 2_000m, 1), .. Months("1979-09-15", 750m, 3), .. Months("1980-02-01", 1_000m, 1)];
        var i = Apr.Solve([Flow("1978-03-03", 7_350m)], payments, "month").Value.UnitPeriodRate;

        // From 3 March to the 15th of a month are whole months and 12 days; to 1 February 1980 22 months and the 29 days before 1 April 1978.
        (double Amount, int Whole, int Days)[] counted =
            [(1_000, 6, 12), (1_000, 7, 12), (1_000, 8, 12), (2_000, 12, 12), (750, 18, 12), (750, 19, 12), (750, 20, 12), (1_000, 22, 29)];
        Assert.Equal(7_350, counted.Sum(each => Worth(each.Amount, each.Whole, each.Days / 30.0, i)), 8);
    }

    [Fact]
    public void ExampleC7i_ConstructionLoanInThreeAdvances_Is1025()
    {
        CashFlow[] advances = [Flow("1979-04-10", 20_000m), Flow("1979-06-12", 20_000m), Flow("1979-09-18", 20_000m)];

        Assert.Equal(10.25, Apr.Solve(advances, Months("1979-12-10", 612.36m, 240), "month").Value.Apr * 100, 2);
    }

    [Fact]
    public void PaymentsThatBeginBeforeTheFirstAdvance_AreCountedFromTheFirstPayment()
    {
        CashFlow[] advances =
        [
            .. Enumerable.Range(0, 4).Select(year => new CashFlow(new DateOnly(1978 + year, 9, 5), 1_800m)),
            .. Enumerable.Range(0, 4).Select(year => new CashFlow(new DateOnly(1979 + year, 1, 5), 1_000m)),
        ];
        var i = Apr.Solve(advances, Months("1978-07-01", 240m, 50), "month").Value.UnitPeriodRate;

        // 1 July to 5 September is two months and four days, to 5 January six months and four days, and so on every year.
        var lent = Enumerable.Range(0, 4).Sum(year => Worth(1_800, 2 + (12 * year), 4 / 30.0, i) + Worth(1_000, 6 + (12 * year), 4 / 30.0, i));
        Assert.Equal(lent, Enumerable.Range(0, 50).Sum(month => Worth(240, month, 0, i)), 8);
    }

    [Fact]
    public void Apr_OfAUnroundedMonthlyLoan_IsItsContractRate()
    {
        var terms = ALoan.Of(ALoan.Proposed with { Start = new DateOnly(2024, 1, 31), Rounding = "none", AnnualRate = 0.0735, TermMonths = 60 });
        CashFlow[] payments = [.. Amortization.Schedule(terms).Rows.Select(row => new CashFlow(row.Due, row.Payment))];

        Assert.Equal(0.0735, Apr.Solve([new CashFlow(terms.Start, 100_000m)], payments, "month").Value.Apr, 12);
    }

    [Theory]
    [InlineData("month", "2026-01-31", "2026-03-31", 31, 2, 0)]
    [InlineData("month", "2026-01-31", "2026-02-28", 31, 1, 0)]
    [InlineData("month", "2026-01-15", "2026-02-28", 31, 1, 16 / 30.0)]
    [InlineData("month", "2026-01-30", "2026-02-28", 30, 1, 0)]
    [InlineData("quarter", "1978-05-23", "1978-10-01", 1, 1, 39 / 90.0)]
    [InlineData("semimonth", "1978-02-23", "1978-03-16", 16, 1, 6 / 15.0)]
    [InlineData("4weeks", "1978-03-18", "1978-04-20", 20, 1, 5 / 28.0)]
    [InlineData("day", "1978-03-18", "1978-04-20", 20, 33, 0)]
    [InlineData("year", "1978-01-17", "1979-07-17", 17, 1, 0.5)]
    [InlineData("year", "1978-01-17", "1979-02-20", 20, 1, 34 / 365.0)]
    public void UnitPeriods_BetweenTwoDates_AreCountedBackFromTheLater(string unit, string from, string to, int anchor, int whole, double fraction)
        => Assert.Equal((whole, fraction), UnitPeriodCount.Between(UnitPeriod.Parse(unit).Value, PublishedData.Day(from), PublishedData.Day(to), anchor));

    [Theory]
    [InlineData("month", 12)]
    [InlineData("Week", 52)]
    [InlineData("4weeks", 13)]
    [InlineData("4 weeks", 13)]
    [InlineData("semimonth", 24)]
    [InlineData("half month", 24)]
    [InlineData("day", 365)]
    [InlineData("quarter", 4)]
    [InlineData("2months", 6)]
    [InlineData("12months", 1)]
    [InlineData("year", 1)]
    public void UnitPeriod_OfEachName_HasItsNumberAYear(string name, double perYear) => Assert.Equal(perYear, UnitPeriod.Parse(name).Value.PerYear);

    [Theory]
    [InlineData("fortnight")]
    [InlineData("0weeks")]
    [InlineData("13months")]
    [InlineData("99999999999weeks")]
    [InlineData("")]
    public void UnitPeriod_OfAnUnknownName_IsRefused(string name) => Assert.False(UnitPeriod.Parse(name).IsSuccess);

    [Fact]
    public void Apr_OfBadFlows_NamesEveryFaultAtOnce()
    {
        var problem = Apr.Solve([Flow("2026-01-01", -1m)], [], "fortnight").Problem!;

        Assert.Equal(["advances[0].amount", "payments", "unitPeriod"], problem.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Apr_WhenLessIsRepaidThanLent_IsRefused()
        => Assert.Equal("payments", Assert.Single(Apr.Solve([Flow("2026-01-01", 100m)], [Flow("2026-02-01", 99m)], "month").Problem!.Faults).Field);

    [Fact]
    public void Apr_WhenExactlyWhatWasLentIsRepaid_IsZero()
        => Assert.Equal(0, Apr.Solve([Flow("2026-01-01", 100m)], Months("2026-02-01", 50m, 2), "month").Value.Apr);

    private static void AssertApr(double percent, string advanced, decimal amount, string unit, CashFlow[] payments)
        => Assert.Equal(percent, Apr.Solve([Flow(advanced, amount)], payments, unit).Value.Apr * 100, 2);

    private static double Worth(double amount, int whole, double fraction, double rate) => amount / ((1 + (fraction * rate)) * Math.Pow(1 + rate, whole));

    private static CashFlow Flow(string date, decimal amount) => new(PublishedData.Day(date), amount);

    private static CashFlow[] Months(string first, decimal amount, int count, int apart = 1)
        => [.. Enumerable.Range(0, count).Select(i => new CashFlow(PublishedData.Day(first).AddMonths(i * apart), amount))];

    private static CashFlow[] Weeks(string first, decimal amount, int count, int apart)
        => [.. Enumerable.Range(0, count).Select(i => new CashFlow(PublishedData.Day(first).AddDays(7 * i * apart), amount))];

    private static CashFlow[] Payments(string[] row, DateOnly first)
    {
        var count = int.Parse(Regex.Match(row[3], @"^(\d+) payments").Groups[1].Value, CultureInfo.InvariantCulture);
        var amounts = Regex.Match(row[3], @"first=(\S+) regular=(\S+) last=(\S+)").Groups;
        return
        [
            .. Enumerable.Range(0, count).Select(i => new CashFlow(
                DateOf(row[5], first, i),
                PublishedData.Number(amounts[i == 0 ? 1 : i == count - 1 ? 3 : 2].Value))),
        ];
    }

    private static DateOnly DateOf(string unit, DateOnly first, int i) => unit switch
    {
        "month" => first.AddMonths(i),
        "half month" => first.AddMonths(i / 2).AddDays(i % 2 * 15),
        "quarter" => first.AddMonths(3 * i),
        "week" => first.AddDays(7 * i),
        _ => throw new InvalidOperationException($"a published unit-period this test does not know: {unit}"),
    };
}
