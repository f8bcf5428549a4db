using LoanTwin.Web.Jobs;

namespace LoanTwin.Tests.Web.Jobs;

/// <summary>Whose turn it is, as the order in which a single thread takes tickets; ended at once unless the test says otherwise.</summary>
public sealed class JobQueueTests
{
    private readonly JobQueue _queue = new();

    [Fact]
    public void Turns_OfAuthors_GoRound()
    {
        Add("a1", "ada");
        Add("a2", "ada");
        Add("a3", "ada");
        Add("b1", "bob");
        Add("c1", "cid");
        Add("b2", "bob");

        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], TakeAll());
    }

    [Fact]
    public void Author_WhoComesLate_WaitsOneTurnOnly()
    {
        Add("a1", "ada");
        Add("a2", "ada");
        Add("a3", "ada");
        Assert.Equal("a1", TakeOne());
        Add("b1", "bob");

        Assert.Equal(["b1", "a2", "a3"], TakeAll());
    }

    [Fact]
    public void LiveQuestions_GoFirst_AndTheTwinsOwnLast()
    {
        Add("t1", "twin", JobRank.Twin);
        Add("a1", "ada");
        Add("a2", "ada", JobRank.Live);
        Add("b1", "bob", JobRank.Live);

        Assert.Equal(["a2", "b1", "a1", "t1"], TakeAll());
    }

    [Fact]
    public void Author_WithALongRunUnderWay_HasNoSecondOne()
    {
        Add("a1", "ada");
        Add("a2", "ada");
        Add("b1", "bob");
        var first = _queue.Take()!;
        var second = _queue.Take()!;

        Assert.Equal(("a1", "b1"), (first.Job, second.Job));
        Assert.Null(_queue.Take());
        Add("a3", "ada", JobRank.Live);
        Assert.Equal("a3", _queue.Take()?.Job);

        _queue.End(first);
        Assert.Equal("a2", _queue.Take()?.Job);
    }

    [Fact]
    public void Run_ThatIsBeingWorkedOn_IsNotBegunASecondTime()
    {
        Add("a1", "ada", run: "same");
        Add("b1", "bob", run: "same");
        var first = _queue.Take()!;

        Assert.Null(_queue.Take());
        _queue.End(first);
        Assert.Equal("b1", _queue.Take()?.Job);
    }

    [Fact]
    public void LiveOnly_LeavesEverythingElse()
    {
        Add("a1", "ada");

        Assert.Null(_queue.Take(isLiveOnly: true));
        Assert.Equal("a1", _queue.Take()?.Job);
    }

    [Fact]
    public void Cancelled_WhereItWaits_IsGone_AndWhereItRuns_IsTold()
    {
        Add("a1", "ada");
        Add("a2", "ada");
        var running = _queue.Take()!;

        _queue.Cancel("a2");
        _queue.Cancel("a1");

        Assert.True(running.Cancelled.IsCancellationRequested);
        _queue.End(running);
        Assert.Null(_queue.Take());
    }

    private void Add(string job, string author, JobRank rank = JobRank.Person, string? run = null) => _queue.Add(new(job, run ?? $"run of {job}", author, rank));

    private string? TakeOne()
    {
        var ticket = _queue.Take();
        if (ticket is not null)
        {
            _queue.End(ticket);
        }

        return ticket?.Job;
    }

    private List<string> TakeAll()
    {
        var taken = new List<string>();
        while (TakeOne() is { } job)
        {
            taken.Add(job);
        }

        return taken;
    }
}
