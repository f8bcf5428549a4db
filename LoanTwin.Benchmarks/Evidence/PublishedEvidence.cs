using System.Globalization;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 6: published schedules to the cent, Regulation Z examples to two decimals, the PSA table, and two payments everybody knows.</summary>
internal static class PublishedEvidence
{
    public static EvidenceLine Line(Options options)
    {
        var million = LevelPayment.Of(100_000_000, new AnnualRate(950_000), 60).RoundedCents;
        var hundred = LevelPayment.Of(10_000_000, new AnnualRate(600_000), 12).RoundedCents;
        var tests = TestRun.Of("FullyQualifiedName~Lending.Amortization|FullyQualifiedName~Lending.Apr|FullyQualifiedName~Lending.Prepayment|FullyQualifiedName~Lending.Xirr|FullyQualifiedName~Lending.DayCount");
        var given = options.Input is { } file ? Json.Read<ScheduleFile>(file).Schedules.Select(Check).ToList() : [];
        return new(
            6,
            "published figures: schedules cent-exact, Regulation Z to two decimals, PSA table, two known payments",
            new
            {
                millionAt95Over60 = Cents.ToDollars(million),
                hundredThousandAt6Over12 = Cents.ToDollars(hundred),
                oracleTests = tests,
                given,
            },
            new { millionAt95Over60 = 21_001.86m, hundredThousandAt6Over12 = 8_606.64m, oracleTests = "all pass", given = "all equal" },
            million == 2_100_186 && hundred == 860_664 && tests.AllPassed && given.TrueForAll(schedule => schedule.Equal));
    }

    /// <summary>A schedule of the input file recomputed; what the file expects is compared where it says so.</summary>
    private static GivenResult Check(GivenSchedule given)
    {
        var terms = LoanTerms.Create(new ProposedTerms
        {
            Amount = given.Amount,
            AnnualRate = given.AnnualRate,
            TermMonths = given.TermMonths,
            Start = DateOnly.Parse(given.Start, CultureInfo.InvariantCulture),
            Style = given.Style ?? "level",
            DayCount = given.DayCount ?? "30/360",
            Rounding = "cent",
            Balloon = given.Balloon,
        });
        if (!terms.IsSuccess)
        {
            return new(given, null, null, null, terms.Problem.ToString(), false);
        }

        var schedule = Amortization.Schedule(terms.Value);
        var last = schedule.Rows[^1].Payment;
        var equal = (given.Payment ?? schedule.Payment) == schedule.Payment && (given.TotalInterest ?? schedule.TotalInterest) == schedule.TotalInterest && (given.FinalPayment ?? last) == last;
        return new(given, schedule.Payment, schedule.TotalInterest, last, null, equal);
    }

    private sealed record ScheduleFile(GivenSchedule[] Schedules);

    private sealed record GivenSchedule(
        decimal Amount, double AnnualRate, int TermMonths, string Start, string? Style, string? DayCount, decimal? Balloon, decimal? Payment, decimal? TotalInterest, decimal? FinalPayment);

    private sealed record GivenResult(GivenSchedule Given, decimal? Payment, decimal? TotalInterest, decimal? FinalPayment, string? Problem, bool Equal);
}
