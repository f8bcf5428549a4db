using System.Diagnostics;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 2: no shock is the baseline to the last bit although nothing of it was kept, and a millionth on one factor is seen in the loss.</summary>
internal static class NoShockEvidence
{
    private const int Loans = 20_000;
    private const double Bump = 1e-6;

    public static EvidenceLine Line(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed, YearsLived = 1 }).Value;
        var calm = new[] { SheetMode.RunOff, SheetMode.Static }.Select(sheet => Compared(lender, sheet)).ToList();
        var plain = LossBits(lender, PublishedScenarios.Baseline2026);
        var bumps = new[] { MacroFactor.Unemployment, MacroFactor.GdpGrowth }
            .Select(factor => new { factor = factor.Key, loss = LossBits(lender, StressEvidence.Changed(PublishedScenarios.Baseline2026, factor.Key, (_, value) => value + Bump)) }).ToList();
        return new(
            2,
            "no shock, worked out twice by two frozen lenders that share nothing and use another number of threads, is the baseline to the last bit; 1e-6 on unemployment or growth changes the bytes of the loss",
            new { calm, loss = plain, bumps },
            new { same = true, bumps = "other bytes" },
            calm.TrueForAll(each => each.Same) && bumps.TrueForAll(bump => bump.loss != plain));
    }

    private static Calm Compared(Lender lender, SheetMode sheet)
    {
        var (baseline, first) = Timed(lender, 1, sheet, answer => answer.Baseline);
        var (stressed, second) = Timed(lender, 2, sheet, answer => answer.Stressed);
        return new($"{sheet}", baseline, stressed, baseline == stressed, first, second);
    }

    /// <summary>Frozen anew each time, so not even the baseline is known before.</summary>
    private static (string Hash, double Milliseconds) Timed(Lender lender, int threads, SheetMode sheet, Func<StressAnswer, StressPath> side)
    {
        var clock = Stopwatch.StartNew();
        using var bench = StressBench.Freeze(lender, threads).Value;
        var hash = StressEvidence.HashOf(side(bench.Answer(new() { Sheet = sheet }).Value));
        return (hash, Math.Round(clock.Elapsed.TotalMilliseconds, 1));
    }

    private static string LossBits(Lender lender, Scenario scenario)
    {
        using var bench = StressBench.Freeze(lender).Value;
        return BitConverter.DoubleToInt64Bits(bench.Answer(new() { Scenario = scenario }).Value.Stressed.Loss).ToString("x16");
    }

    private sealed record Calm(string Sheet, string Baseline, string Stressed, bool Same, double BaselineMs, double StressedMs);
}
