using System.Collections.Immutable;

namespace LoanTwin.Domain.Lending;

/// <summary>Works out the schedule of a loan: every payment, its interest and principal, and the balance after it.</summary>
public static class Amortization
{
    public static Schedule Schedule(LoanTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);

        var rows = ImmutableArray.CreateBuilder<ScheduleRow>(terms.TermMonths);
        decimal balance = terms.AmountCents;
        var (regular, totalInterest) = (0m, 0m);
        for (var n = 1; n <= terms.TermMonths; n++)
        {
            if (n == 1 || terms.RateAt(n) != terms.RateAt(n - 1))
            {
                regular = RegularPart(terms, n, balance);
            }

            var interest = Interest(terms, n, balance);
            var principal = n == terms.TermMonths ? balance : Principal(terms, regular, interest, balance);
            balance -= principal;
            totalInterest += interest;
            rows.Add(new ScheduleRow(n, terms.Due(n), (interest + principal) / 100, interest / 100, principal / 100, balance / 100));
        }

        return new Schedule(FirstPayment(terms, rows[0]), totalInterest / 100, rows.MoveToImmutable());
    }

    /// <summary>Interest of one period in exact integers: balance x annual rate x part of the year, half-up to the cent.</summary>
    public static long PeriodInterest(long balanceCents, AnnualRate rate, YearFraction period)
        => Cents.HalfUp((Int128)balanceCents * rate.TenMillionths * period.Numerator, (Int128)AnnualRate.One * period.Denominator);

    /// <summary>
    /// Interest of one month at a twelfth of the annual rate, half-up to the cent. The twelfth is carried to 28 digits, as published schedules
    /// do: it moves a cent only where the exact figure lies on half a cent and the twelfth does not end (docs/method/contract.md).
    /// </summary>
    public static long MonthInterest(long balanceCents, AnnualRate rate)
        => Cents.HalfUp(balanceCents * ((decimal)rate.TenMillionths / AnnualRate.One / 12));

    private static decimal FirstPayment(LoanTerms terms, ScheduleRow first)
        => terms.TermMonths > 1 || terms.Style is RepaymentStyle.Linear
            ? first.Payment
            : terms.Style is RepaymentStyle.InterestOnly ? first.Interest : first.Payment - Cents.ToDollars(terms.BalloonCents);

    // The part of an instalment that stays the same until the rate changes: the payment of a level loan, the principal of a linear one.
    private static decimal RegularPart(LoanTerms terms, int n, decimal balance)
    {
        var months = terms.TermMonths - n + 1;
        return terms.Style switch
        {
            RepaymentStyle.Level or RepaymentStyle.Balloon => Level(terms, n, months, balance),
            RepaymentStyle.Linear when n == 1 => terms.Rounding is MoneyRounding.Cent ? Cents.HalfUp(terms.AmountCents, months) : balance / months,
            RepaymentStyle.Linear => RegularPart(terms, 1, terms.AmountCents),
            _ => 0,
        };
    }

    private static decimal Level(LoanTerms terms, int n, int months, decimal balance)
    {
        var periods = Enumerable.Range(n, months).Select(k => Period(terms, k, terms.RateAt(n))).ToList();
        if (terms.Rounding is MoneyRounding.None)
        {
            return LevelPayment.Discounted(balance, terms.BalloonCents, periods);
        }

        return terms.DayCount is DayCountConvention.Thirty360
            ? LevelPayment.Of((long)balance, terms.RateAt(n), months, terms.BalloonCents).RoundedCents
            : LevelPayment.Over((long)balance, terms.BalloonCents, periods).RoundedCents;
    }

    // 30/360 loans charge a twelfth of the annual rate whatever the month (api.md); the others charge the days that really passed.
    private static Growth Period(LoanTerms terms, int n, AnnualRate rate)
    {
        if (terms.DayCount is DayCountConvention.Thirty360)
        {
            return new Growth(rate.TenMillionths, LevelPayment.MonthlyUnits);
        }

        var period = DayCount.Count(terms.DayCount, n == 1 ? terms.Start : terms.Due(n - 1), terms.Due(n));
        return new Growth((Int128)rate.TenMillionths * period.Numerator, (Int128)AnnualRate.One * period.Denominator);
    }

    private static decimal Interest(LoanTerms terms, int n, decimal balance)
    {
        var period = Period(terms, n, terms.RateAt(n));
        if (terms.Rounding is MoneyRounding.Cent && terms.DayCount is DayCountConvention.Thirty360)
        {
            return MonthInterest((long)balance, terms.RateAt(n));
        }

        return terms.Rounding is MoneyRounding.None
            ? balance * period.Interest
            : Cents.HalfUp((Int128)(long)balance * period.Numerator, period.Denominator);
    }

    // A payment rounded up clears a small balance early; the rows that follow are then zero, never a negative balance.
    private static decimal Principal(LoanTerms terms, decimal regular, decimal interest, decimal balance) => terms.Style switch
    {
        RepaymentStyle.InterestOnly => 0,
        RepaymentStyle.Linear => Math.Min(regular, balance),
        _ => Math.Min(regular - interest, balance),
    };
}
