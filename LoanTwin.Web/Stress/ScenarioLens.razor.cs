using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Stress;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Stress;

/// <summary>A page seen through a scenario: its key figures in that world, beside those of today. The address says which; without one there is nothing to see.</summary>
public sealed partial class ScenarioLens : IDisposable
{
    public const string AddressKey = "lens";

    private readonly CancellationTokenSource _leaving = new();
    private Seen? _seen;
    private string? _asked;
    private bool _isUnknown;

    [Inject] private FrozenLender Lender { get; set; } = null!;
    [Inject] private ScenarioRows Rows { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = AddressKey)] public string? Lens { get; set; }

    /// <summary>Keys of the metrics that are shown, in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Keys { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (RendererInfo.IsInteractive && Lens != _asked)
        {
            _asked = Lens;
            _ = LookAsync(Lens);
        }
    }

    private async Task LookAsync(string? lens)
    {
        try
        {
            var seen = lens is null ? null : await Lender.AskAsync(bench => Ask(bench, lens), _leaving.Token);
            if (lens == _asked)
            {
                (_seen, _isUnknown) = (seen is { Answer: not null } ? seen : null, seen is { Answer: null });
                StateHasChanged();
            }
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

    private Seen Ask(StressBench bench, string lens)
    {
        var scenario = ScenarioLibrary.Find(lens)?.Make(ScenarioApi.StartOf(bench)) ?? Rows.Find(lens)?.Scenario;
        return scenario is null ? new(lens, null) : new(scenario.Name, AnswerView.Of(bench, bench.Answer(new() { Scenario = scenario }, _leaving.Token).Value));
    }

    private IEnumerable<(Metric Known, AnswerMetric Outcome)> Shown(Seen seen)
        => Keys.Select(key => (MetricCatalogue.Find(key).Value, seen.Answer!.Metrics.First(metric => metric.Key == key)));

    /// <param name="Answer">Nothing where there is no such scenario.</param>
    private sealed record Seen(string Name, AnswerView? Answer);
}
