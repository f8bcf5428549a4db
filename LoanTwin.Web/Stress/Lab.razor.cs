using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Design;
using LoanTwin.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Stress;

/// <summary>The library: every world with its story and how it stands, and the runs there are.</summary>
public sealed partial class Lab
{
    private const int RunsShown = 12;

    private readonly Dictionary<string, ScenarioCheck> _checks = [];
    private IReadOnlyList<Card> _cards = [];
    private IReadOnlyList<Job> _runs = [];
    private DateOnly? _day;

    [Inject] private FrozenLender Lender { get; set; } = null!;
    [Inject] private ScenarioRows Rows { get; set; } = null!;
    [Inject] private JobRecords Records { get; set; } = null!;
    [Inject] private JobKinds Kinds { get; set; } = null!;

    /// <summary>The filter that runs and drawings from here take their loans by.</summary>
    [SupplyParameterFromQuery(Name = "population")] public string? Population { get; set; }

    protected override void OnInitialized() => Read();

    protected override async Task OpenAsync(CancellationToken leaving)
    {
        while (await Lender.AskAsync(Cards, leaving) is not { } made)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), leaving);
        }

        StateHasChanged();
        foreach (var card in _cards)
        {
            _checks[card.Id] = (await Lender.AskAsync(bench => ScenarioCheck.Of(ScenarioApi.StartOf(bench), card.Scenario), leaving))!;
            StateHasChanged();
        }
    }

    protected override bool Read()
    {
        var now = Records.List(null, null, 100).Where(job => job.Kind is StressKind.Key or ReverseKind.Key).DistinctBy(job => job.Run).Take(RunsShown).ToList();
        var isOther = !now.SequenceEqual(_runs);
        _runs = now;
        return isOther;
    }

    private IReadOnlyList<Card> Cards(StressBench bench)
    {
        var start = ScenarioApi.StartOf(bench);
        _day = bench.Day;
        return _cards =
        [
            .. ScenarioLibrary.All.Select(known => new Card(known.Id, known.Name, known.Story, $"{known.Source}, {FigureText.Day(known.Date)}", known.Version, RunWorld.Of(known), known.Make(start))),
            .. Rows.Newest().Select(own => new Card(own.Id, own.Name, own.Story, $"Drawn by {own.Author}", own.Version, RunWorld.Of(own.Scenario), own.Scenario)),
        ];
    }

    private Task RunAsync(Card card) => AskAsync(Usual(card.World) with { Population = string.IsNullOrWhiteSpace(Population) ? null : Population });

    private string EditHref(Card card) => Navigation.GetUriWithQueryParameters($"/stress/scenarios/{card.Id}", new Dictionary<string, object?> { ["population"] = Population });

    private static string WorldOf(Job job) => job.Kind == StressKind.Key ? job.Inputs.Ask<StressRunQuestion>().World.Name : "Reverse stress";

    private static double Far(Scenario scenario, MacroFactor factor)
        => scenario.Of(factor).MaxBy(value => Math.Abs(value - scenario.Of(factor)[0]));

    private static string SparkText(Scenario scenario, MacroFactor factor)
        => $"{FactorText.Name(factor)} from {FactorText.Value(factor, scenario.Of(factor)[0])} to {FactorText.Value(factor, scenario.Of(factor)[^1])}";

    private sealed record Card(string Id, string Name, string Story, string Source, int Version, RunWorld World, Scenario Scenario);
}
