using System.Globalization;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Design;
using LoanTwin.Web.Marks;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Portfolio;

/// <summary>What can be done with the loans that are selected: all that pass the filter, or some by name. Each command is one line in the audit log.</summary>
public sealed partial class SelectionBar
{
    private string _tag = "";

    [Parameter] public EventCallback OnMarked { get; set; }

    [Inject] private MarkRows Marks { get; set; } = null!;
    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private Toasts Toasts { get; set; } = null!;

    [CascadingParameter] private Explored Explored { get; set; } = null!;

    private ExplorerAddress Address => Explored.Address;

    private int Count => Address.IsAllSelected ? Explored.Picked.Count : Address.Selected.Length;

    private FilterClauses Chosen => Address.IsAllSelected ? Address.Filter : FilterClauses.Read($"id in ({string.Join(", ", Address.Selected)})", out _);

    private bool IsWatched => !Address.IsAllSelected && Address.Selected.All(Explored.Marks.Watched.Contains);

    private Task WatchAsync() => MarkAsync(Mark.OfWatch, isTaken: IsWatched);

    private async Task TagAsync()
    {
        var mark = Mark.Of(Mark.Tag, _tag);
        if (mark.Problem is { } problem)
        {
            Complain(problem);
            return;
        }

        await MarkAsync(mark.Value, isTaken: false);
        _tag = "";
    }

    private async Task MarkAsync(Mark mark, bool isTaken)
    {
        var loans = await LoansAsync();
        if (loans.Length > MarkRows.MostLoans)
        {
            Complain(Problem.Of(ProblemKind.Invalid, "loans", loans.Length.ToString(CultureInfo.InvariantCulture), $"at most {MarkRows.MostLoans} at once"));
            return;
        }

        var how = Address.IsAllSelected ? $"all of {Address.Filter.Text}" : "picked one by one";
        var changed = isTaken ? await Marks.TakeAsync(Author.Local, mark, loans, how, default) : await Marks.PutAsync(Author.Local, mark, loans, how, default);
        var (word, one) = (mark.Kind == Mark.Watch ? isTaken ? "no longer watched" : "now watched" : $"now tagged {mark.Text}", changed == 1 ? "loan is" : "loans are");
        Toasts.Add(RiskState.Ok, $"{FigureText.Number(changed, "#,0")} {one} {word}");
        await OnMarked.InvokeAsync();
    }

    /// <summary>All that pass now, or those picked that the book knows: a mark belongs to a loan that is there.</summary>
    private async Task<long[]> LoansAsync()
    {
        using var lease = await Views.NewestAsync(default);
        return lease is null ? [] : Address.IsAllSelected ? LoanList.Of(lease.View, Address).Ids : [.. Address.Selected.Where(loan => lease.View.TryFind(loan, out _, out _))];
    }

    private void Complain(Problem problem)
    {
        foreach (var fault in problem.Faults)
        {
            Toasts.Add(RiskState.Watch, $"{fault.Field}: {fault.Rule}");
        }
    }
}
