using LoanTwin.Benchmarks.Realism;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 1: twenty lenders of 10,000 loans on their start day, pooled, against the published ranges.</summary>
internal static class RealismEvidence
{
    private const int Seeds = 20;
    private const int Loans = 10_000;
    private const int MostExceptions = 6;

    public static EvidenceLine Line(Options options)
    {
        var (measures, figures) = Measure(options.Seed);
        var outside = figures.Where(figure => !figure.Inside).ToList();
        var lender = Lender(measures);
        return new(
            1,
            "20 lenders of 10,000 loans after three lived years, pooled: every applicable published range holds but for at most six, each with its arithmetic; ROE, capital, VaR and shares in bounds",
            new { rows = figures.Count, inside = figures.Count - outside.Count, outside, lender },
            new { exceptions = MostExceptions, roe = (double[])[.08, .20], capitalRatio = (double[])[.10, .16], var95 = .05, largestShare = .40 },
            outside.Count <= MostExceptions && outside.TrueForAll(figure => figure.Note is not null)
                && lender["roe"] is >= .08 and <= .20 && lender["capitalRatio"] is >= .10 and <= .16 && lender["var95"] <= .05 && lender["largestShare"] <= .40);
    }

    /// <summary>The realism figures, one a line.</summary>
    public static int Print(Options options)
    {
        var figures = Measure(options.Seed).Figures;
        foreach (var figure in figures)
        {
            Json.Print(figure);
        }

        return figures.All(figure => figure.Inside || figure.Note is not null) ? 0 : 1;
    }

    private static (IReadOnlyDictionary<(string, string), Share> Measures, IReadOnlyList<RealismFigure> Figures) Measure(ulong firstSeed)
    {
        var samples = new List<RealismSample>();
        for (var seed = firstSeed; seed < firstSeed + Seeds; seed++)
        {
            samples.Add(RealismSample.Of(new LenderPlan { Loans = Loans, Seed = seed }));
        }

        var measures = RealismSample.Pool(samples);
        var file = Path.Combine(Child.Repository(), "..", "shared", "data", "realism", "realism_ranges_by_product.csv");
        return (measures, RealismTable.Of(RealismRow.Read(file), measures));
    }

    private static Dictionary<string, double> Lender(IReadOnlyDictionary<(string Product, string Measure), Share> measures)
    {
        var values = measures.Where(entry => entry.Key.Product == "lender" && entry.Value.Value is not null).ToDictionary(entry => entry.Key.Measure, entry => Math.Round(entry.Value.Value!.Value, 5));
        values["largestShare"] = values.Where(entry => entry.Key.StartsWith("share ", StringComparison.Ordinal)).Max(entry => entry.Value);
        return values;
    }
}
