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
    private static readonly ImmutableArray<Quarter> Pasts = [Quarter.Of(1981, 2), Quarter.Of(1990, 2), Quarter.Of(2000, 4), Quarter.Of(2007, 4), Quarter.Of(2019, 4), Quarter.Of(2021, 4)];

    private const int MostBytes = 1 << 20;

    private EditHistory<Scenario>? _history;
    private ImmutableDictionary<MacroFactor, ImmutableArray<double>>? _implied;
    private ScenarioCheck? _check;
    private AnswerView? _answer;
    private CancellationTokenSource _older = new();
    private MacroFactor _factor = MacroFactor.Unemployment;
    private Quarter _first;
    private string? _id;
    private string _name = "";
    private string _story = "";
    private string _saved = "";
    private string? _wrong;
    private bool _isUnknown;
    private string _words = "";
    private PathShape _shape;
    private string _far = "";
    private string _past = $"{Pasts[3]}";
    private string _block = "";
    private int _horizon = 9;
    private string _sheet = SheetKeys.Usual;
    private string _population = "";
    private int _paths = StressRunQuestion.UsualPaths;
    private uint _seed = 1;
    private double _cures = 1;
    private double _severity = 1;
    private double _exits = 1;
    private string _houseBase = "";

    [Inject] private FrozenLender Lender { get; set; } = null!;
    [Inject] private ScenarioRows Rows { get; set; } = null!;

    [Parameter] public string Id { get; set; } = "";

    /// <summary>The loans that whoever sent the reader here had in hand, as a filter.</summary>
    [SupplyParameterFromQuery(Name = "population")] public string? Sent { get; set; }

    private int Quarters => _history!.Current.Quarters;

    private string Lead => _answer is not { } answer ? $"{_name} is being worked out."
        : answer.Breaches is [var first, ..] ? $"{_name} breaks {MetricCatalogue.Find(first.Key).Value.Name}: {FigureText.Of(MetricCatalogue.Find(first.Key).Value.Unit, first.Worst)}."
        : $"{_name} keeps every limit.";

    protected override bool Read() => false;

    protected override void OnInitialized() => _population = Sent ?? "";

    protected override async Task OpenAsync(CancellationToken leaving)
    {
        var opened = await Lender.AskAsync(Find, leaving);
        _isUnknown = opened is { History: null };
        if (opened?.History is { } history)
        {
            (_history, _first) = (history, opened.First);
            StateHasChanged();
            Answer();
        }

        StateHasChanged();
    }

    private Opened Find(StressBench bench)
    {
        var start = ScenarioApi.StartOf(bench);
        if (ScenarioLibrary.Find(Id) is { } known)
        {
            (_name, _story) = (known.Name, known.Story);
            return new(start.FirstQuarter, EditHistory<Scenario>.Begin(known.Make(start)));
        }

        if ((Rows.Find(Id, ScenarioRows.DraftVersion) ?? Rows.Find(Id)) is not { } own)
        {
            return new(start.FirstQuarter, null);
        }

        (_id, _name, _story) = (own.Id, own.Name, own.Story);
        return new(start.FirstQuarter, EditHistory<Scenario>.Begin(own.Scenario));
    }

    private ImmutableArray<double> PathOf(MacroFactor factor)
        => _history!.Current.Names(factor) ? _history.Current.Of(factor) : _implied?[factor] ?? [.. Enumerable.Repeat(0.0, Quarters)];

    private void Type(int quarter, object? typed)
    {
        if (!double.TryParse($"{typed}".TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            _wrong = $"{FactorText.Name(_factor)}, {_first.Plus(quarter)}: \"{typed}\" is not a number.";
            return;
        }

        Draw(new Dictionary<MacroFactor, ImmutableArray<double>> { [_factor] = PathOf(_factor).SetItem(quarter, IsShare(_factor) ? value / 100 : value) });
    }

    private void Move((int Quarter, double Value) knot) => Type(knot.Quarter, knot.Value.ToString("R", CultureInfo.InvariantCulture));

    private void Say() => Draw(ShapedPath.Read(_words, _factor, Quarters));

    private void Shape()
    {
        var isNumber = double.TryParse(_far.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var far);
        Draw(isNumber ? ShapedPath.Of(_shape, PathOf(_factor)[0], IsShare(_factor) ? far / 100 : far, Quarters) : Problem.Of(ProblemKind.Invalid, "furthest at", _far, "a number"));
    }

    private async Task CopyAsync()
    {
        var past = await Lender.AskAsync(bench => HistoryWindow.Repeat(_name, ScenarioApi.StartOf(bench), Quarter.Parse(_past)!.Value, Quarters), default);
        Draw(past!.Names(_factor) ? Scaled(past) : Problem.Of(ProblemKind.MissingData, _factor.Key, _past, "a time when it was measured"));
    }

    /// <summary>House prices count from the base of what is drawn.</summary>
    private Result<ImmutableArray<double>> Scaled(Scenario past)
    {
        var scale = _factor == MacroFactor.HousePriceIndex ? _history!.Current.HousePriceBase / past.HousePriceBase : 1;
        var path = past.Of(_factor);
        return Enumerable.Range(0, Quarters).Select(quarter => scale * path[Math.Min(quarter, path.Length - 1)]).ToImmutableArray();
    }

    private void Paste()
    {
        var block = PastedBlock.Read(_block, _factor);
        if (!block.IsSuccess)
        {
            _wrong = $"{block.Problem}";
            return;
        }

        var rows = block.Value.Values.First().Length;
        Draw(rows > Quarters
            ? block.Value.ToDictionary(entry => entry.Key, entry => entry.Value[..Quarters])
            : block.Value.ToDictionary(entry => entry.Key, entry => ImmutableArray.CreateRange(entry.Value.Concat(PathOf(entry.Key).Skip(rows)))));
    }

    private async Task FillAsync()
        => Take((await Lender.AskAsync(bench => ImpliedValues.Filled(ScenarioApi.StartOf(bench), _history!.Current), default))!);

    private void Draw(Result<ImmutableArray<double>> path)
    {
        if (path.IsSuccess)
        {
            Draw(new Dictionary<MacroFactor, ImmutableArray<double>> { [_factor] = path.Value });
        }
        else
        {
            _wrong = $"{path.Problem}";
        }
    }

    private void Draw(Dictionary<MacroFactor, ImmutableArray<double>> paths)
    {
        var drawn = Drawn(paths);
        _wrong = drawn.IsSuccess ? null : $"{drawn.Problem}";
        if (drawn.IsSuccess)
        {
            Take(drawn.Value);
        }
    }

    private Result<Scenario> Drawn(Dictionary<MacroFactor, ImmutableArray<double>> paths)
    {
        var now = _history!.Current;
        var values = now.Named.Union(paths.Keys).ToDictionary(factor => factor.Key, factor => (IReadOnlyList<double?>?)[.. paths.GetValueOrDefault(factor, now.Names(factor) ? now.Of(factor) : []).Select(value => (double?)value)]);
        return ScenarioDoor.Open(new(_name, now.Source, values) { FirstQuarter = now.FirstQuarter, HousePriceBase = now.HousePriceBase });
    }

    /// <summary>A knot on its way is answered, not kept: the browser tells of the next when this answer has been drawn.</summary>
    private Task DragAsync((int Quarter, double Value) knot)
    {
        var drawn = Drawn(new Dictionary<MacroFactor, ImmutableArray<double>> { [_factor] = PathOf(_factor).SetItem(knot.Quarter, IsShare(_factor) ? knot.Value / 100 : knot.Value) });
        return drawn.IsSuccess ? AnswerAsync(drawn.Value, Newest(), isPassing: true) : Task.CompletedTask;
    }

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
        var read = FedScenarioFile.Scenario(_name, chosen.File.Name, await reader.ReadToEndAsync(), isNumber ? given : _history!.Current.HousePriceBase);
        _wrong = read.IsSuccess ? null : $"{chosen.File.Name}: {read.Problem}";
        if (read.IsSuccess)
        {
            Take(read.Value);
        }
    }

    private void Take(Scenario drawn)
    {
        _history = _history!.Do(drawn);
        _wrong = null;
        Answer();
        _ = SaveAsync();
    }

    private void Step(Func<EditHistory<Scenario>, EditHistory<Scenario>> step)
    {
        _history = step(_history!);
        Answer();
        _ = SaveAsync();
    }

    /// <summary>The newest question wins: whatever an older one still works on is let go.</summary>
    private void Answer() => _ = AnswerAsync(_history!.Current, Newest());

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
            var question = new StressQuestion { Scenario = scenario, Quarters = Math.Clamp(_horizon, 1, StressQuestion.MostQuarters), Overlays = new(Factor(_cures, .1), Factor(_severity, 0), Factor(_exits, 0)) };
            _answer = await Lender.AskAsync(bench => AnswerView.Of(bench, bench.Answer(question, newer).Value), newer) ?? _answer;
            StateHasChanged();
            if (isPassing)
            {
                return;
            }

            _implied = await Lender.AskAsync(bench => ImpliedValues.Of(ScenarioApi.StartOf(bench), scenario), newer) ?? _implied;
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

    private async Task SaveAsync()
    {
        try
        {
            _id ??= ScenarioRows.NewId();
            await Rows.SaveDraftAsync(_id, _name, _story, _history!.Current, Author.Local);
            _saved = "draft kept";
            if (Id != _id)
            {
                Navigation.NavigateTo($"/stress/scenarios/{Id = _id}", replace: true);
            }

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
        var kept = await Rows.KeepAsync(_id, _story, Named(), Author.Local, default);
        _saved = $"kept as version {kept!.Version}";
    }

    private Task RunAsync()
    {
        var mode = SheetKeys.Find(_sheet)!.Value;
        var question = new StressRunQuestion(
            RunWorld.Of(Named()), _horizon, string.IsNullOrWhiteSpace(_population) ? null : _population, _sheet, _cures, _severity, _exits, _paths, StressRunQuestion.BlockOf(Feed.Latest?.LoansActive ?? 0, mode));
        var faults = new FaultList().Require(mode != SheetMode.Dynamic || question.Population is null, "loans", _population, "all loans with a dynamic balance sheet");
        faults.Add(RunPopulation.Check(question.Population));
        faults.Add(question.Plan(question.Bare(), _seed).Check().Problem?.Faults ?? []);
        _wrong = faults.Any ? $"{faults.ToProblem()}" : null;
        return faults.Any ? Task.CompletedTask : AskAsync(question, _seed);
    }

    /// <summary>What the range of an overlay makes of a number, until the run itself refuses it.</summary>
    private static double Factor(double typed, double least) => Math.Clamp(double.IsFinite(typed) ? typed : 1, least, 5);

    private Scenario Named() => ScenarioBody.Of(_story, _history!.Current).Open(_name);

    private static bool IsShare(MacroFactor factor) => factor.Unit == FactorUnit.Fraction;

    private string Shown(double value) => Math.Round(IsShare(_factor) ? 100 * value : value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static double Shown(MacroFactor factor, double value) => IsShare(factor) ? 100 * value : value;

    private double[] Drawn(ImmutableArray<double> path) => [.. path.Select(value => Shown(_factor, value))];

    private static double[] Sums(AnswerMonth[] months)
    {
        var sum = 0m;
        return [.. months.Select(month => (month.Month, Sum: sum += month.Loss)).Where(month => month.Month.Month % 3 == 0).Select(month => (double)month.Sum)];
    }

    private static double[] Ends(AnswerMonth[] months, Func<AnswerMonth, double> figure) => [.. months.Where(month => month.Month.Month % 3 == 0).Select(figure)];

    private static string ShapeName(PathShape shape) => shape == PathShape.ShockAndDecay ? "shock and decay" : shape == PathShape.Ramp ? "ramp" : $"{shape}";

    private sealed record Opened(Quarter First, EditHistory<Scenario>? History);
}
