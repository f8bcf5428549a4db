using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Stress;

/// <summary>One run: how far it is, and what it has come to so far. It is of the day it was frozen on, whatever day it is now.</summary>
public sealed partial class Run
{
    private StressRunState? _state;
    private StressRunView? _view;
    private (string Job, JobState State, int Blocks) _seen;

    [Parameter] public string Id { get; set; } = "";

    protected override void OnParametersSet() => Look();

    protected override bool Read()
    {
        // Only what the board says is asked about twice a second; the tables are read when it says something new.
        var job = Board.Jobs.FirstOrDefault(shown => shown.Run == Id);
        return job is not null && (job.Id, job.State, job.BlocksDone) != _seen && Look();
    }

    private bool Look()
    {
        _state = Runs.Find(Id);
        _view = _state is null ? null : StressRunView.Of(_state);
        _seen = _state?.Job is { } job ? (job.Id, job.State, job.BlocksDone) : default;
        return true;
    }

    private async Task GoOnAsync()
    {
        var inputs = _state!.Job.Inputs;
        await AskAsync(inputs.Ask<StressRunQuestion>(), inputs.Seed);
        Look();
    }

    private Task RunFoundAsync()
    {
        var (inputs, found) = (_state!.Job.Inputs, _view!.Reverse!);
        var name = $"{NameOf(found.Question.Metric)} at {FigureText.Of(UnitOf(found.Question.Metric), found.Question.Limit)}";
        return AskAsync(Usual(new(null, null, name, found.Scenario)) with { Quarters = found.Question.Quarters, BalanceSheet = found.Question.BalanceSheet }, inputs.Seed);
    }

    private string Address(string pointer) => $"/api/stress/runs/{Id}#{pointer}";

    private static bool IsOver(StressRunView run) => JobStates.Of(run.State).IsOver();

    private static string StateWord(StressRunView run) => run.State switch
    {
        "queued" => "Waits for its turn",
        "running" => "Runs",
        "done" => "Done",
        "cancelled" => "Cancelled: what is known stays",
        var state => $"{char.ToUpperInvariant(state[0])}{state[1..]}: {run.Why}",
    };

    private static string Lead(StressRunView run)
        => run.Kind == ReverseKind.Key ? ReverseLead(run)
            : run.Metrics.Length == 0 ? $"{run.Scenario} is being worked out."
            : run.Breaches is [var first, ..] ? $"{run.Scenario} breaks {run.Breaches.Length} {(run.Breaches.Length == 1 ? "limit" : "limits")}: {NameOf(first.Key)} {FigureText.Of(UnitOf(first.Key), first.Worst)}."
            : $"{run.Scenario} keeps every limit.";

    private static string ReverseLead(StressRunView run) => run.Reverse is { } found
        ? found.Found ? $"{NameOf(found.Question.Metric)} reaches {FigureText.Of(UnitOf(found.Question.Metric), found.Worst)} in quarter {found.WorstQuarter}, {CountedQuarter.Of(run.Day, found.WorstQuarter!.Value)}." : "Nothing breaks that limit."
        : IsOver(run) ? "The search was ended before it found anything." : "Looking for the mildest world that breaks the limit.";

    private static string Sub(StressRunView run)
        => run.Kind == ReverseKind.Key ? run.Reverse?.Why ?? $"{run.Quarters} quarters, {SheetKeys.Words(run.BalanceSheet)}, seed {run.Seed}."
            : $"{run.Quarters} quarters, balance sheet {SheetKeys.Words(run.BalanceSheet)}, {(run.Population is { } filter ? $"{run.Loans} loans ({filter})" : "all loans")}, seed {run.Seed}."
              + (run.Paths is [.., var last] ? $" Loss {FigureText.Money((double)last.Loss)}, {FigureText.Money((double)last.BaseLoss)} without the shock; capital lowest at {FigureText.Of(MetricUnit.Fraction, run.Bridge!.Trough)} in {CountedQuarter.Of(run.Day, run.Bridge.TroughQuarter)}." : "");

    private static string BandWords(StressRunView run) => run.PathsDone > 0 ? $"; bands hold 50 % and 90 % of {run.PathsDone} paths" : "";

    private static List<BandView> BandsOf(StressRunView run, Func<RunQuarter, BandView?> band) => [.. run.Paths.Select(band).OfType<BandView>()];

    private static BridgeSteps BridgeOf(AnswerBridge bridge)
        => BridgeSteps.Of(MetricUnit.Fraction, "Start", bridge.Start, [.. bridge.ToTrough.Select(step => new BridgeStep(StepName(step.Key), step.Ratio))], $"Low, Q{bridge.TroughQuarter}", bridge.Trough);

    private static string StepName(string key) => key switch
    {
        "interestIncome" => "Interest",
        "feeIncome" => "Fees",
        "fundingCost" => "Funding",
        "operatingCost" => "Costs",
        "provisions" => "Provisions",
        "tax" => "Tax",
        "dividends" => "Dividends",
        _ => "Risk weights",
    };

    private static string StateName(string key) => key switch
    {
        "active" => "Standing",
        "days30" => "30 days late and more",
        "days60" => "60 days late and more",
        "days90" => "90 days late and more",
        "defaultEvents" => "Defaults on the way",
        _ => "Charged off on the way",
    };

    private static string NameOf(string key) => MetricCatalogue.Find(key).Value.Name;

    private static MetricUnit UnitOf(string key) => MetricCatalogue.Find(key).Value.Unit;
}
