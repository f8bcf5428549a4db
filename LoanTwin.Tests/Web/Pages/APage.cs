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
        ("portfolio", "/portfolio"),
        ("portfolio-filtered", "/portfolio?filter=score lt 720 and scor lt 3&sel=1"),
        ("portfolio-strats", "/portfolio?view=strats&by=score:40,product"),
        ("portfolio-chart", "/portfolio?view=chart&by=product"),
        ("portfolio-vintage", "/portfolio?view=vintage"),
        ("portfolio-region", "/portfolio?view=region"),
        ("portfolio-compare", "/portfolio?filter=score lt 720&view=compare&against=region eq 'Lakeland'"),
        ("portfolio-empty", "/portfolio?filter=score lt 1"),
        ("segment", "/portfolio/segment?filter=product eq 'consumer'&cell=on_time,grace_period"),
        ("stress", "/stress"),
        ("stress-builder", "/stress/scenarios/fed-2026-severe"),
        ("stress-reverse", "/stress/reverse"),
        ("early-warning", "/portfolio/early-warning"),
        ("early-warning-turning", "/portfolio/early-warning?list=turning&product=creditCard"),
        ("loan", "/loans/L-24753079320576"),
        ("no-loan", "/loans/999999"),
        ("not-found", "/no/such/page"),
    ];

    public static TheoryData<string, string> Names => [.. All.Select(page => (page.Name, page.Address))];
}
