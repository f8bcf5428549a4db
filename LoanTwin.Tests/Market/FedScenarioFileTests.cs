using LoanTwin.Domain.Economy;

namespace LoanTwin.Tests.Market;

public sealed class FedScenarioFileTests
{
    private const string Header =
        "Scenario Name,Date,Real GDP growth,Unemployment rate,CPI inflation rate,3-month Treasury rate,10-year Treasury yield,"
        + "BBB corporate yield,House Price Index (Level),Market Volatility Index (Level)\n";

    [Fact]
    public void Quarters_OfAFile_AreOurSevenFactors()
    {
        var quarter = Assert.Single(FedScenarioFile.Quarters($"{Header}\"A, quoted\",2026 Q1,-6.1,5.9,2.9,2.5,3.2,7.6,295.5,58.8\n").Value);

        Assert.Equal(Quarter.Of(2026, 1), quarter.Quarter);
        Assert.Equal([.025, .059, -.061, .029, 295.5, .044, 58.8], quarter.Values.Select(value => value!.Value));
    }

    [Fact]
    public void Quarters_NotMeasuredYet_AreNothing()
    {
        var quarter = Assert.Single(FedScenarioFile.Quarters($"{Header}Actual,1976 Q1,9.3,7.7,4.7,4.9,7.6,,22.9,\n").Value);

        Assert.Null(quarter[MacroFactor.CreditSpread]);
        Assert.Null(quarter[MacroFactor.Volatility]);
    }

    [Fact]
    public void Quarters_WithFaults_AreRefusedWithAllOfThem()
    {
        var problem = FedScenarioFile.Quarters($"{Header}S,2026 Q1,-6.1,x,2.9,2.5,3.2,7.6,295.5,58.8\nS,2026 Q3,-5,7,2,2,3,7,290,60\nS,soon,-5,7,2,2,3,7,290,60\n").Problem!;

        Assert.Equal(["Unemployment rate[0]", "Date[1]", "Date[2]"], problem.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Scenario_WithAGap_IsRefusedAtItsPlace()
        => Assert.Equal(
            "volatility[0]",
            Assert.Single(FedScenarioFile.Scenario("S", "test", $"{Header}S,2026 Q1,-6.1,5,2.9,2.5,3.2,7.6,295.5,\n", 314.9).Problem!.Faults).Field);

    [Theory]
    [InlineData("")]
    [InlineData("Date\n2026 Q1\n")]
    public void Quarters_OfAnotherFile_AreRefused(string text) => Assert.False(FedScenarioFile.Quarters(text).IsSuccess);
}
