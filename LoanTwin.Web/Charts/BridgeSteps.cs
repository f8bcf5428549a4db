using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>A figure's address over HTTP and its unrounded value.</summary>
public sealed record FigureSource(string Key, double Value);

/// <summary>One cause of a change between two levels.</summary>
public sealed record BridgeStep(string Label, double Change);

/// <summary>A step as it is drawn: from where to where it floats, and the number printed over it.</summary>
public sealed record BridgeBar(string Label, double From, double To, string Text)
{
    public double Change => To - From;
}

/// <summary>From one level to another by steps. What the steps leave unexplained is a step of its own, and the printed numbers add up as printed.</summary>
public sealed record BridgeSteps
{
    private const double Dust = 1e-9;

    public required BridgeBar Start { get; init; }
    public required IReadOnlyList<BridgeBar> Steps { get; init; }
    public required BridgeBar End { get; init; }

    public static BridgeSteps Of(MetricUnit unit, string startLabel, double start, IReadOnlyList<BridgeStep> steps, string endLabel, double end)
    {
        var rest = end - start - steps.Sum(step => step.Change);
        IReadOnlyList<BridgeStep> all = Math.Abs(rest) > Dust * Math.Max(1e-3, Math.Abs(end)) ? [.. steps, new("Rest", rest)] : steps;
        var (scale, decimals) = GrainOf(unit, start, end);
        var printed = Printed(all, Grains(start), Grains(end), scale * Math.Pow(10, decimals));
        var bars = new List<BridgeBar>();
        var level = start;
        foreach (var (step, grains) in all.Zip(printed))
        {
            bars.Add(new(step.Label, level, level + step.Change, Signed(grains)));
            level += step.Change;
        }

        return new() { Start = Level(startLabel, start), Steps = bars, End = Level(endLabel, end) };

        long Grains(double value) => (long)Math.Round(value * scale * Math.Pow(10, decimals), MidpointRounding.AwayFromZero);
        string Text(long grains) => FigureText.Number(grains / Math.Pow(10, decimals), $"N{decimals}");
        string Signed(long grains) => (grains > 0 ? "+" : "") + Text(grains);
        BridgeBar Level(string label, double value) => new(label, value, value, Text(Grains(value)));
    }

    /// <summary>Fractions are bridged in basis points, money in the unit of its levels.</summary>
    private static (double Scale, int Decimals) GrainOf(MetricUnit unit, double start, double end)
    {
        var pattern = NumberPattern.For(unit, start, end);
        return unit == MetricUnit.Fraction ? (1e4, 0) : (pattern.Scale, pattern.Decimals);
    }

    /// <summary>Each change rounded, and what is then missing given to those that rounding has cut most.</summary>
    private static long[] Printed(IReadOnlyList<BridgeStep> steps, long start, long end, double grain)
    {
        var exact = steps.Select(step => step.Change * grain).ToArray();
        var printed = exact.Select(value => (long)Math.Round(value, MidpointRounding.AwayFromZero)).ToArray();
        var missing = end - start - printed.Sum();
        var order = Enumerable.Range(0, printed.Length).OrderByDescending(index => Math.Sign(missing) * (exact[index] - printed[index])).ToList();
        for (var turn = 0; turn < Math.Abs(missing) && order.Count > 0; turn++)
        {
            printed[order[turn % order.Count]] += Math.Sign(missing);
        }

        return printed;
    }
}
