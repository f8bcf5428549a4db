using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>An annual percentage rate as a fraction, and the unit-period it was worked out with.</summary>
public readonly record struct AprAnswer(double Apr, double UnitPeriodRate, double UnitPeriodsPerYear, UnitPeriod UnitPeriod);

/// <summary>The annual percentage rate of Regulation Z, by the actuarial method of 12 CFR 1026 Appendix J, from dates and amounts alone.</summary>
public static class Apr
{
    public const int MostFlows = 10_000;

    public static Result<AprAnswer> Solve(IReadOnlyList<CashFlow> advances, IReadOnlyList<CashFlow> payments, string? unitPeriod)
    {
        ArgumentNullException.ThrowIfNull(advances);
        ArgumentNullException.ThrowIfNull(payments);

        var faults = Faults(advances, payments);
        var asked = UnitPeriod.Parse(unitPeriod);
        if (!asked.IsSuccess)
        {
            faults.Add(asked.Problem.Faults);
        }

        return faults.Any ? faults.ToProblem() : Solve(advances, payments, asked.Value);
    }

    private static Result<AprAnswer> Solve(IReadOnlyList<CashFlow> advances, IReadOnlyList<CashFlow> payments, UnitPeriod asked)
    {
        // (b)(2): the term begins when the finance charge begins to be earned, which from dates alone is the first flow
        // of either kind (a student loan may be paid into before it is advanced).
        var start = advances.Concat(payments).Min(flow => flow.Date);
        var (unit, perYear) = advances.Count == 1 && payments.Count == 1
            ? SingleAdvanceSinglePayment(start, advances[0].Date > payments[0].Date ? advances[0].Date : payments[0].Date)
            : (asked, asked.PerYear);

        var terms = Terms(unit, start, advances, 1).AddRange(Terms(unit, start, payments, -1));
        return SmallestRate(terms) is { } rate
            ? new AprAnswer(rate * perYear, rate, perYear, unit)
            : Problem.Of(ProblemKind.NumericFailure, "payments", "no rate found", "payments that repay the advances at some rate");
    }

    // (b)(4)(ii): the unit-period is the term, but no more than a year. (b)(5)(vi), (vii): in less than a year there is one
    // unit-period, and 12 / months of them a year when the term is whole months, else 365 / days.
    private static (UnitPeriod Unit, double PerYear) SingleAdvanceSinglePayment(DateOnly start, DateOnly end)
    {
        var (months, days) = UnitPeriodCount.MonthsBack(start, end, end.Day);
        return months >= 12
            ? (new UnitPeriod(UnitPeriodKind.Year), 1)
            : (new UnitPeriod(UnitPeriodKind.Term), days == 0 ? 12.0 / months : 365.0 / (end.DayNumber - start.DayNumber));
    }

    private static ImmutableArray<Term> Terms(UnitPeriod unit, DateOnly start, IReadOnlyList<CashFlow> flows, int sign)
    {
        var longest = flows.Max(flow => flow.Date.Day);
        return
        [
            .. flows.Select(flow =>
            {
                var (whole, fraction) = UnitPeriodCount.Between(unit, start, flow.Date, AnchorOf(flow.Date, longest));
                return new Term(sign * (double)flow.Amount, whole, fraction);
            }),
        ];
    }

    // (b)(3)(iv): a series on each month's last day is measured from last day to last day, and one on the 29th or 30th
    // takes the last day of February. So a month's last day stands for the latest day of the month that its series uses.
    private static int AnchorOf(DateOnly date, int longestDayInSeries)
        => date.Day == DateTime.DaysInMonth(date.Year, date.Month) ? Math.Max(date.Day, longestDayInSeries) : date.Day;

    // The general equation (b)(8): advances and payments, each over (1 + f i)(1 + i)^t, are worth the same. The left side
    // less the right starts at or below zero for i = 0; the first change of sign above is the rate (payments before advances make a second root).
    private static double? SmallestRate(ImmutableArray<Term> terms)
    {
        var low = 0.0;
        var atLow = Value(terms, 0);
        if (atLow >= 0)
        {
            return 0;
        }

        for (var high = 1e-6; high < 1e6; high *= 1.1)
        {
            if (Value(terms, high) >= 0)
            {
                return Bisect(terms, low, high);
            }

            low = high;
        }

        return null;
    }

    // Bisection down to the last bit of a double: about 60 steps, no tolerance to choose.
    private static double Bisect(ImmutableArray<Term> terms, double low, double high)
    {
        for (var middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            (low, high) = Value(terms, middle) < 0 ? (middle, high) : (low, middle);
        }

        return Math.Abs(Value(terms, low)) < Math.Abs(Value(terms, high)) ? low : high;
    }

    private static double Value(ImmutableArray<Term> terms, double rate)
    {
        var value = 0.0;
        foreach (var term in terms)
        {
            value += term.Amount / ((1 + (term.Fraction * rate)) * Power(1 + rate, term.Whole));
        }

        return value;
    }

    // By repeated squaring, so that every machine gives the same bits.
    private static double Power(double factor, int exponent)
    {
        var power = 1.0;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
        {
            power = (exponent & 1) == 1 ? power * factor : power;
        }

        return power;
    }

    private static FaultList Faults(IReadOnlyList<CashFlow> advances, IReadOnlyList<CashFlow> payments)
    {
        var faults = new FaultList();
        Check(advances, "advances", faults);
        Check(payments, "payments", faults);
        if (faults.Any)
        {
            return faults;
        }

        var (lent, repaid) = (advances.Sum(flow => flow.Amount), payments.Sum(flow => flow.Amount));
        faults.Require(repaid >= lent, "payments", repaid, $"in all at least the advances, {lent.ToString(CultureInfo.InvariantCulture)}");
        faults.Require(payments.Max(flow => flow.Date) > advances.Min(flow => flow.Date), "payments", "no payment after the first advance", "at least one payment after it");
        return faults;
    }

    private static void Check(IReadOnlyList<CashFlow> flows, string field, FaultList faults)
    {
        faults.Require(flows.Count is >= 1 and <= MostFlows, field, flows.Count, $"between 1 and {MostFlows} of them");
        for (var i = 0; i < flows.Count; i++)
        {
            faults.Require(flows[i].Amount is > 0 and <= 1_000_000_000_000m, $"{field}[{i}].amount", flows[i].Amount, "more than 0, at most 1000000000000");
            faults.Require(
                flows[i].Date.Year is >= LoanTerms.EarliestYear and <= LoanTerms.LatestYear + 100,
                $"{field}[{i}].date", flows[i].Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"a day of the years {LoanTerms.EarliestYear} to {LoanTerms.LatestYear + 100}");
        }
    }

    private readonly record struct Term(double Amount, int Whole, double Fraction);
}
