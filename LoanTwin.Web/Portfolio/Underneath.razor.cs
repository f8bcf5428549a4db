using System.Collections.Immutable;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Portfolio;

/// <summary>
/// What the loans of the table come to, below it: worked out when the reader rests on a question, so that whoever turns filters one after the
/// other never waits for it. Vintages move by months: a day alone does not ask for them again.
/// </summary>
public sealed partial class Underneath : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _leaving = new();
    private ImmutableArray<SegmentKey> _cut = [];
    private ExplorerAddress? _address;
    private SegmentsView? _strats;
    private VintagesView? _vintages;
    private IReadOnlyList<Curve> _curves = [];
    private Explored? _seen;
    private string _question = "";
    private bool _isBusy = true;

    [Inject] private BookViews Views { get; set; } = null!;

    [CascadingParameter] private Explored Explored { get; set; } = null!;

    private SegmentKey By => Explored.Address.By[0];

    private string Question => $"{Explored.Address.Filter.Text} {By.Name}";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnParametersSet() => _isBusy = _isBusy || _question != Question;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive || ReferenceEquals(_seen, Explored))
        {
            return;
        }

        var asked = _seen = Explored;
        try
        {
            await Task.Delay(Rest, _leaving.Token);
            if (ReferenceEquals(asked, Explored))
            {
                await AnswerAsync(asked, Question);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
    }

    private async Task AnswerAsync(Explored asked, string question)
    {
        using var lease = Views.Find(asked.View) ?? await Views.NewestAsync(_leaving.Token);
        if (lease is null)
        {
            return;
        }

        var (view, address) = (lease.View, asked.Address);
        ImmutableArray<SegmentKey> cut = [address.By[0]];
        var isNew = _vintages is not { } known || question != _question || (known.Day.Year, known.Day.Month) != (view.Date.Year, view.Date.Month);
        var (strats, vintages) = await Task.Run(() => (SegmentsView.Of(view, cut, address.Filter), isNew ? VintagesView.Of(view, "year", VintagesView.Defaults, address.Asked.OfTheContract, null, null) : _vintages), _leaving.Token);
        if (ReferenceEquals(asked, Explored) || question == Question)
        {
            (_strats, _vintages, _cut, _address, _question, _isBusy) = (strats, vintages, cut, address, question, false);
            _curves = isNew ? VintageText.Curves(vintages!) : _curves;
            StateHasChanged();
        }
    }
}
