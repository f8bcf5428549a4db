using System.Collections.Immutable;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Tests.Lenders;

public class LeverTests
{
    private const int Days = 2 * 365;

    private static readonly Lazy<Lender> Founded = new(() => Lender.Found(new LenderPlan { Loans = 5_000, Seed = 2, YearsLived = 1 }).Value);

    [Fact]
    public void A_higher_minimum_score_approves_fewer_and_better_and_loses_less()
    {
        var rows = Rows(Lever.MinScore, 600, 640, 680);

        Falling(rows, row => row.ApprovalRate);
        Falling(rows, row => row.Originated);
        Falling(rows, row => row.NewRisk);
        Falling(rows, row => row.NewRate);
        Falling(rows, row => row.Income);
        Falling(rows, row => row.LossBooked);
        Assert.All(rows, row => Assert.Equal(rows[0].Applications, row.Applications));
        Assert.InRange(rows[1].ApprovalRate / rows[0].ApprovalRate, .78, .90);
        Assert.InRange(rows[1].NewRisk / rows[0].NewRisk, .86, .95);
    }

    [Fact]
    public void A_dearer_offer_is_taken_less_and_by_riskier_people_and_earns_more_a_loan()
    {
        var rows = Rows(Lever.Spread, -.01, 0, .01, .02);

        Falling(rows, row => row.TakeUpRate);
        Falling(rows, row => row.Originated);
        Rising(rows, row => row.NewRisk);
        Rising(rows, row => row.NewRate);
        Falling(rows, row => row.Outstanding);
        Assert.InRange(rows[2].TakeUpRate / rows[1].TakeUpRate, .75, .92);
    }

    [Fact]
    public void A_tilt_to_secured_lending_moves_the_mix()
    {
        var rows = Rows(Lever.Mix, -.5, 0, .5);

        Rising(rows, row => row.SecuredShare);
        Rising(rows, row => row.Originated);
        Falling(rows, row => row.NewRate);
        Assert.True(rows[2].SecuredShare - rows[0].SecuredShare > .2);
    }

    [Fact]
    public void A_setting_out_of_range_is_refused_by_name()
    {
        var refused = LeverTable.Of(Founded.Value, Lever.MinScore, [600, 900], 1);

        Assert.Equal("minScore", Assert.Single(refused.Problem!.Faults).Field);
    }

    private static ImmutableArray<LeverRow> Rows(Lever lever, params double[] settings) => LeverTable.Of(Founded.Value, lever, settings, Days).Value;

    private static void Falling(ImmutableArray<LeverRow> rows, Func<LeverRow, double> of)
        => Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(of(pair.Second) < of(pair.First), $"{of(pair.First)} at {pair.First.Setting}, {of(pair.Second)} at {pair.Second.Setting}"));

    private static void Rising(ImmutableArray<LeverRow> rows, Func<LeverRow, double> of) => Falling([.. rows.Reverse()], of);
}
