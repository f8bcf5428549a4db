using System.Globalization;
using System.Text;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Writes a report into docs: what readers felt, on which machine, while it was how busy.</summary>
internal sealed record ExperienceText(string File, string Title, string Line)
{
    public static ExperienceText Overview { get; } = new("experience-report.md", "What readers feel", "overview --line 2");

    public static ExperienceText Explorer { get; } = new("explorer-report.md", "What readers of the portfolio explorer feel", "explorer --line 1");

    public void Write(IReadOnlyList<FeltFigure> figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Written by `dotnet run -c Release --project LoanTwin.Benchmarks -- evidence {Line}`; do not edit. A real Chromium on the same machine as the twin, so both share its cores.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Machine: {Machine.Describe()}\n- Load when it ended (1, 5, 15 minutes): {LoadNow()}\n- Written: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC\n\n");
        text.Append("| figure | measured | bound | holds | loans |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value:0.###} {figure.Unit} | {figure.Bound:0.###} {figure.Unit} | {(figure.Ok ? "yes" : "**no**")} | {figure.Loans} |\n");
        }

        System.IO.File.WriteAllText(Path.Combine(Child.Repository(), "docs", File), text.ToString());
    }

    private static string LoadNow()
    {
        const string Source = "/proc/loadavg";
        return System.IO.File.Exists(Source) ? string.Join(", ", System.IO.File.ReadAllText(Source).Split(' ').Take(3)) : "not known here";
    }
}
