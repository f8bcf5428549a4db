using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Loans;

/// <summary>What another rate or term would do to the loan: the same question and the same answer as over HTTP, asked whenever a term is changed.</summary>
public sealed partial class WhatIf : IDisposable
{
    private const int Percent = 100;
    private const int HighestPercent = LoanDoor.HighestRate / (AnnualRate.One / Percent);

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<Fault> _faults = [];
    private WhatIfView? _answer;
    private string? _cannot;
    private string _rate = "";
    private string _term = "";
    private (string Rate, string Term) _today;
    private bool _isFloating;
    private bool _isCard;
    private bool _isAsking;
    private int _answered;

    /// <summary>The number of the loan.</summary>
    [Parameter, EditorRequired] public long Loan { get; set; }

    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private TwinService Twin { get; set; } = null!;

    /// <summary>Terms that are not today's and can be asked about.</summary>
    private bool HasPlan => (_rate, _term) != _today && _faults.Count == 0;

    private IEnumerable<Row> Rows
    {
        get
        {
            var (now, plan, change) = (_answer?.Now, HasPlan ? _answer?.Plan : null, HasPlan ? _answer?.Change : null);
            yield return new("pd12", "PD 12 m", now?.Pd12, plan?.Pd12, MetricUnit.Fraction, ChangeOf(MetricUnit.Fraction, change?.Pd12, GoodDirection.Down), SideOf(change?.Pd12, GoodDirection.Down));
            yield return new("expectedLoss", "Expected loss", (double?)now?.ExpectedLoss, (double?)plan?.ExpectedLoss, MetricUnit.Usd, ChangeOf(MetricUnit.Usd, (double?)change?.ExpectedLoss, GoodDirection.Down), SideOf((double?)change?.ExpectedLoss, GoodDirection.Down));
            yield return new("payment", "Payment a month", (double?)now?.Payment, (double?)plan?.Payment, MetricUnit.Usd, ChangeOf(MetricUnit.Usd, (double?)change?.Payment, GoodDirection.None), null);
            yield return new("value", "Value to us", (double?)now?.Value, (double?)plan?.Value, MetricUnit.Usd, ChangeOf(MetricUnit.Usd, (double?)change?.Value, GoodDirection.None), null) { Interval = change is { } given ? $"90 % {Signed(given.ValueLow)}…{Signed(given.ValueHigh)}" : null };
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        using var lease = await Views.NewestAsync(_leaving.Token);
        if (lease is null || !lease.View.TryFind(Loan, out var shelf, out var row))
        {
            return;
        }

        Read(shelf, row);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive && _cannot is null)
        {
            await AskAsync();
            StateHasChanged();
        }
    }

    private void Read(Shelf shelf, int row)
    {
        (_isCard, _isFloating) = (shelf.Product.Card is not null, (shelf.Fixed.Terms[row] & FixedColumns.Floating) != 0);
        _today = (((double)shelf.Moving.Rate[row] / AnnualRate.One * Percent).ToString("0.00###", CultureInfo.InvariantCulture), _isCard ? "" : shelf.Moving.Remaining[row].ToString(CultureInfo.InvariantCulture));
        (_rate, _term) = _today;
        _cannot = (PaymentStatus)shelf.Moving.Status[row] >= PaymentStatus.Default ? "The contract of this loan has ended."
            : _isCard && _isFloating ? "The rate of this card follows the base rate and it has no term: there is nothing to change."
            : null;
    }

    private async Task ResetAsync()
    {
        (_rate, _term) = _today;
        await AskAsync();
    }

    /// <summary>A question that is still being worked out is not asked twice; what was typed meanwhile is asked after it.</summary>
    private async Task AskAsync()
    {
        if (_isAsking)
        {
            return;
        }

        _isAsking = true;
        try
        {
            for (var asked = ("", ""); asked != (_rate, _term);)
            {
                asked = (_rate, _term);
                await AnswerAsync();
            }

            _answered++;
        }
        finally
        {
            _isAsking = false;
        }
    }

    private async Task AnswerAsync()
    {
        if (Plan() is not { } plan)
        {
            return;
        }

        var policy = await Twin.ReadAsync(lender => lender.Policy, _leaving.Token);
        using var lease = await Views.NewestAsync(_leaving.Token);
        if (lease is null || !lease.View.TryFind(Loan, out var shelf, out var row))
        {
            return;
        }

        _faults = plan.Check(shelf, row).Problem?.Faults ?? [];
        if (_faults.Count == 0)
        {
            _answer = await Task.Run(() => WhatIfView.Of(lease.View, shelf, row, plan, policy, _leaving.Token), _leaving.Token);
        }
    }

    /// <summary>What stands in the boxes; nothing where one of them is not a number, which is then said beside it.</summary>
    private LoanPlan? Plan()
    {
        var faults = new FaultList();
        var rate = double.TryParse(_rate.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent);
        var term = int.TryParse(_term.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var months);
        faults.Require(_isFloating || (rate && percent is >= 0 and <= HighestPercent), "annualRate", _rate, $"a number of per cent, 0 to {HighestPercent}").Require(term || _isCard, "termMonths", _term, "a whole number of months");
        _faults = faults.Faults;
        return _faults.Count > 0 ? null : new() { AnnualRate = _isFloating ? null : (int)Math.Round(percent / Percent * AnnualRate.One), TermMonths = _isCard ? null : months };
    }

    private string? FaultOf(string field) => _faults.FirstOrDefault(fault => fault.Field == field) is { } fault ? $"{(field is "annualRate" ? "Rate" : "Months")}: {fault.Rule}" : null;

    private static string Refused(WhatIfView answer) => string.Join("; ", answer.Checks.Where(check => !check.Holds).Select(check => $"{Words(check.Rule)} {check.Limit}"));

    private static string Words(string rule) => rule switch
    {
        "debtToIncome" => "Debt to income",
        "legalRateCap" => "Legal cap:",
        "instalments" => "Only",
        _ => char.ToUpperInvariant(rule[0]) + rule[1..],
    };

    private static string ChangeOf(MetricUnit unit, double? change, GoodDirection direction) => change is null ? "" : unit == MetricUnit.Usd
        ? $"{Signed((decimal)change.Value)}{(SideOf(change, direction) is { } side ? " " + side : "")}"
        : ChangeText.Of(unit, change.Value, direction).Text;

    private static string? SideOf(double? change, GoodDirection direction) => change is null or 0 || direction == GoodDirection.None ? null : change > 0 == (direction == GoodDirection.Up) ? "better" : "worse";

    private static string Signed(decimal dollars) => $"{(dollars > 0 ? "+" : dollars < 0 ? "−" : "")}${Math.Abs(dollars).ToString("#,0", CultureInfo.InvariantCulture)}";

    private sealed record Row(string Key, string Name, double? Now, double? Plan, MetricUnit Unit, string Change, string? Direction)
    {
        public string? Interval { get; init; }

        /// <summary>To the dollar; the cents are in the data-value.</summary>
        public string Text(double? value) => value is not { } known ? FigureText.Missing : Unit == MetricUnit.Usd ? "$" + FigureText.Number(known, "#,0") : FigureText.Of(Unit, known).ToString();
    }
}
