using System.Globalization;
using System.Text;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Writes docs/experience-report.md: what readers felt, on which machine, while it was how busy.</summary>
internal static class ExperienceText
{
    public static void Write(IReadOnlyList<OverviewEvidence.Figure> figures)
    {
        var text = new StringBuilder();
        text.Append("# What readers feel\n\n");
        text.Append("Written by `dotnet run -c Release --project LoanTwin.Benchmarks -- evidence overview --line 2`; do not edit. A real Chromium on the same machine as the twin, so both share its cores.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Machine: {Machine.Describe()}\n- Load when it ended (1, 5, 15 minutes): {LoadNow()}\n- Written: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC\n\n");
        text.Append("| figure | measured | bound | holds | loans |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value:0.###} {figure.Unit} | {figure.Bound:0.###} {figure.Unit} | {(figure.Ok ? "yes" : "**no**")} | {figure.Loans} |\n");
        }

        File.WriteAllText(Path.Combine(Child.Repository(), "docs", "experience-report.md"), text.ToString());
    }

    private static string LoadNow()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? string.Join(", ", File.ReadAllText(Source).Split(' ').Take(3)) : "not known here";
    }
}
