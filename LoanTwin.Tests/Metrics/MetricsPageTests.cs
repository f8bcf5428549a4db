using LoanTwin.Domain.Metrics;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Metrics;

/// <summary>The tables of docs/method/metrics.md say what the catalogue says, row by row and nothing else.</summary>
public class MetricsPageTests
{
    [Fact]
    public void Tables_OnThePage_AreTheCatalogue()
    {
        var rows = MetricCatalogue.All.Concat(MetricCatalogue.Components).Select(Row).ToList();
        var written = Repository.Read("docs/method/metrics.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.True(rows.SequenceEqual(written), "the catalogue says\n" + string.Join('\n', rows));
    }

    private static string Row(Metric metric)
        => $"| `{metric.Key}` | {metric.Name} | {metric.Unit.Key()} | {metric.Horizon.Text()} | {metric.Direction.Key()} | {metric.Definition} |";
}
