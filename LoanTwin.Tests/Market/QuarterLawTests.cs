using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

public class QuarterLawTests
{
    private static readonly double[] From = ScenarioOverlay.Start(History.Path);
    private static readonly double[] Crisis = [0, 0, .5, 1, 1, 1, 0, 0, 0];

    /// <summary>What the law says of a factor given another's quarters is what the filter and smoother say month by month.</summary>
    [Fact]
    public void Given_one_factor_it_expects_what_the_smoother_expects()
    {
        var model = MarketModel.Default;
        var law = new QuarterLaw(model, From, Crisis, [1, 4, 7]);
        var seen = Enumerable.Range(0, Crisis.Length).Select(month => month % 3 == 1 ? From.Select((scale, place) => place == FactorScale.Unemployment ? scale + (.05 * month) : 0).ToArray() : null).ToList();

        var departed = law.Mean(MacroFactor.Unemployment).Select((mean, quarter) => seen[1 + (3 * quarter)]![FactorScale.Unemployment] - mean).ToArray();
        var drawn = Dense.Times(Dense.Inverse(law.Covariance(MacroFactor.Unemployment, MacroFactor.Unemployment)), departed);
        var smooth = new ConditionalPath(model, From, seen, Crisis, [MacroFactor.Unemployment]).Mean;

        foreach (var factor in MacroFactor.All)
        {
            var move = Dense.Times(law.Covariance(factor, MacroFactor.Unemployment), drawn);
            for (var quarter = 0; quarter < law.Quarters; quarter++)
            {
                Assert.Equal(smooth[1 + (3 * quarter)][factor.Place], law.Mean(factor)[quarter] + move[quarter], 1e-9);
            }
        }
    }
}
