using LoanTwin.Domain.Results;
using LoanTwin.Web.Design;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Alerts;

/// <summary>A page about alerts: it follows the twin and what people do, and does deeds in the name of the local reader.</summary>
public abstract class AlertsPart : LiveComponent
{
    private readonly CancellationTokenSource _leaving = new();

    [Inject] internal AlertBoard Board { get; set; } = null!;
    [Inject] internal AlertRecords Records { get; set; } = null!;
    [Inject] internal AlertDesk Desk { get; set; } = null!;
    [Inject] internal Toasts Toasts { get; set; } = null!;
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    /// <summary>The simulated day that is shown; nothing while the lender is being founded.</summary>
    internal DateOnly? Day => Viewer.Shown?.Day;

    // A button that cannot answer yet must not look as if it could.
    internal bool IsFixed => !RendererInfo.IsInteractive || Day is null;

    internal string Why => Day is null ? "The lender is being founded: the first alerts appear by themselves." : "Nothing here.";

    protected override TimeSpan Rest => TimeSpan.FromSeconds(1);

    protected CancellationToken Leaving => _leaving.Token;

    protected override void OnInitialized() => Board.Changed += FollowBoard;

    protected override void OnLeave()
    {
        Board.Changed -= FollowBoard;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>Does it and shows what became of it. What is refused is said and comes back as the problem.</summary>
    internal async Task<Result<AlertStep>> DoAsync(long alert, AlertDeed deed, string said)
    {
        var done = await TryAsync(() => Desk.DoAsync(alert, deed, Day ?? default, Author.Local, Leaving));
        if (done.IsSuccess)
        {
            var step = done.Value;
            Toasts.Add(RiskState.Ok, said, step.Before == step.After ? null : "Undo", deed: step.Before == step.After ? null : () => UndoAsync(alert, deed.Kind, step));
        }

        return done;
    }

    /// <summary>What the store cannot do now is said in the same way as what the rules refuse.</summary>
    internal async Task<Result<T>> TryAsync<T>(Func<Task<Result<T>>> deed)
    {
        Result<T> done;
        try
        {
            done = await deed();
        }
        catch (Exception failure) when (failure is StorageException or SqliteException)
        {
            done = Problem.Of(ProblemKind.MissingData, "storage", failure.Message, "a store that takes changes");
        }

        if (!done.IsSuccess)
        {
            Toasts.Add(RiskState.Breach, string.Join("; ", done.Problem.Faults.Select(fault => $"{fault.Field}: {fault.Value} is not {fault.Rule}")));
        }

        Read();
        return done;
    }

    // The toast may outlive the page, so it does not depend on it.
    private async Task UndoAsync(long alert, string kind, AlertStep step)
    {
        var undone = await Desk.DoAsync(alert, AlertDeed.Undo(kind, step), Day ?? default, Author.Local, CancellationToken.None);
        Toasts.Add(undone.IsSuccess ? RiskState.Ok : RiskState.Watch, undone.IsSuccess ? $"Undone: {kind}" : "Something else has been done about this alert since, so it stays");
    }

    private void FollowBoard(AlertPicture picture) => Follow();
}
