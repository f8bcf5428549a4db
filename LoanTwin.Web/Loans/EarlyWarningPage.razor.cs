using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Warnings;
using LoanTwin.Web.Design;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Loans;

/// <summary>Who should be called before he stops paying? The list, a reason for each borrower, and how often it was right.</summary>
public sealed partial class EarlyWarningPage
{
    private const string Address = "/portfolio/early-warning";
    private const int History = BorrowerSigns.MonthsBack;
    private const int MoreReasons = 3;

    private WarningQuestion _question = new(WarningQuestion.Lists[0], WarningQuestion.AllProducts, WarningQuestion.UsualRows);
    private WarningsView? _view;

    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private EarlyWarnings Warnings { get; set; } = null!;

    protected override string Home => Address;

    private static string Href(string list, string product) => QueryHelpers.AddQueryString(Address, new Dictionary<string, string?> { ["list"] = list, ["product"] = product });

    /// <summary>What the address says wrongly is left out.</summary>
    private static WarningQuestion Asked(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var (list, product) = (query.GetValueOrDefault("list").ToString(), query.GetValueOrDefault("product").ToString());
        return new(WarningQuestion.Lists.Contains(list) ? list : WarningQuestion.Lists[0], LoanField.Products.Contains(product) ? product : WarningQuestion.AllProducts, WarningQuestion.UsualRows);
    }

    private static string Reason(WarnedView one) => char.ToUpperInvariant(one.Reason[0]) + one.Reason[1..];

    private static string Range(MeasuredView measured) => $"{FigureText.Number(100 * measured.Low, "0.0")}…{FigureText.Of(MetricUnit.Fraction, measured.High)}";

    private static (string Name, string Key, MeasuredView Measured)[] Scores(WarningQuality quality) =>
    [
        ("Where they stand and where they are going", "caught", quality.Caught), ("Where they stand alone", "caughtByLevel", quality.CaughtByLevel),
        ("Where they are going alone", "caughtByTrend", quality.CaughtByTrend), ("The trend alone, among those who still pay on time", "caughtByTrendOfCurrent", quality.CaughtByTrendOfCurrent),
    ];

    private IEnumerable<LoanFact> Facts(WarningsView view)
    {
        var (quality, caught) = (view.Measured, _question.IsTurning ? view.Measured.CaughtByTrendOfCurrent : view.Measured.Caught);
        yield return new("Borrowers", "borrowers", view.Borrowers, FigureText.Count(view.Borrowers).ToString(), _question.IsTurning ? "pay on time" : "perform");
        yield return new("Top decile", "topDecile", view.TopDecile, FigureText.Count(view.TopDecile).ToString(), "worth a call");
        yield return new("Default events held", _question.IsTurning ? "measured/caughtByTrendOfCurrent/value" : "measured/caught/value", caught.Value, FigureText.Of(MetricUnit.Fraction, caught.Value).ToString(), $"({Range(caught)}) of next quarter's");
        if (!_question.IsTurning)
        {
            yield return new("Precision", "measured/precision/value", quality.Precision.Value, FigureText.Of(MetricUnit.Fraction, quality.Precision.Value).ToString(), $"({Range(quality.Precision)}); of all, {FigureText.Of(MetricUnit.Fraction, quality.BaseRate)}");
            yield return new("Lead time", "measured/leadDays/value", quality.LeadDays.Value, $"{FigureText.Number(quality.LeadDays.Value, "0")} days", $"median ({FigureText.Number(quality.LeadDays.Low, "0")}…{FigureText.Number(quality.LeadDays.High, "0")})");
        }
    }

    private string Key(int place, string figure) => $"{_question.Href}#/warnings/{place}/{figure}";

    protected override bool Look(string address)
    {
        _question = Asked(address);
        return true;
    }

    protected override async Task<long?> AnswerAsync(CancellationToken leaving)
    {
        using var lease = await Views.NewestAsync(leaving);
        if (lease is null)
        {
            return null;
        }

        _view = await Warnings.AnswerAsync(lease.View, _question, leaving);
        return lease.View.CommitSequence;
    }
}
