namespace LoanTwin.Tests.Web.Pages;

/// <summary>Every page there is: a new one is one line here, and is looked at by all the tests of this room.</summary>
public static class APage
{
    public static readonly IReadOnlyList<(string Name, string Address)> All =
    [
        ("overview", "/"),
        ("overview-time-travel", "/?asOf=2025-06-30"),
        ("metrics", "/metrics/all"),
        ("metric", "/metrics/var95"),
        ("alerts", "/alerts"),
        ("alerts-ended", "/alerts?state=resolved"),
        ("alert-rules", "/alerts/rules"),
        ("alert-rule", "/alerts/rules/1"),
        ("alert-rule-new", "/alerts/rules/new?metric=roe"),
        ("no-alert", "/alerts/999999"),
        ("not-found", "/no/such/page"),
    ];

    public static TheoryData<string, string> Names => [.. All.Select(page => (page.Name, page.Address))];
}
