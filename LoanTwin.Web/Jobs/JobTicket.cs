namespace LoanTwin.Web.Jobs;

/// <summary>Who goes first: short questions, then what people ask, then what the twin asks of itself.</summary>
internal enum JobRank
{
    Live,
    Person,
    Twin,
}

/// <summary>A job's place in the queue.</summary>
internal sealed class JobTicket(string job, string run, string author, JobRank rank) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public string Job => job;
    public string Run => run;
    public string Author => author;
    public JobRank Rank => rank;

    public CancellationToken Cancelled => _cancellation.Token;

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();
}
