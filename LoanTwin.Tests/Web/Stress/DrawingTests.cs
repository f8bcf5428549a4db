using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Stress;

namespace LoanTwin.Tests.Web.Stress;

public class DrawingTests
{
    private static readonly StartingPoint Start = new(History.Path, new DateOnly(2026, 1, 1).DayNumber, MarketModel.Default);

    private static Drawing Severe => new(Start.FirstQuarter, EditHistory<Scenario>.Begin(ScenarioLibrary.Find("fed-2026-severe")!.Make(Start)));

    [Fact]
    public void A_cell_is_read_in_per_cent_and_changes_its_quarter_alone()
    {
        var (before, drawn) = (Severe, Severe.With(2, "9.9 %").Value);

        Assert.Equal(.099, drawn.Of(MacroFactor.Unemployment)[2], 1e-12);
        Assert.Equal(before.PathOf(MacroFactor.Unemployment).RemoveAt(2), drawn.Of(MacroFactor.Unemployment).RemoveAt(2));
        Assert.Equal(before.Current, before.Do(drawn).Undo().Current);
        Assert.Equal(drawn, before.Do(drawn).Undo().Redo().Current);
    }

    [Theory]
    [InlineData("rubbish", "a number")]
    [InlineData("80", "of per cent between 0 and 50")]
    public void A_wrong_cell_is_named(string typed, string rule)
    {
        var fault = Assert.Single(Severe.With(2, typed).Problem!.Faults);

        Assert.StartsWith("unemployment[", fault.Field, StringComparison.Ordinal);
        Assert.Contains(rule, fault.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_cells_goes_where_the_reader_stands_and_says_when_it_does_not_fit()
    {
        var drawn = Severe.PastedAt(3, "6.5\t7.5\t8.5\n").Value.Of(MacroFactor.Unemployment);

        Assert.Equal([.065, .075, .085], drawn.AsSpan(3, 3).ToArray());
        Assert.Equal(Severe.PathOf(MacroFactor.Unemployment)[6], drawn[6]);
        Assert.Equal("cells", Assert.Single(Severe.PastedAt(Severe.Quarters - 2, "1\t2\t3").Problem!.Faults).Field);
        Assert.Equal(2, Severe.PastedAt(0, "x\t5\ty").Problem!.Faults.Length);
    }

    [Fact]
    public void A_factor_that_is_not_named_stands_as_the_others_imply_it()
    {
        var alone = new Drawing(Start.FirstQuarter, EditHistory<Scenario>.Begin(ScenarioLibrary.Find("stagflation")!.Make(Start)));
        Assert.DoesNotContain(MacroFactor.Volatility, alone.Current.Named);
        Assert.Empty(alone.PathOf(MacroFactor.Volatility));

        var backed = alone with { Backdrops = Backdrop.Of(Start, alone.Current) };

        Assert.Equal(ImpliedValues.Of(Start, alone.Current)[MacroFactor.Volatility], backed.PathOf(MacroFactor.Volatility));
    }

    [Fact]
    public void History_reaches_as_far_as_its_own_windows_did()
    {
        var still = HistoryReach.Of(MacroFactor.Unemployment, .05, [.. Enumerable.Repeat(.05, 8)]);
        var beyond = HistoryReach.Of(MacroFactor.Unemployment, .05, [.. Enumerable.Repeat(.30, 8)]);
        var falls = Windows(8).Select(window => Math.Max(0, window.Max(quarter => -quarter))).ToList();
        var fall = HistoryReach.Of(MacroFactor.Unemployment, .05, [.. Enumerable.Repeat(.04, 8)]);

        Assert.Equal(0, still.Percentile);
        Assert.Equal(1, beyond.Percentile);
        Assert.Equal(falls.Count(reach => reach < .01) / (double)falls.Count, fall.Percentile, 1e-12);
        Assert.All(still.Low.Zip(still.High), edge => Assert.True(edge.First < .05 && edge.Second > .05));
    }

    private static IEnumerable<double[]> Windows(int quarters)
        => Enumerable.Range(0, PublishedHistory.Quarters.Length - quarters).Select(at => Enumerable.Range(1, quarters).Select(ahead => PublishedHistory.Quarters[at + ahead][MacroFactor.Unemployment]!.Value - PublishedHistory.Quarters[at][MacroFactor.Unemployment]!.Value).ToArray());
}
