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
        ("stress", "/stress"),
        ("stress-builder", "/stress/scenarios/fed-2026-severe"),
        ("stress-reverse", "/stress/reverse"),
        ("not-found", "/no/such/page"),
    ];

    public static TheoryData<string, string> Names => [.. All.Select(page => (page.Name, page.Address))];
}
