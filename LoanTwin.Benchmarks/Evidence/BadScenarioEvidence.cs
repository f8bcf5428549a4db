using System.Text.Json;
using LoanTwin.Benchmarks.Running;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 8: what is wrong with a pasted block or a file is answered by the cell, by the real program's door where it has one.</summary>
internal static class BadScenarioEvidence
{
    private const int Loans = 250;
    private const string Header = "Scenario Name,Date,Real GDP growth,Unemployment rate,CPI inflation rate,3-month Treasury rate,10-year Treasury yield,BBB corporate yield,House Price Index (Level),Market Volatility Index (Level)";

    private static readonly (string What, string Cell, string Text)[] Blocks =
    [
        ("text", "unemployment[1]", ".05\nlots\n.07"),
        ("a gap", "unemployment[1]", ".05,.01\n,.02"),
        ("percent for fraction", "unemployment[2]", ".05\n.06\n8.5"),
        ("wrong quarter order", "quarter[1]", "2026 Q2,.05\n2026 Q1,.06"),
        ("a quarter left out", "quarter[1]", "2026 Q1,.05\n2026 Q3,.06"),
        ("a short row", "row[1]", ".05,.01\n.06"),
        ("10,000 rows", "rows", string.Join('\n', Enumerable.Repeat(".05", 10_000))),
    ];

    public static EvidenceLine Line(Options options)
    {
        var blocks = Blocks.Select(bad => PastedBlock.Read(bad.Text, MacroFactor.Unemployment) is { IsSuccess: false } refused
            ? new Refused(bad.What, refused.Problem.Faults.Length, $"{refused.Problem.Faults[0]}", refused.Problem.Faults.Any(fault => fault.Field == bad.Cell))
            : new Refused(bad.What, 0, "taken", false)).ToList();
        var files = FilesAsync(options.Seed).GetAwaiter().GetResult();
        return new(
            8, "pasted blocks and, over HTTP, files in the Reserve's layout: text, a gap, percent for fraction, wrong quarter order, 10,000 rows", new { blocks, files },
            new { isNamed = true }, blocks.Concat(files).All(refused => refused.IsNamed));
    }

    private static async Task<List<Refused>> FilesAsync(ulong seed)
    {
        using var scratch = new Scratch();
        await using var program = await TwinProgram.StartAsync(scratch.Below("twin"), Loans, seed);
        var refused = new List<Refused>();
        foreach (var (what, cell, rows) in Files())
        {
            var (status, body) = await program.PostAsync("/api/stress/scenarios", JsonSerializer.Serialize(new { name = what, file = string.Join('\n', rows.Prepend(Header)) }));
            var faults = status == 400 ? body.GetProperty("errors").EnumerateArray().ToList() : [];
            refused.Add(new(what, faults.Count, faults.Count > 0 ? $"{faults[0]}" : $"{status}", faults.Exists(fault => fault.GetProperty("field").GetString() == cell)));
        }

        return refused;
    }

    private static IEnumerable<(string What, string Cell, IEnumerable<string> Rows)> Files()
    {
        yield return ("text", "Unemployment rate[1]", [Row(0), Row(1, unemployment: "lots")]);
        yield return ("a gap", "unemployment[1]", [Row(0), Row(1, unemployment: ""), Row(2)]);
        yield return ("a rate beyond its range", "unemployment[1]", [Row(0), Row(1, unemployment: "850")]);
        yield return ("wrong quarter order", "Date[1]", [Row(1), Row(0)]);
        yield return ("10,000 rows", "rows", Enumerable.Range(0, 10_000).Select(quarter => Row(quarter)));
    }

    private static string Row(int quarter, string unemployment = "5.0") => $"x,{Quarter.Of(2026, 1).Plus(quarter)},1.9,{unemployment},2.1,3.5,4.0,5.5,300,20";

    private sealed record Refused(string What, int Faults, string First, bool IsNamed);
}
