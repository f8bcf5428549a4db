using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Benchmarks.Realism;

/// <summary>What each setting of each lever does over two years on the same luck, one JSON object a setting.</summary>
internal static class LeverFigures
{
    private const int Loans = 20_000;
    private const int Days = 730;

    private static readonly (Lever Lever, double[] Settings)[] Tables =
    [
        (Lever.MinScore, [600, 620, 640, 660, 680]),
        (Lever.Spread, [-.01, 0, .005, .01, .02]),
        (Lever.Mix, [-.5, -.25, 0, .25, .5]),
    ];

    public static int Print(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed }).Value;
        foreach (var (lever, settings) in Tables)
        {
            foreach (var row in LeverTable.Of(lender, lever, settings, Days).Value)
            {
                Json.Print(new
                {
                    lever = $"{lever}",
                    row.Setting,
                    row.Applications,
                    approvalRate = Math.Round(row.ApprovalRate, 3),
                    takeUpRate = Math.Round(row.TakeUpRate, 3),
                    originatedMillions = Math.Round(row.Originated / 1e8, 1),
                    newRisk = Math.Round(row.NewRisk, 3),
                    newRate = Math.Round(row.NewRate, 4),
                    incomeMillions = Math.Round(row.Income / 1e8, 2),
                    lossMillions = Math.Round(row.LossBooked / 1e8, 2),
                    netMillions = Math.Round(row.NetIncome / 1e8, 2),
                    securedShare = Math.Round(row.SecuredShare, 3),
                    outstandingMillions = Math.Round(row.Outstanding / 1e8, 1),
                });
            }
        }

        return 0;
    }
}
