using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class AmortizationTests
{
    // The published loan whose first interest is exactly half a cent; see the fact about it.

    [Fact]
    public void Schedule_OfThePublishedLoans_AgreesCentForCent()
    {
        var checkedRows = 0;
        foreach (var loan in PublishedData.Rows("schedules/loans_part1.csv", PublishedSchedules.Loans))
        {
            var schedule = Amortization.Schedule(Published(loan));
            Assert.Equal(PublishedData.Number(loan[8]), schedule.Payment);
            Assert.Equal(PublishedData.Number(loan[9]), schedule.TotalInterest);
            Assert.Equal(PublishedData.Number(loan[10]), schedule.Rows[^1].Payment);
            checkedRows += AssertRows(loan[0], schedule);
        }

        Assert.True(checkedRows >= 12, $"only {checkedRows} published rows were compared");
    }

    [Fact]
    public void Interest_OnHalfACentWithATwelfthThatDoesNotEnd_FallsAsInPublishedSchedules()
    {
        // 39,300.00 x 23.74 % / 12 is 777.485 exactly; with the twelfth at 28 digits, 0.019783333..., it is just below. The book's own
        // accrual is exact and says 777.49: the one place where schedule and book may differ by a cent.
        Assert.Equal(77_748, Amortization.MonthInterest(3_930_000, new AnnualRate(2_374_000)));
        Assert.Equal(77_749, Cents.HalfUp((Int128)3_930_000 * 2_374_000, 12L * AnnualRate.One));
    }

    [Fact]
    public void Schedule_Unrounded_HasThePublishedPaymentAndMiddleBalance()
    {
        foreach (var loan in PublishedData.Rows("schedules/loans_part1.csv", PublishedSchedules.Loans))
        {
            var schedule = Amortization.Schedule(Published(loan, "none"));
            Assert.Equal(PublishedData.Number(loan[7]), decimal.Round(schedule.Payment, 10));
            Assert.Equal(PublishedData.Number(loan[12]), schedule.Rows[int.Parse(loan[11]) - 1].Balance, 6);
            Assert.Equal(schedule.Payment, schedule.Rows[^1].Payment, 9);
        }
    }

    [Fact]
    public void Schedule_OfAnyLoan_PaysBackExactlyWhatWasLent()
        => Law.Holds(ALoan.Any, proposed => Amortization.Schedule(ALoan.Of(proposed)).Rows.Sum(row => row.Principal) == proposed.Amount);

    [Fact]
    public void Schedule_OfAnyLoan_NeverOwesLessThanNothingAndEndsAtNothing()
        => Law.Holds(ALoan.Any, proposed =>
        {
            var rows = Amortization.Schedule(ALoan.Of(proposed)).Rows;
            return rows.All(row => row is { Balance: >= 0, Interest: >= 0, Payment: >= 0 }) && rows[^1].Balance == 0;
        });

    [Fact]
    public void Schedule_OfAnyLoan_HasPaymentsOfInterestAndPrincipalInWholeCents()
        => Law.Holds(ALoan.Any, proposed =>
        {
            var schedule = Amortization.Schedule(ALoan.Of(proposed));
            var opening = proposed.Amount;
            foreach (var row in schedule.Rows)
            {
                var holds = row.Payment == row.Interest + row.Principal && row.Balance == opening - row.Principal && row.PaymentCents == row.Payment * 100;
                if (!holds)
                {
                    return false;
                }

                opening = row.Balance;
            }

            return schedule.TotalInterest == schedule.Rows.Sum(row => row.Interest) && schedule.Rows.Sum(row => row.Payment) == proposed.Amount + schedule.TotalInterest;
        });

    [Fact]
    public void TotalInterest_AtAHigherRate_IsNeverLower()
        => Law.Holds(ALoan.Any, proposed =>
        {
            var dearer = proposed with { AnnualRate = Math.Round(proposed.AnnualRate + 0.01, 7) };
            return Unrounded(proposed).TotalInterest <= Unrounded(dearer).TotalInterest;
        });

    [Fact]
    public void LevelPayment_OnActualDays_IsLevelToTheLastPayment()
        => Law.Holds(ALoan.Any, proposed =>
        {
            var schedule = Unrounded(proposed with { Style = "level", Balloon = null });
            return schedule.Rows.All(row => Math.Abs(row.Payment - schedule.Payment) <= 0.0000001m);
        });

    [Fact]
    public void ActualDays_FirstInterest_IsBalanceTimesRateTimesDays()
    {
        // 31 January to 29 February 2024 is 29 days: 100,000 x 6 % x 29 / 365 = 476.71, over 360 it is 483.33, over 366 475.41.
        var loan = ALoan.Proposed with { Start = new DateOnly(2024, 1, 31) };

        Assert.Equal(476.71m, First(loan with { DayCount = "Act/365F" }).Interest);
        Assert.Equal(483.33m, First(loan with { DayCount = "Act/360" }).Interest);
        Assert.Equal(475.41m, First(loan with { DayCount = "Act/Act ISDA" }).Interest);
        Assert.Equal(500.00m, First(loan).Interest);
    }

    [Fact]
    public void InterestOnly_UntilTheEnd_PaysInterestAndThenEverything()
    {
        var schedule = Amortization.Schedule(ALoan.Of(ALoan.Proposed with { Style = "interestOnly" }));

        Assert.Equal(500m, schedule.Payment);
        Assert.All(schedule.Rows.SkipLast(1), row => Assert.Equal((500m, 100_000m), (row.Payment, row.Balance)));
        Assert.Equal(100_500m, schedule.Rows[^1].Payment);
        Assert.Equal(6_000m, schedule.TotalInterest);
    }

    [Fact]
    public void Balloon_OfAFifth_IsPaidWithTheLastInstalment()
    {
        var schedule = Amortization.Schedule(ALoan.Of(ALoan.Proposed with { Style = "balloon", Balloon = 20_000m }));

        // The level payment of 80,000, which is 6,885.31, plus 100.00 interest on the balloon.
        Assert.Equal(6_985.31m, schedule.Payment);
        Assert.Equal(26_985.31m, schedule.Rows[^1].Payment, 0);
        Assert.Equal(0m, schedule.Rows[^1].Balance);
    }

    [Fact]
    public void Linear_PaysEqualPrincipalAndLessInterestEachMonth()
    {
        var schedule = Amortization.Schedule(ALoan.Of(ALoan.Proposed with { Style = "linear" }));

        Assert.Equal(8_333.33m + 500m, schedule.Payment);
        Assert.All(schedule.Rows.SkipLast(1), row => Assert.Equal(8_333.33m, row.Principal));
        Assert.Equal(8_333.37m, schedule.Rows[^1].Principal);
    }

    [Fact]
    public void Schedule_AtNoInterest_IsTheAmountInEqualParts()
    {
        var schedule = Amortization.Schedule(ALoan.Of(1_000m, 0, 3));

        Assert.Equal([333.33m, 333.33m, 333.34m], schedule.Rows.Select(row => row.Payment));
        Assert.Equal(0m, schedule.TotalInterest);
    }

    [Fact]
    public void Schedule_OfOneMonth_PaysEverythingOnce()
        => Assert.Equal(1_010m, Assert.Single(Amortization.Schedule(ALoan.Of(1_000m, 0.12, 1)).Rows).Payment);

    [Fact]
    public void FloatingRate_AtAReset_RecalculatesThePaymentOnWhatIsLeft()
    {
        var floating = Amortization.Schedule(ALoan.Of(ALoan.Proposed with { RateResets = [new(7, 0.09)] }));
        var rest = LevelPayment.Of(floating.Rows[5].BalanceCents, new AnnualRate(900_000), 6);

        Assert.Equal(8_606.64m, floating.Rows[5].Payment);
        Assert.Equal(Cents.ToDollars(rest.RoundedCents), floating.Rows[6].Payment);
        Assert.Equal(Cents.ToDollars(Amortization.MonthInterest(floating.Rows[5].BalanceCents, new AnnualRate(900_000))), floating.Rows[6].Interest);
        Assert.Equal(100_000m, floating.Rows.Sum(row => row.Principal));
    }

    [Fact]
    public void FloatingRate_ResetToTheSameRate_KeepsThePayment()
        => Assert.Equal(
            Amortization.Schedule(ALoan.Of(ALoan.Proposed)).Rows.Select(row => row.Payment),
            Amortization.Schedule(ALoan.Of(ALoan.Proposed with { RateResets = [new(5, 0.06)] })).Rows.Select(row => row.Payment));

    [Fact]
    public void Schedule_AtTheEdgeOfTheRanges_StillConservesMoney()
    {
        foreach (var style in new[] { "level", "interestOnly", "linear" })
        {
            foreach (var (dayCount, rounding) in new[] { ("30/360", "cent"), ("30/360", "none"), ("Act/365F", "cent"), ("Act/Act ISDA", "none") })
            {
                var proposed = ALoan.Proposed with { Amount = 1_000_000_000m, AnnualRate = 1, TermMonths = 480, Style = style, DayCount = dayCount, Rounding = rounding };
                Assert.Equal(1_000_000_000m, Amortization.Schedule(ALoan.Of(proposed)).Rows.Sum(row => row.Principal), 6);
            }
        }
    }

    private static Schedule Unrounded(ProposedTerms proposed) => Amortization.Schedule(ALoan.Of(proposed with { Rounding = "none" }));

    private static ScheduleRow First(ProposedTerms proposed) => Amortization.Schedule(ALoan.Of(proposed)).Rows[0];

    private static LoanTerms Published(string[] loan, string rounding = "cent") => ALoan.Of(new ProposedTerms
    {
        Amount = PublishedData.Number(loan[2]),
        AnnualRate = (double)PublishedData.Number(loan[3]),
        TermMonths = int.Parse(loan[4]),
        Start = PublishedData.Day(loan[5]),
        Rounding = rounding,
    });

    private static long Money(string dollars) => Cents.OfDollars(PublishedData.Number(dollars)).Value;

    private static int AssertRows(string loan, Schedule schedule)
    {
        var rows = PublishedData.Rows("schedules/schedule_part1.csv", PublishedSchedules.Rows).Where(row => row[0] == loan).ToList();
        foreach (var row in rows)
        {
            var expected = new ScheduleRow(
                int.Parse(row[1]), PublishedData.Day(row[2]), PublishedData.Number(row[3]), PublishedData.Number(row[4]), PublishedData.Number(row[5]), PublishedData.Number(row[6]));
            Assert.Equal(expected, schedule.Rows[expected.N - 1]);
        }

        return rows.Count;
    }
}
