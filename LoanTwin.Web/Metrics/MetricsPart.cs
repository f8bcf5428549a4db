using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Metrics;

/// <summary>A page about metrics: their values on the day that the address names, or of the live one, and what they were on the day compared with.</summary>
public abstract class MetricsPart : LiveComponent
{
    [Inject] internal OverviewPictures Pictures { get; set; } = null!;
    [Inject] internal FigureRows Rows { get; set; } = null!;
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    internal PageTime Time { get; private set; } = PageTime.Usual;

    internal DateOnly? Day { get; private set; }

    internal ImmutableArray<MetricValue> Values { get; private set; } = [];

    internal IReadOnlyDictionary<string, double?> Before { get; private set; } = new Dictionary<string, double?>();

    internal Baseline? Baseline { get; private set; }

    internal string Why => Viewer.Shown is null ? "The lender is being founded: the first figures appear by themselves." : $"No figures are stored for {FigureText.Day(Time.AsOf ?? default)}.";

    protected override TimeSpan Rest => TimeSpan.FromSeconds(1);

    /// <summary>The part of a product instead of the whole lender.</summary>
    protected virtual string Scope => LivedFigures.Lender;

    protected override object? Read()
    {
        Time = PageTime.Of(Navigation.Uri, out _);
        if (Viewer.Shown is not { } shown)
        {
            return Viewer.Founding;
        }

        var question = (Time, Scope, Time.AsOf ?? shown.Day, shown.CommitSequence);
        Day = Time.AsOf ?? shown.Day;
        Values = Pictures.MetricsOf(Time.AsOf, shown, Scope);
        Baseline = Baseline.Of(Time.Baseline, Day.Value, Rows);
        Before = Baseline is null ? new Dictionary<string, double?>() : Rows.Metrics(Baseline.Day.DayNumber, Scope, long.MaxValue).ToDictionary(row => row.Key, row => row.Value.Value);
        return question;
    }
}
