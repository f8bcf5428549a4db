using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>The stress lab's eight claims, each measured afresh. <c>--seed</c> draws other books, paths and luck, <c>--limit</c> is the capital ratio that reverse stress breaks.</summary>
internal static class StressEvidence
{
    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        StressSpeedEvidence.Line,
        NoShockEvidence.Line,
        WorseWorldEvidence.Line,
        CoherenceEvidence.Line,
        ReverseEvidence.Line,
        StressKillEvidence.Line,
        Browsed,
        BadScenarioEvidence.Line,
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);

    /// <summary>A path as bytes, named by their hash.</summary>
    public static string HashOf(StressPath path)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(path.Months.Select(month => new
        {
            month.Loss,
            month.CashLoss,
            month.DefaultedBalance,
            month.NetInterestIncome,
            month.Provisions,
            month.CapitalRatio,
            month.Roe,
            metrics = Domain.Metrics.MetricCatalogue.Evaluate(month.Figures).Select(metric => metric.Value).ToArray(),
        })))));

    /// <summary>A scenario with one factor changed quarter by quarter.</summary>
    public static Scenario Changed(Scenario scenario, string factor, Func<int, double, double> change)
        => ScenarioDoor.Open(new(scenario.Name, "evidence", scenario.Values.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select((value, quarter) => (double?)(entry.Key == factor ? change(quarter, value) : value))]))
        {
            FirstQuarter = scenario.FirstQuarter,
            HousePriceBase = scenario.HousePriceBase,
        }).Value;

    private static EvidenceLine Browsed(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~Web.Stress.LabPageTests", new() { ["LOANTWIN_REQUIRE_BROWSER"] = "1" });
        return new(
            7, "by keyboard alone: build, edit two paths, run, cancel, run, compare, rank, export; at 390 px results are read and the grid edited; axe finds nothing", tests,
            new { failed = 0, skipped = 0 }, tests.AllPassed && tests.Skipped == 0);
    }
}
