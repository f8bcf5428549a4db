using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Stress;

/// <summary>A page of the lab: it follows the jobs, and draws itself again when what it reads of them has changed.</summary>
public abstract class LabPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    [Inject] internal JobBoard Board { get; set; } = null!;
    [Inject] internal JobDesk Desk { get; set; } = null!;
    [Inject] internal StressRuns Runs { get; set; } = null!;
    [Inject] internal LiveFeed Feed { get; set; } = null!;
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the last wish was not granted.</summary>
    protected string? Fault { get; private set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows; whether it is something else than before.</summary>
    protected abstract bool Read();

    /// <summary>What takes long, once the page stands.</summary>
    protected virtual Task OpenAsync(CancellationToken leaving) => Task.CompletedTask;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
        {
            _ = GuardedAsync(FollowAsync);
            _ = GuardedAsync(OpenAsync);
        }
    }

    internal StressRunQuestion Usual(RunWorld world)
        => new(world, 9, null, SheetKeys.Usual, 1, 1, 1, StressRunQuestion.UsualPaths, StressRunQuestion.BlockOf(Feed.Latest?.LoansActive ?? 0, SheetMode.RunOff));

    /// <summary>Asks for a run and opens it.</summary>
    internal async Task AskAsync(StressRunQuestion question, ulong? seed = null)
    {
        var faults = new FaultList();
        faults.Add(question.Faults(seed ?? 0));
        Open(faults.Any ? faults.ToProblem() : await Runs.AskAsync(question, seed, Author.Local, _leaving.Token));
    }

    internal async Task AskAsync(ReverseRunQuestion question, ulong? seed = null)
        => Open(await Runs.AskAsync(question, seed, Author.Local, _leaving.Token));

    protected async Task CancelAsync(string job)
    {
        var cancelled = await Desk.CancelAsync(job, Author.Local);
        Fault = cancelled.IsSuccess ? null : $"{cancelled.Problem}";
    }

    private void Open(Result<Job> asked)
    {
        Fault = asked.IsSuccess ? null : $"{asked.Problem}";
        if (asked.IsSuccess)
        {
            Navigation.NavigateTo($"/stress/runs/{asked.Value.Run}");
        }
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        await foreach (var _ in Board.WatchAsync(leaving))
        {
            await InvokeAsync(() =>
            {
                if (Read())
                {
                    StateHasChanged();
                }
            });
        }
    }

    private async Task GuardedAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The reader has left the page.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
