using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Design;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace LoanTwin.Web.Stress;

/// <summary>A world drawn by hand. The numbers in the grid are the truth; every edit is kept as a draft and answered by the whole book, the newest first.</summary>
public sealed partial class Builder
{
    private const int MostBytes = 1 << 20;
    private const string DraftKept = "draft kept";

    private static readonly ImmutableArray<Quarter> Pasts = [Quarter.Of(1981, 2), Quarter.Of(1990, 2), Quarter.Of(2000, 4), Quarter.Of(2007, 4), Quarter.Of(2019, 4), Quarter.Of(2021, 4)];

    private readonly RunWishes _wishes = new();
    private Drawing? _drawing;
    private ScenarioCheck? _check;
    private AnswerView? _answer;
    private CancellationTokenSource _older = new();
    private string _name = "";
    private string _story = "";
    private string _saved = "";
    private string? _wrong;
    private bool _isUnknown;
    private bool _isKept;
    private string _words = "";
    private PathShape _shape;
    private string _far = "";
    private string _block = "";
    private string _houseBase = "";

    [Inject] private FrozenLender Lender { get; set; } = null!;
    [Inject] private ScenarioRows Rows { get; set; } = null!;
    [Inject] private DraftSteps Steps { get; set; } = null!;

    [Parameter] public string Id { get; set; } = "";

    /// <summary>The world of the library that a new drawing begins with.</summary>
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    /// <summary>The filter that a run takes its loans by.</summary>
    [SupplyParameterFromQuery(Name = "population")] public string? Population { get; set; }

    /// <summary>Where what is shown stands: the draft, or the world it begins with as long as nothing was changed.</summary>
    private string Source => _isKept ? Id : From ?? Id;

    /// <summary>The limit that breaks first.</summary>
    private AnswerBreach? FirstBreach => _answer?.Breaches.MinBy(breach => breach.FirstQuarter);

    private string Lead => _answer is not { } answer ? $"{_name} is being worked out."
        : FirstBreach is { } first ? $"{_name} breaks {Limits(answer.Breaches.Length, MetricCatalogue.Find(first.Key).Value.ShortName)}:"
        : $"{_name} keeps every limit.";

    private string Sub => _answer is not { } answer ? _story
        : $"Losses reach {FigureText.Money((double)answer.Stressed.Sum(month => month.Loss))} by {answer.QuarterOf(answer.Stressed.Count(month => month.EndsQuarter()))}, {FigureText.Money((double)answer.Baseline.Sum(month => month.Loss))} without the shock; capital is lowest at {FigureText.Of(MetricUnit.Fraction, answer.Bridge.Trough)} in {answer.QuarterOf(answer.Bridge.TroughQuarter)}.";

    private IEnumerable<string> Overlaid
        => new[] { ("Cures", _wishes.Cures), ("LGD", _wishes.Severity), ("Exits", _wishes.Exits) }.Where(overlay => overlay.Item2 != 1).Select(overlay => $"{overlay.Item1} × {FigureText.Number(overlay.Item2, "0.##")}");

    protected override void OnInitialized() => _wishes.Population = Population ?? "";

    protected override bool Read() => false;

    protected override async Task OpenAsync(CancellationToken leaving)
    {
        if (ScenarioLibrary.Find(Id) is not null)
        {
            // A drawing has its own address from the first moment, so that the first edit moves nobody to another page.
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters($"/stress/scenarios/{ScenarioRows.NewId()}", new Dictionary<string, object?> { ["from"] = Id, ["population"] = Population }), replace: true);
            return;
        }

        var opened = await Lender.AskAsync(Find, leaving);
        _isUnknown = opened is { Drawing: null };
        if (opened?.Drawing is { } drawing)
        {
            _drawing = drawing;
            StateHasChanged();
            Answer();
        }

        StateHasChanged();
    }

    private Opened Find(StressBench bench)
    {
        var start = ScenarioApi.StartOf(bench);
        if ((Rows.Find(Id, ScenarioRows.DraftVersion) ?? Rows.Find(Id)) is { } own)
        {
            (_name, _story, _isKept, _saved) = (own.Name, own.Story, true, own.Version == ScenarioRows.DraftVersion ? DraftKept : $"version {own.Version}");
            return new(new(start.FirstQuarter, Steps.Find(Id) ?? EditHistory<Scenario>.Begin(own.Scenario)));
        }

        if (ScenarioLibrary.Find(From ?? "") is not { } known)
        {
            return new(null);
        }

        (_name, _story) = (known.Name, known.Story);
        return new(new(start.FirstQuarter, EditHistory<Scenario>.Begin(known.Make(start))));
    }

    private void Choose(MacroFactor factor) => _drawing = _drawing! with { Factor = factor };

    private void Say() => Try(_drawing!.Said(_words));

    private void Shape() => Try(_drawing!.Shaped(_shape, _far));

    private async Task CopyAsync(Quarter after)
        => Try(_drawing!.Copied((await Lender.AskAsync(bench => HistoryWindow.Repeat(_name, ScenarioApi.StartOf(bench), after, _drawing.Quarters), default))!));

    private async Task FillAsync()
        => Take((await Lender.AskAsync(bench => ImpliedValues.Filled(ScenarioApi.StartOf(bench), _drawing!.Current), default))!);

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > MostBytes)
        {
            _wrong = $"{chosen.File.Name}: {chosen.File.Size} bytes, at most {MostBytes}";
            return;
        }

        var isNumber = double.TryParse(_houseBase, NumberStyles.Float, CultureInfo.InvariantCulture, out var given);
        if (_houseBase.Length > 0 && !isNumber)
        {
            _wrong = $"House prices before the first quarter: \"{_houseBase}\" is not a number.";
            return;
        }

        using var reader = new StreamReader(chosen.File.OpenReadStream(MostBytes));
        Try(FedScenarioFile.Scenario(_name, chosen.File.Name, await reader.ReadToEndAsync(), isNumber ? given : _drawing!.Current.HousePriceBase), $"{chosen.File.Name}: ");
    }

    private void Try(Result<Scenario> drawn, string where = "")
    {
        _wrong = drawn.IsSuccess ? null : $"{where}{drawn.Problem}";
        if (drawn.IsSuccess)
        {
            Take(drawn.Value);
        }
    }

    private void Take(Scenario drawn) => Show(_drawing!.Do(drawn));

    private void Undo() => Show(_drawing!.Undo());

    private void Redo() => Show(_drawing!.Redo());

    private void Show(Drawing drawing)
    {
        (_drawing, _wrong) = (drawing, null);
        Answer();
        _ = SaveAsync();
    }

    /// <summary>A knot on its way is answered, not kept: the browser tells of the next when this answer has been drawn.</summary>
    private Task DragAsync((int Quarter, double Value) knot)
    {
        var drawn = _drawing!.With(knot.Quarter, knot.Value.ToString("R", CultureInfo.InvariantCulture));
        return drawn.IsSuccess ? AnswerAsync(drawn.Value, Newest(), isPassing: true) : Task.CompletedTask;
    }

    /// <summary>The newest question wins: whatever an older one still works on is let go.</summary>
    private void Answer() => _ = AnswerAsync(_drawing!.Current, Newest());

    private CancellationToken Newest()
    {
        _older.Cancel();
        _older = new();
        return _older.Token;
    }

    private async Task AnswerAsync(Scenario scenario, CancellationToken newer, bool isPassing = false)
    {
        try
        {
            _answer = await Lender.AskAsync(bench => AnswerView.Of(bench, bench.Answer(_wishes.Live(scenario), newer).Value), newer) ?? _answer;
            StateHasChanged();
            if (isPassing)
            {
                return;
            }

            var backdrops = await Lender.AskAsync(bench => Backdrop.Of(ScenarioApi.StartOf(bench), scenario), newer);
            newer.ThrowIfCancellationRequested();
            _drawing = _drawing! with { Backdrops = backdrops ?? _drawing.Backdrops };
            StateHasChanged();
            _check = await Lender.AskAsync(bench => ScenarioCheck.Of(ScenarioApi.StartOf(bench), scenario), newer) ?? _check;
            newer.ThrowIfCancellationRequested();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (newer.IsCancellationRequested)
        {
            // Another edit came.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private Task RenameAsync(string name)
    {
        _name = name;
        return SaveAsync();
    }

    private async Task SaveAsync()
    {
        try
        {
            var drawing = _drawing!;
            await Rows.SaveDraftAsync(Id, _name, _story, drawing.Current, Author.Local);
            Steps.Keep(Id, drawing.History);
            (_isKept, _saved) = (true, DraftKept);
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task KeepAsync()
    {
        await SaveAsync();
        var kept = await Rows.KeepAsync(Id, _story, Named(), Author.Local, default);
        _saved = $"kept as version {kept!.Version}";
    }

    private Task RunAsync() => AskAsync(_wishes.Question(RunWorld.Of(Named()), Feed.Latest?.LoansActive ?? 0), _wishes.Seed);

    private Scenario Named() => ScenarioBody.Of(_story, _drawing!.Current).Open(_name);

    private static string Limits(int count, string first) => count == 1 ? $"the limit of {first}" : $"{count} limits, {first} first";

    private static string ShapeName(PathShape shape) => shape == PathShape.ShockAndDecay ? "shock and decay" : shape == PathShape.Ramp ? "ramp" : $"{shape}";

    /// <param name="Drawing">Nothing where there is no such scenario.</param>
    private sealed record Opened(Drawing? Drawing);
}
