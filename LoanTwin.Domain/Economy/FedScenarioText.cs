using System.Globalization;
using System.Text;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Economy;

/// <summary>
/// Writes a scenario in the layout that <see cref="FedScenarioFile"/> reads. The layout has the credit spread as a difference of two yields and
/// we know no ten-year yield, so it stands at the short rate and the corporate yield that much above it: the difference is what is read back.
/// </summary>
public static class FedScenarioText
{
    private const string Header = "Scenario Name,Date,3-month Treasury rate,Unemployment rate,Real GDP growth,CPI inflation rate,House Price Index (Level),10-year Treasury yield,BBB corporate yield,Market Volatility Index (Level)";

    /// <param name="scenario">All seven factors must be named: the layout has no gaps.</param>
    /// <param name="first">The quarter its first value stands in.</param>
    public static Result<string> Write(Scenario scenario, Quarter first)
    {
        var faults = new FaultList();
        foreach (var factor in MacroFactor.All)
        {
            faults.Require(scenario.Names(factor), factor.Key, "nothing", "a path, because the file has no gaps");
        }

        return faults.Or(() => Text(scenario, scenario.FirstQuarter ?? first));
    }

    private static string Text(Scenario scenario, Quarter first)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var at = 0; at < scenario.Quarters; at++)
        {
            var rate = Percent(scenario, MacroFactor.BaseRate, at);
            text.Append(CultureInfo.InvariantCulture, $"\"{scenario.Name.Replace('"', '\'')}\",{first.Plus(at)},{rate},{Percent(scenario, MacroFactor.Unemployment, at)},{Percent(scenario, MacroFactor.GdpGrowth, at)},");
            text.Append(CultureInfo.InvariantCulture, $"{Percent(scenario, MacroFactor.Inflation, at)},{Level(scenario, MacroFactor.HousePriceIndex, at)},{rate},{rate + Percent(scenario, MacroFactor.CreditSpread, at)},{Level(scenario, MacroFactor.Volatility, at)}\n");
        }

        return text.ToString();
    }

    private static decimal Percent(Scenario scenario, MacroFactor factor, int at) => 100 * Level(scenario, factor, at);

    private static decimal Level(Scenario scenario, MacroFactor factor, int at) => (decimal)scenario.Of(factor)[at];
}
