using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public class BuilderTests
{
    private static readonly StartingPoint Start = new(History.Path, new DateOnly(2026, 1, 1).DayNumber, MarketModel.Default);

    [Fact]
    public void A_filled_scenario_names_all_and_moves_nothing_that_was_named()
    {
        var drawn = ScenarioDoor.Open(new("drawn", "me", new Dictionary<string, IReadOnlyList<double?>?> { ["unemployment"] = [.05, .06, .07, .08, .085] })).Value;

        var filled = ImpliedValues.Filled(Start, drawn);

        Assert.Equal(MacroFactor.All, filled.Named);
        Assert.Equal(drawn.Of(MacroFactor.Unemployment), filled.Of(MacroFactor.Unemployment));
        Assert.True(filled.Of(MacroFactor.GdpGrowth)[1] < Start.Expected(1).GdpGrowth - .01);
        var (laid, again) = (Start.Path(drawn, 5), Start.Path(filled, 5));
        Assert.Equal(laid.At((2027 * 12) + 1).CreditSpread, again.At((2027 * 12) + 1).CreditSpread, 1e-12);
    }

    [Fact]
    public void A_named_factor_is_implied_by_the_others_alone()
    {
        var implied = ImpliedValues.Of(Start, PublishedScenarios.SeverelyAdverse2026)[MacroFactor.Unemployment];

        Assert.True(implied[5] > Start.Expected(5).Unemployment + .01);
        Assert.NotEqual(PublishedScenarios.SeverelyAdverse2026.Of(MacroFactor.Unemployment)[5], implied[5]);
    }

    [Theory]
    [InlineData(PathShape.V, 1, 5, 0)]
    [InlineData(PathShape.U, 2, 6, 0)]
    [InlineData(PathShape.L, 2, 8, 1)]
    [InlineData(PathShape.Ramp, 8, 8, 1)]
    [InlineData(PathShape.ShockAndDecay, 1, 1, .0884)]
    public void Shapes_go_there_and_where_they_say(PathShape shape, int first, int last, double end)
    {
        var path = ShapedPath.Of(shape, 0, 1, 8);

        Assert.Equal(1, path.Max(), 1e-12);
        Assert.True(path.IndexOf(path.Max()) + 1 >= first && path.LastIndexOf(path.Max()) + 1 <= last, string.Join(" ", path));
        Assert.Equal(end, path[^1], 1e-3);
    }

    [Fact]
    public void Few_words_are_a_path()
    {
        var path = ShapedPath.Read("2.5 to 8 in 6", MacroFactor.Unemployment, 9).Value;

        Assert.Equal(.025, path[0], 1e-15);
        Assert.Equal(.036, path[1], 1e-12);
        Assert.All(path.Skip(5), value => Assert.Equal(.08, value, 1e-15));
        Assert.Equal(100, ShapedPath.Read("120 to 100 in 2", MacroFactor.HousePriceIndex, 3).Value[2]);
    }

    [Theory]
    [InlineData("2.5 to 8", "unemployment")]
    [InlineData("two to 8 in 6", "unemployment")]
    [InlineData("2.5 to 80 in 6", "unemployment")]
    [InlineData("2.5 to 8 in 0", "unemployment.in")]
    [InlineData("2.5 to 8 in 99", "unemployment.in")]
    public void Other_words_are_refused(string words, string field)
        => Assert.Contains(field, ShapedPath.Read(words, MacroFactor.Unemployment, 9).Problem!.Faults.Select(fault => fault.Field));

    [Fact]
    public void A_block_fills_factors_from_the_chosen_one_on()
    {
        var block = PastedBlock.Read("5.0%\t-0.01\r\n.06\t-2%\r\n", MacroFactor.Unemployment).Value;

        Assert.Equal([.05, .06], block[MacroFactor.Unemployment]);
        Assert.Equal([-.01, -.02], block[MacroFactor.GdpGrowth]);
    }

    [Fact]
    public void A_block_with_names_and_quarters_says_itself_what_it_is()
    {
        var block = PastedBlock.Read("quarter,housePriceIndex,Credit Spread\n2026 Q1,99,.02\n2026 Q2,95,.03", MacroFactor.BaseRate).Value;

        Assert.Equal([99, 95], block[MacroFactor.HousePriceIndex]);
        Assert.Equal([.02, .03], block[MacroFactor.CreditSpread]);
    }

    [Theory]
    [InlineData("5%\n8.5", "unemployment[1]", "0.085")]
    [InlineData(".05\nlots", "unemployment[1]", "a number")]
    [InlineData(".05,.01\n,.02", "unemployment[1]", "a number")]
    [InlineData(".05,.01\n.06", "row[1]", "2 cells")]
    [InlineData("2026 Q1,.05\n2026 Q3,.06", "quarter[1]", "the quarter after")]
    [InlineData("2026 Q2,.05\n2026 Q1,.06", "quarter[1]", "the quarter after")]
    [InlineData("quarter,jobs,unemployment\n2026 Q1,1,.06", "jobs", "one of")]
    [InlineData("quarter,unemployment", "block", "at least one row")]
    [InlineData("", "block", "at least one row")]
    [InlineData(".1,.1,.1,100,.1,20,1,1", "columns", "at most 6")]
    public void A_bad_block_is_answered_by_the_cell(string text, string field, string rule)
    {
        var fault = PastedBlock.Read(text, MacroFactor.Unemployment).Problem!.Faults[0];

        Assert.Equal(field, fault.Field);
        Assert.Contains(rule, fault.Rule);
    }

    [Fact]
    public void Ten_thousand_rows_are_one_fault()
    {
        var fault = Assert.Single(PastedBlock.Read(string.Join('\n', Enumerable.Repeat(".05", 10_000)), MacroFactor.Unemployment).Problem!.Faults);

        Assert.Equal(("rows", "10000"), (fault.Field, fault.Value));
    }

    [Fact]
    public void A_scenario_written_in_the_fed_layout_is_read_back()
    {
        var scenario = PublishedScenarios.SeverelyAdverse2026;

        var text = FedScenarioText.Write(scenario, Start.FirstQuarter).Value;
        var back = FedScenarioFile.Scenario(scenario.Name, scenario.Source, text, scenario.HousePriceBase).Value;

        Assert.Equal(scenario.FirstQuarter, back.FirstQuarter);
        Assert.All(MacroFactor.All, factor => Assert.All(scenario.Of(factor).Zip(back.Of(factor)), pair => Assert.Equal(pair.First, pair.Second, 1e-12)));
    }

    [Fact]
    public void A_file_of_ten_thousand_rows_is_one_fault()
    {
        var lines = FedScenarioText.Write(PublishedScenarios.SeverelyAdverse2026, Start.FirstQuarter).Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var fault = Assert.Single(FedScenarioFile.Quarters(string.Join('\n', Enumerable.Repeat(lines[1], 10_000).Prepend(lines[0]))).Problem!.Faults);

        Assert.Equal(("rows", "10000"), (fault.Field, fault.Value));
    }

    [Fact]
    public void A_scenario_with_gaps_is_not_written()
    {
        var drawn = ScenarioDoor.Open(new("drawn", "me", new Dictionary<string, IReadOnlyList<double?>?> { ["unemployment"] = [.05] })).Value;

        Assert.Equal(6, FedScenarioText.Write(drawn, Start.FirstQuarter).Problem!.Faults.Length);
    }

    [Fact]
    public void Steps_are_taken_back_and_done_again()
    {
        var history = EditHistory<int>.Begin(1).Do(2).Do(2).Do(3);

        Assert.Equal(2, history.Undo().Current);
        Assert.Equal(3, history.Undo().Redo().Current);
        Assert.Equal(1, history.Undo().Undo().Undo().Current);
        Assert.False(history.Undo().Do(9).CanRedo);
    }
}
