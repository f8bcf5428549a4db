using LoanTwin.Web.Twin;

namespace LoanTwin.Tests.Web.Twin;

public sealed class TwinPriorityTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Breath_WhileADayIsLived_WaitsForItButNotForEver()
    {
        using var priority = new TwinPriority(TimeProvider.System);
        using var day = priority.BeginDay();
        var breath = priority.Breath();
        Thread.Sleep(5); // its turn is over

        var begun = TimeProvider.System.GetTimestamp();
        breath(Never);

        Assert.True(TimeProvider.System.GetElapsedTime(begun) >= TimeSpan.FromMilliseconds(9));
    }

    [Fact]
    public void Breath_WhileAnAnswerOutlivesTheDay_StillWaits()
    {
        using var priority = new TwinPriority(TimeProvider.System);
        using var answer = priority.BeginAnswer();
        priority.BeginDay().Dispose();
        var breath = priority.Breath();
        Thread.Sleep(5); // its turn is over

        var begun = TimeProvider.System.GetTimestamp();
        breath(Never);

        Assert.True(TimeProvider.System.GetElapsedTime(begun) >= TimeSpan.FromMilliseconds(9));
    }

    [Fact]
    public void Breath_OfAJobThatIsOver_Throws()
    {
        using var priority = new TwinPriority(TimeProvider.System);

        Assert.Throws<OperationCanceledException>(() => priority.Breath()(new CancellationToken(canceled: true)));
    }
}
