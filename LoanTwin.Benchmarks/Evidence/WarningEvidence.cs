using LoanTwin.Simulation.Warnings;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 4, its early-warning half: the list against what then happened to lenders that its score was not fitted on.</summary>
internal static class WarningEvidence
{
    private const double LeastCaught = .60;
    private const int LeastLeadDays = 30;
    private const int Lenders = 10;

    // The score was fitted on seeds 101 to 108, which no such seed is.
    private const ulong SeedStep = 1_000;

    public static EvidenceLine Line(Options options)
    {
        var check = EarlyWarningCheck.Run(new() { Seeds = [.. Enumerable.Range(1, Lenders).Select(at => (options.Seed * SeedStep) + (ulong)at)] });
        return new(
            4,
            "the early-warning list finds at least 60 % of next-quarter default events in its top decile, median lead time above 30 days",
            new
            {
                check.Lenders,
                check.Quarters,
                check.Events,
                caught = Figure.Of(check.Caught),
                caughtByLevel = Figure.Of(check.CaughtByLevel),
                caughtByTrend = Figure.Of(check.CaughtByTrend),
                caughtByTrendOfCurrent = Figure.Of(check.CaughtByTrendOfCurrent),
                precision = Figure.Of(check.Precision),
                baseRate = Math.Round(check.BaseRate, 5),
                leadDays = Figure.Of(check.Lead),
                leadOverAMonth = Math.Round(check.LeadOverAMonth, 4),
                published = EarlyWarningCheck.Published.Caught.Value,
            },
            new { caught = LeastCaught, leadDays = LeastLeadDays, low = "of both 90 % intervals too" },
            check.Caught.Low >= LeastCaught && check.Lead.Low > LeastLeadDays);
    }

    /// <summary>With its 90 % interval by resampling whole lenders.</summary>
    private sealed record Figure(double Value, double Low, double High)
    {
        public static Figure Of(Measured measured) => new(Math.Round(measured.Value, 4), Math.Round(measured.Low, 4), Math.Round(measured.High, 4));
    }
}
