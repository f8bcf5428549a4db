using System.Text.Json;
using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 7: the documented examples executed, and bodies that nobody should send, each refused by the name of every bad field.</summary>
internal static class TwinDoorEvidence
{
    private const int Bodies = 500;
    private const int Loans = 200;

    // Field, what is wrong with it, and the name that the answer must give.
    private static readonly (string Field, string[] Values, string Name)[] Faults =
    [
        ("type", ["\"rent\"", "5", "null", "[]"], "type"),
        ("loanId", ["\"x\"", "-1", "1.5", "null", "1e30"], "loanId"),
        ("effective", ["\"2020-01-01\"", "\"soon\"", "7", "\"2026-02-30\""], "effective"),
        ("amount", ["\"ten\"", "true", "[]", "NaN"], "amount"),
        ("status", ["5", "{}"], "status"),
        ("annualRate", ["5", "\"x\"", "-0.1", "Infinity"], "annualRate"),
        ("reverses", ["\"x\"", "-4"], "reverses"),
        ("terms", ["5", "[]"], "terms"),
        ("terms", ["{\"reAge\":\"yes\"}"], "terms.reAge"),
        ("terms", ["{\"addedMonths\":1000}"], "terms.addedMonths"),
        ("colour", ["\"red\"", "null"], "colour"),
        ("Type", ["1"], "Type"),
    ];

    public static EvidenceLine Line(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~DocumentedExampleTests|FullyQualifiedName~RefusalTests|FullyQualifiedName~LivingTwinTests|FullyQualifiedName~FormulaFaultTests");
        var (asked, faults, wrong) = FuzzAsync(options.Seed).GetAwaiter().GetResult();
        return new(
            7,
            $"the examples of docs/api.md executed; {Bodies} bad bodies at the twin's addresses: never a 500, each a problem that names every bad field",
            new { tests, bodies = asked, plantedFaults = faults, wrong },
            new { bodies = Bodies, wrong = 0 },
            tests.AllPassed && asked >= Bodies && wrong.Count == 0);
    }

    private static async Task<(int Asked, int Faults, List<string> Wrong)> FuzzAsync(ulong seed)
    {
        using var scratch = new Scratch();
        await using var program = await TwinProgram.StartAsync(scratch.Below("twin"), Loans, seed);
        var luck = new Random((int)seed);
        var (planted, wrong) = (0, new List<string>());
        for (var i = 0; i < Bodies; i++)
        {
            var (address, body, names) = luck.Next(5) switch
            {
                0 => Simple(luck, "/api/twin/pace", "pace", ["\"warp\"", "5", "null", "\"\"", "{}"]),
                1 => Simple(luck, "/api/twin/step", "days", ["0", "-1", "\"3\"", "1.5", "100000", "null", "1e300"]),
                2 => List(luck),
                3 => Broken(luck),
                _ => One(luck),
            };
            planted += names.Length;
            if (await WrongAsync(program, address, body, names) is { } what)
            {
                wrong.Add(what);
            }
        }

        return (Bodies, planted, wrong);
    }

    private static async Task<string?> WrongAsync(TwinProgram program, string address, string body, string[] names)
    {
        using var answer = await program.Client.PostAsync(address, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        if (status is < 400 or >= 500 || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"{address} {body}: {status} {text}";
        }

        using var json = JsonDocument.Parse(text);
        var named = json.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!).ToHashSet();
        var missing = names.Except(named).ToList();
        return named.Count == 0 || missing.Count > 0 ? $"{address} {body}: {string.Join(", ", missing)} not in {text}" : null;
    }

    private static (string Address, string Body, string[] Names) Simple(Random luck, string address, string field, string[] values)
        => luck.Next(4) == 0
            ? (address, $$"""{"{{field}}s":1}""", [field, $"{field}s"])
            : (address, $$"""{"{{field}}":{{values[luck.Next(values.Length)]}},"also":1}""", [field, "also"]);

    private static (string Address, string Body, string[] Names) One(Random luck)
    {
        var (body, names) = AnEvent(luck);
        return ("/api/events", body, names);
    }

    /// <summary>Good and bad events in one list; names with the index before them.</summary>
    private static (string Address, string Body, string[] Names) List(Random luck)
    {
        var entries = new List<string>();
        var names = new List<string>();
        for (var i = 0; i < luck.Next(2, 7); i++)
        {
            var (body, faults) = i % 2 == 1 ? ("""{"type":"payment","loanId":1,"amount":2}""", []) : luck.Next(6) == 0 ? ("7", [""]) : AnEvent(luck);
            entries.Add(body);
            names.AddRange(faults.Select(fault => fault.Length == 0 ? $"[{i}]" : $"[{i}].{fault}"));
        }

        return ("/api/events", $"[{string.Join(",", entries)}]", [.. names]);
    }

    /// <summary>One to four faults in a payment that is good otherwise.</summary>
    private static (string Body, string[] Names) AnEvent(Random luck)
    {
        var fields = new Dictionary<string, string> { ["type"] = "\"payment\"", ["loanId"] = "12", ["amount"] = "10.5" };
        var names = new HashSet<string>();
        foreach (var (field, values, name) in luck.GetItems(Faults, luck.Next(1, 5)).DistinctBy(fault => fault.Field))
        {
            fields[field] = values[luck.Next(values.Length)];
            names.Add(name);
        }

        return ($"{{{string.Join(",", fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}", [.. names]);
    }

    /// <summary>No JSON at all; where it stops being it is named.</summary>
    private static (string Address, string Body, string[] Names) Broken(Random luck)
    {
        string[] addresses = ["/api/events", "/api/twin/pace", "/api/twin/step"];
        string[] bodies = ["", "null", "5", "{", "[", "[{]", "{\"type\":}", "{\"a\":{\"b\":tru}}", "\"text\"", "[[]]", "[null]", "[]", "{\"type\":\"\\ud800\"}", new string('[', 500)];
        return (addresses[luck.Next(3)], bodies[luck.Next(bodies.Length)], []);
    }
}
