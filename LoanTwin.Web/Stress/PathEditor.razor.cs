using System.Globalization;
using LoanTwin.Domain.Economy;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LoanTwin.Web.Stress;

/// <summary>One factor's path: knots to drag over the cells to type in, quarter above quarter. All numbers as the cells show them.</summary>
public sealed partial class PathEditor : IAsyncDisposable
{
    private const double Width = 640;
    private const double Height = 300;
    private const double Top = 14;
    private const double Foot = 292;
    private const double FirstColumn = 56;
    private const double LeastCell = 38;

    /// <summary>Of what lies between the lowest and the highest value, left free above and below.</summary>
    private const double Air = .15;

    private static readonly NumberPattern Plain = new(1, 1, "", "");

    private readonly double _left = FirstColumn;
    private ElementReference _root;
    private IJSObjectReference? _script;
    private IJSObjectReference? _mounted;
    private DotNetObjectReference<PathEditor>? _self;
    private ValueAxis _axis = ValueAxis.Of(0, 1, Plain);

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public Quarter First { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<double> Values { get; set; }

    /// <summary>What the other factors let expect; as long as the values, or empty while it is worked out.</summary>
    [Parameter] public IReadOnlyList<double> Implied { get; set; } = [];

    /// <summary>What is expected without the scenario.</summary>
    [Parameter] public IReadOnlyList<double> Calm { get; set; } = [];

    /// <summary>How low history went from where it stood.</summary>
    [Parameter] public IReadOnlyList<double> Low { get; set; } = [];

    [Parameter] public IReadOnlyList<double> High { get; set; } = [];
    [Parameter] public double Step { get; set; } = .1;
    [Parameter] public double Least { get; set; }
    [Parameter] public double Most { get; set; }

    /// <summary>A cell was filled, or a knot let go.</summary>
    [Parameter] public EventCallback<(int Quarter, string? Value)> Typed { get; set; }

    /// <summary>A knot is on its way: where it is now. The next is told when this one has been dealt with.</summary>
    [Parameter] public EventCallback<(int Quarter, double Value)> Dragged { get; set; }

    /// <summary>Several cells were pasted at once, from a quarter on.</summary>
    [Parameter] public EventCallback<(int Quarter, string Text)> Pasted { get; set; }

    /// <summary>Ctrl Z, and Ctrl Y, in the editor.</summary>
    [Parameter] public EventCallback TakenBack { get; set; }

    [Parameter] public EventCallback DoneAgain { get; set; }

    [JSInvokable]
    public Task DragKnot(int at, double value) => IsKnot(at, value) ? Dragged.InvokeAsync((at, value)) : Task.CompletedTask;

    [JSInvokable]
    public Task MoveKnot(int at, double value) => IsKnot(at, value) ? Typed.InvokeAsync((at, Exact(value))) : Task.CompletedTask;

    [JSInvokable]
    public Task Paste(int at, string text) => Pasted.InvokeAsync((Math.Clamp(at, 0, Values.Count - 1), text));

    [JSInvokable]
    public Task Undo() => TakenBack.InvokeAsync();

    [JSInvokable]
    public Task Redo() => DoneAgain.InvokeAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_mounted is not null)
            {
                await _mounted.InvokeVoidAsync("leave");
                await _mounted.DisposeAsync();
                await _script!.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its listeners with it.
        }

        _self?.Dispose();
    }

    protected override void OnParametersSet()
    {
        var all = Values.Concat(Implied).Concat(Calm).ToList();
        var (low, high) = (all.Min(), all.Max());
        var room = Math.Max(Air * (high - low), 5 * Step);
        _axis = ValueAxis.Of(Math.Max(Least, low - room), Math.Min(Most, high + room), Plain);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/path-editor.js"]);
            _mounted = await _script.InvokeAsync<IJSObjectReference>("mount", _root, _self);
        }
    }

    private bool IsKnot(int at, double value) => at >= 0 && at < Values.Count && double.IsFinite(value);

    private bool IsWhole(IReadOnlyList<double> values) => values.Count == Values.Count;

    private string QuarterWord(int at)
    {
        var quarter = First.Plus(at);
        return at == 0 || quarter.OfYear == 1 ? $"Q{quarter.OfYear} {quarter.Year % 100:00}" : $"Q{quarter.OfYear}";
    }

    private string Line(IReadOnlyList<double> values) => string.Concat(values.Select((value, at) => $"{(at == 0 ? 'M' : 'L')}{SvgText.Number(X(at))} {SvgText.Number(Y(Within(value)))}"));

    /// <summary>The middle of the quarter's column in the grid below.</summary>
    private double X(int at) => _left + ((Width - _left) * (at + .5) / Values.Count);

    private double Y(double value) => Foot - ((Foot - Top) * _axis.Share(value));

    /// <summary>History may have gone further than the picture does.</summary>
    private double Within(double value) => Math.Clamp(value, _axis.Low, _axis.High);

    private static string Cell(double value) => Math.Round(value, 2).ToString("0.0#", CultureInfo.InvariantCulture);

    private static string Exact(double value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
