using System.Globalization;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Loans;

/// <summary>One loan: where it stands, what its expected loss is made of, where it may go, what is still to be paid. As of the day on which it was opened here.</summary>
public sealed partial class Page : IDisposable
{
    private const double High = .1;
    private const int MostRows = 36;
    private const int Months = 24;
    private const int Futures = 400;
    private const int ShownEvery = 3;
    private static readonly string[] Letters = ["Current", "Grace", "30 days", "60 days", "90+ days", "Defaulted", "Paid off", "Repaid early"];

    private readonly CancellationTokenSource _leaving = new();
    private LoanDetail? _loan;
    private ScheduleView? _schedule;
    private HeatGrid? _states;
    private int _futures;
    private bool _isAsked;

    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Digits, or L- and digits.</summary>
    [Parameter] public string Id { get; set; } = "";

    private string Title => LoanIdRoute.TryParse(Id, out var id) ? LoanIdRoute.Shown(id) : Id;

    /// <summary>The list that the reader came from: its filter and order are in this address.</summary>
    private string Back => "/portfolio" + new Uri(Navigation.Uri).Query;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        (_loan, _states, _isAsked) = (null, null, false);
        await ReadAsync((view, shelf, row) => (_loan, _schedule) = (LoanDetail.Of(view, shelf, row), ScheduleView.Of(view, shelf, row)));
        _isAsked = true;
    }

    /// <summary>Futures take a moment, so the facts are on the page before them.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (RendererInfo.IsInteractive && _loan is { Loan.Active: true } && _states is null)
        {
            _states = HeatGrid.BySize("In months", MetricUnit.Fraction, Letters, []);
            await Task.Run(() => ReadAsync((view, shelf, row) => Show(Queries.ForecastView.Of(view, shelf, row, Months, Futures, _leaving.Token))), _leaving.Token);
            StateHasChanged();
        }
    }

    private async Task ReadAsync(Action<BookView, Shelf, int> read)
    {
        using var lease = await Views.NewestAsync(_leaving.Token);
        if (lease is not null && LoanIdRoute.TryParse(Id, out var id) && lease.View.TryFind(id, out var shelf, out var row))
        {
            read(lease.View, shelf, row);
        }
    }

    private void Show(Queries.ForecastView forecast)
    {
        _futures = forecast.Futures;
        var shown = forecast.Months.Select((month, place) => (month, place)).Where(entry => (entry.place + 1) % ShownEvery == 0);
        _states = HeatGrid.BySize(
            "By", MetricUnit.Fraction, Letters,
            [.. shown.Select(entry => (FigureText.Day(entry.month.Day), (IReadOnlyList<double?>)[.. LoanField.Statuses.Select(status => (double?)entry.month.States[status])]))]);
    }

    private static IEnumerable<(string Field, decimal Amount)> Amounts(ScheduledRow row)
        => [("payment", row.Payment), ("interest", row.Interest), ("principal", row.Principal), ("balance", row.Balance)];

    private static IEnumerable<(string Name, string Key, string? Raw, string Text, string Note)> Facts(LoanDetail loan)
    {
        var (item, address) = (loan.Loan, $"/api/loans/{loan.Loan.Id}#");
        yield return ("Days past due", address + "/loan/daysPastDue", Raw(item.DaysPastDue), Raw(item.DaysPastDue)!, loan.StatusName);
        yield return ("Balance", address + "/loan/balance", Raw(item.Balance), $"${FigureText.Full(item.Balance)}", $"of ${FigureText.Full(item.OriginalAmount)}");
        yield return ("Rate", address + "/loan/rate", Raw(item.Rate), FigureText.Of(MetricUnit.Fraction, item.Rate).ToString(), "a year");
        yield return ("Payment", address + "/payment", Raw(loan.Payment), $"${FigureText.Full(loan.Payment)}", "a month");
        yield return ("Score", address + "/loan/score", Raw(item.Score), Raw(item.Score)!, "when it was made");
        yield return ("Debt to income", address + "/loan/dti", Raw(item.Dti), FigureText.Number(item.Dti, "0.00"), "now");
        yield return ("Expected loss", address + "/loan/expectedLoss", Raw(item.ExpectedLoss), $"${FigureText.Full(item.ExpectedLoss)}", "next 12 months");
        yield return ("Months left", address + "/loan/remainingTerm", Raw(item.RemainingTerm), Raw(item.RemainingTerm)!, "of the contract");
    }

    private static IEnumerable<(string Name, string Key, string? Raw, string Text)> RiskParts(LoanDetail loan)
    {
        var (risk, address) = (loan.Risk, $"/api/loans/{loan.Loan.Id}#/risk");
        yield return ("Probability of a default event", address + "/pd12", Raw(risk.Pd12), FigureText.Of(MetricUnit.Fraction, risk.Pd12).ToString());
        yield return ("Share that ends in a charge-off", address + "/terminationShare", Raw(risk.TerminationShare), FigureText.Of(MetricUnit.Fraction, risk.TerminationShare).ToString());
        yield return ("Loss given default", address + "/lgd", Raw(risk.Lgd), FigureText.Of(MetricUnit.Fraction, risk.Lgd).ToString());
        yield return ("Exposure at default, USD", address + "/exposureAtDefault", Raw(risk.ExposureAtDefault), FigureText.Full(risk.ExposureAtDefault));
        yield return ("Expected loss, USD", address + "/expectedLoss", Raw(risk.ExpectedLoss), FigureText.Full(risk.ExpectedLoss));
    }

    private static string? Raw(IFormattable value) => value.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);
}
