using LoanTwin.Tests.House.Samples.Habits;

namespace LoanTwin.Tests.House;

public class ForbiddenCallTests
{
    [Fact]
    public void Domain_KnowsNoFileNoClockAndNoChance()
        => Complaint.None(ForbiddenCalls.Complaints(
            RoomArrowTests.TypesOf("LoanTwin.Domain"),
            [.. ForbiddenCalls.FilesAndNetwork, .. ForbiddenCalls.ClockAndChance, .. ForbiddenCalls.OutsideWorld]));

    [Fact]
    public void Simulation_KnowsNoClockNoChanceAndNoConsole()
        => Complaint.None(ForbiddenCalls.Complaints(
            RoomArrowTests.TypesOf("LoanTwin.Simulation"), [.. ForbiddenCalls.ClockAndChance, .. ForbiddenCalls.OutsideWorld]));

    [Theory]
    [InlineData("LoanTwin.Domain")]
    [InlineData("LoanTwin.Simulation")]
    public void StaticState_OfTheLowerProjects_NeverChanges(string project)
        => Complaint.None(ForbiddenCalls.MutableStatics(RoomArrowTests.TypesOf(project)));

    [Fact]
    public void ForbiddenCall_InAMethodBody_IsReported()
    {
        var complaints = ForbiddenCalls.Complaints(
            [typeof(Clockwatcher)], [.. ForbiddenCalls.FilesAndNetwork, .. ForbiddenCalls.ClockAndChance, .. ForbiddenCalls.OutsideWorld]);

        Assert.Contains("Clockwatcher uses System.DateTime.get_UtcNow", complaints);
        Assert.Contains("Clockwatcher uses System.Random.get_Shared", complaints);
        Assert.Contains("Clockwatcher uses System.IO.File.ReadAllLines", complaints);
        Assert.Contains("Clockwatcher uses System.Console.WriteLine", complaints);
    }

    [Fact]
    public void MutableStatic_InAType_IsReported()
        => Assert.Equal(["Clockwatcher.Kept", "Clockwatcher._count"], ForbiddenCalls.MutableStatics([typeof(Clockwatcher)]).Order(StringComparer.Ordinal));
}
