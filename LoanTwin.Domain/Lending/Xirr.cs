using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>The yearly effective rate that makes dated cash flows worth nothing together, counted in days over 365 as in spreadsheets.</summary>
public static class Xirr
{
    public const int MostFlows = 10_000;

    private const decimal LargestAmount = 1_000_000_000_000m;
    private const double Lowest = -0.999_999;
    private const double Highest = 1e9;

    public static Result<double> Solve(IReadOnlyList<CashFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);

        var signs = flows.Any(flow => flow.Amount > 0) && flows.Any(flow => flow.Amount < 0);
        var days = flows.Select(flow => flow.Date).Distinct().Count();
        var faults = new FaultList()
            .Require(flows.Count is >= 2 and <= MostFlows, "flows", flows.Count, $"between 2 and {MostFlows} flows")
            .Require(signs, "flows", "one sign only", "at least one amount above 0 and one below")
            .Require(days >= 2, "flows", "one day only", "at least two different days");
        for (var i = 0; i < flows.Count; i++)
        {
            CheckFlow(flows[i], $"flows[{i}]", faults);
        }

        return faults.Any ? faults.ToProblem() : Solve(Timed(flows));
    }

    private static void CheckFlow(CashFlow flow, string field, FaultList faults) => faults
        .Require(Math.Abs(flow.Amount) <= LargestAmount, $"{field}.amount", flow.Amount, $"between -{LargestAmount} and {LargestAmount}")
        .Require(
            flow.Date.Year is >= LoanTerms.EarliestYear and <= LoanTerms.LatestYear + 100,
            $"{field}.date", flow.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"a day of the years {LoanTerms.EarliestYear} to {LoanTerms.LatestYear + 100}");

    private static Result<double> Solve((double Amount, double Years)[] flows)
    {
        // From 10 % outwards, so that of several rates the one a spreadsheet finds from its own guess is found first.
        var (low, high) = (0.1, 0.1);
        for (var step = 0.01; low > Lowest || high < Highest; step *= 1.25)
        {
            var (lower, higher) = (Math.Max(Lowest, 1.1 / (1 + step) - 1), Math.Min(Highest, high + step));
            if (ChangesSign(flows, lower, low))
            {
                return Polish(flows, lower, low);
            }

            if (ChangesSign(flows, high, higher))
            {
                return Polish(flows, high, higher);
            }

            (low, high) = (lower, higher);
        }

        return Problem.Of(ProblemKind.NumericFailure, "flows", "no rate found", string.Create(CultureInfo.InvariantCulture, $"flows with a rate between {Lowest} and {Highest}"));
    }

    // Newton inside a bracket: a step that would leave the bracket is replaced by its middle, so it cannot run away.
    private static double Polish((double Amount, double Years)[] flows, double low, double high)
    {
        var risesAt = Value(flows, low).Value > 0 ? low : high;
        var fallsAt = risesAt == low ? high : low;
        var rate = (low + high) / 2;
        for (var i = 0; i < 200; i++)
        {
            var (value, slope) = Value(flows, rate);
            (risesAt, fallsAt) = value > 0 ? (rate, fallsAt) : (risesAt, rate);
            var next = rate - (value / slope);
            var inside = next > Math.Min(risesAt, fallsAt) && next < Math.Max(risesAt, fallsAt);
            next = inside ? next : (risesAt + fallsAt) / 2;
            if (value == 0 || Math.Abs(next - rate) <= 1e-15 * Math.Max(1, Math.Abs(rate)))
            {
                return value == 0 ? rate : next;
            }

            rate = next;
        }

        return rate;
    }

    private static bool ChangesSign((double Amount, double Years)[] flows, double low, double high)
        => low < high && (Value(flows, low).Value > 0) != (Value(flows, high).Value > 0);

    private static (double Value, double Slope) Value((double Amount, double Years)[] flows, double rate)
    {
        var (value, slope) = (0.0, 0.0);
        foreach (var (amount, years) in flows)
        {
            var worth = amount * Math.Pow(1 + rate, -years);
            value += worth;
            slope -= years * worth / (1 + rate);
        }

        return (value, slope);
    }

    private static (double Amount, double Years)[] Timed(IReadOnlyList<CashFlow> flows)
    {
        var first = flows.Min(flow => flow.Date).DayNumber;
        return [.. flows.Select(flow => ((double)flow.Amount, (flow.Date.DayNumber - first) / 365.0))];
    }
}
