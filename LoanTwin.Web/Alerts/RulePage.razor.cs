using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Alerts;

/// <summary>A rule as a sentence whose words are boxes, and what it would have done so far.</summary>
public sealed partial class RulePage
{
    private const string UsualMetric = "var95";

    private RuleForm _form = new();
    private string? _loaded;
    private StoredRule? _stored;
    private AlertStanding? _standing;
    private AlertRule? _rule;
    private PreviewView? _preview;
    private Trend? _trend;
    private IReadOnlyList<Fault> _faults = [];
    private DateOnly? _previewed;

    [Inject] private AlertPreview Preview { get; set; } = null!;

    [Parameter] public long? Id { get; set; }

    private string Title => Id is null ? "New rule" : _stored?.Rule.Name ?? $"Rule {Id}";

    private string PreviewText => _faults.Count > 0 ? $"{(_faults.Count == 1 ? "One box is" : $"{_faults.Count} boxes are")} not right yet" : _preview?.Result ?? "No day is stored yet";

    protected override object? Read()
    {
        _standing = Id is { } id ? Desk.StandingOf(id) : null;
        _stored = _standing?.Rule;
        Load();
        if (_previewed != Day)
        {
            Try();
        }

        return (Id, Day, _stored, _standing?.Open?.Id, _loaded);
    }

    /// <summary>Once for each address: what the reader has typed since is not overwritten by what others save.</summary>
    private void Load()
    {
        var asked = Id is { } id ? $"{id}" : new Uri(Navigation.Uri).Query;
        if (_loaded == asked || (Id is not null && _stored is null) || Viewer.Shown is not { } shown)
        {
            return;
        }

        _loaded = asked;
        _form = _stored is { } stored ? RuleForm.Of(stored.Rule) : About(QueryHelpers.ParseQuery(asked), shown);
        Try();
    }

    private static RuleForm About(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, TwinSnapshot shown)
    {
        var (key, scope) = (query.GetValueOrDefault("metric").ToString(), query.GetValueOrDefault("scope").ToString());
        var metric = MetricCatalogue.All.FirstOrDefault(known => known.Key == key) ?? MetricCatalogue.All.First(known => known.Key == UsualMetric);
        return RuleForm.About(metric, scope.Length > 0 ? scope : AlertRule.WholeBook, shown.Metrics.FirstOrDefault(value => value.Metric == metric)?.Value);
    }

    /// <summary>Another metric has another unit and other bounds: the condition and level of the last one would be nonsense.</summary>
    private void PickMetric()
    {
        if (MetricCatalogue.All.FirstOrDefault(known => known.Key == _form.Metric) is { } metric)
        {
            var fresh = RuleForm.About(metric, _form.Scope, Viewer.Shown?.Metrics.FirstOrDefault(value => value.Metric == metric)?.Value);
            (_form.Condition, _form.Level, _form.Clear, _form.BreachLevel, _form.Name) = (fresh.Condition, fresh.Level, fresh.Clear, fresh.BreachLevel, Id is null ? fresh.Name : _form.Name);
        }

        Try();
    }

    /// <summary>Judges the boxes and runs the rule over the last year, by the machine that the twin uses.</summary>
    private void Try()
    {
        var rule = _form.Check();
        (_previewed, _faults, _rule, _preview, _trend) = (Day, rule.Problem?.Faults ?? [], null, null, null);
        if (rule.IsSuccess && Day is { } today)
        {
            var from = today.AddDays(1 - AlertPreview.UsualDays);
            _rule = rule.Value;
            _preview = Preview.Run(_rule, from, today, AlertPreview.UsualFollowDays);
            var trigger = Viewer.Shown?.Metrics.FirstOrDefault(value => value.Metric.Key == _rule.Metric.Key) is { } now ? _rule.TriggerValue(new(now.Target, now.Limit)) : null;
            _trend = AlertTrend.Of(
                _rule, Records.Days(_rule.Metric.Key, _rule.Scope, from.DayNumber, today.DayNumber),
                [.. _preview.Episodes.Select(episode => new TrendPin(episode.From, episode.Breach is { } breach ? $"breach on {FigureText.Day(breach)}" : "fired"))], trigger, _preview.BreachValue);
        }
    }

    private string? FaultOf(string field)
        => _faults.FirstOrDefault(fault => fault.Field == field || fault.Field.StartsWith($"{field}[", StringComparison.Ordinal)) is { } wrong ? $"Must be {wrong.Rule}" : null;

    private async Task SaveAsync()
    {
        Try();
        if (_rule is not { } rule)
        {
            return;
        }

        var saved = await TryAsync(async () => _stored is { } stored
            ? await Desk.ChangeAsync(stored.Id, rule, Author.Local, stored.Version, Day ?? default, Leaving)
            : Result<StoredRule>.Of(await Desk.AddAsync(rule, Author.Local, Leaving)));
        if (saved.IsSuccess)
        {
            Toasts.Add(RiskState.Ok, $"Saved: {rule.Name}");
            Navigation.NavigateTo($"/alerts/rules/{saved.Value.Id}");
        }
    }

    private async Task SwitchAsync()
    {
        if (_stored is not { } stored)
        {
            return;
        }

        var turned = stored.Rule with { IsEnabled = !stored.Rule.IsEnabled };
        var done = await TryAsync(() => Desk.ChangeAsync(stored.Id, turned, Author.Local, stored.Version, Day ?? default, Leaving));
        if (done.IsSuccess)
        {
            _form.IsEnabled = turned.IsEnabled;
            Toasts.Add(RiskState.Ok, $"{(turned.IsEnabled ? "Enabled" : "Disabled")}: {turned.Name}");
        }
    }

    private async Task TestAsync()
    {
        var mail = await TryAsync(() => Desk.TestAsync(Id ?? 0, Author.Local, Leaving));
        if (mail.IsSuccess)
        {
            Toasts.Add(RiskState.Ok, $"A test mail is on its way: {mail.Value.Subject}");
        }
    }

    private async Task DeleteAsync()
    {
        var done = await TryAsync(() => Desk.DeleteAsync(Id ?? 0, Author.Local, Day ?? default, Leaving));
        if (done.IsSuccess)
        {
            Toasts.Add(RiskState.Ok, $"Deleted: {done.Value.Rule.Name}");
            Navigation.NavigateTo("/alerts/rules");
        }
    }
}
