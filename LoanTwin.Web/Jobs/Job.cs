namespace LoanTwin.Web.Jobs;

/// <summary>One asking of a run: who asked, and how far the work has come. Several jobs may name one run.</summary>
internal sealed record Job(
    string Id, string Run, string Author, JobState State, FrozenInputs Inputs, DateTimeOffset Queued, DateTimeOffset? Started, DateTimeOffset? Ended, int BlocksDone, int BlocksTotal, string? Problem)
{
    public string Kind => Inputs.Kind;
}
