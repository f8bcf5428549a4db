using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>Early repayment in one month of a loan's life: as a yearly rate (CPR) and as a monthly one (SMM), both fractions.</summary>
public readonly record struct PrepaymentMonth(int Month, double Cpr, double Smm);

/// <summary>The PSA prepayment standard: CPR rises by 0.2 points a month to 6 % at month 30 and stays, all times the speed in percent.</summary>
public static class Prepayment
{
    public const int RampMonths = 30;
    public const double FullCpr = 0.06;

    /// <summary>Above this speed more than everything would be prepaid in a year.</summary>
    public const double HighestSpeed = 1666;

    /// <summary>CPR and SMM for loan ages 1 to months, at a speed in percent (100 is the standard itself).</summary>
    public static Result<ImmutableArray<PrepaymentMonth>> Psa(double speed, int months)
        => new FaultList()
            .RequireRange(speed, 0, HighestSpeed, "speed")
            .Require(months is >= 1 and <= LoanTerms.LongestTermMonths, "months", months, $"between 1 and {LoanTerms.LongestTermMonths}")
            .Or(() => Enumerable.Range(1, months).Select(age => Month(speed, age)).ToImmutableArray());

    public static double CprOfPsa(double speed, int age) => FullCpr * Math.Min(age, RampMonths) * speed / (100 * RampMonths);

    public static double PsaOfCpr(double cpr, int age) => cpr * 100 * RampMonths / (FullCpr * Math.Min(age, RampMonths));

    /// <summary>The monthly rate that, twelve times over, leaves 1 - CPR.</summary>
    public static double SmmOfCpr(double cpr) => 1 - Math.Pow(1 - cpr, 1.0 / 12);

    public static double CprOfSmm(double smm) => 1 - Math.Pow(1 - smm, 12);

    private static PrepaymentMonth Month(double speed, int age)
    {
        var cpr = CprOfPsa(speed, age);
        return new PrepaymentMonth(age, cpr, SmmOfCpr(cpr));
    }
}
