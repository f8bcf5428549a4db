using System.Text.Json;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>One measured figure beside its bound.</summary>
internal sealed record FeltFigure(string Name, double Value, double Bound, string Unit, bool Ok, int Loans);

/// <summary>A part of the browser suite, and every figure that it noted.</summary>
internal sealed record FeltFigures(TestRun Tests, FeltFigure[] Figures)
{
    public bool Hold => Tests.AllPassed && Tests.Skipped == 0 && Figures.Length > 0 && Figures.All(figure => figure.Ok);

    /// <summary>Without any slack and on 200,000 loans, unless the settings say otherwise.</summary>
    public static FeltFigures Of(string filter, Dictionary<string, string> settings)
    {
        var file = Path.Combine(Path.GetTempPath(), $"loantwin-felt-{Environment.ProcessId}.jsonl");
        (settings["LOANTWIN_REQUIRE_BROWSER"], settings["LOANTWIN_REPORT"], settings["LOANTWIN_SLACK"]) = ("1", file, "1");
        settings.TryAdd("LOANTWIN_EXPERIENCE_LOANS", "200000");
        try
        {
            var tests = TestRun.Of(filter, settings);
            return new(tests, File.Exists(file) ? [.. File.ReadAllLines(file).Select(text => JsonSerializer.Deserialize<FeltFigure>(text, JsonSerializerOptions.Web)!)] : []);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
