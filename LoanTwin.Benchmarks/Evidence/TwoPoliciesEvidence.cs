using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 5: two worlds that differ only in the minimum score meet the same people, and their difference is seen far more sharply on the same luck.</summary>
internal static class TwoPoliciesEvidence
{
    private const int Loans = 10_000;
    private const int Futures = 40;
    private const int OtherScore = 640;
    private const double LeastGain = 20;

    // Draws are the same; the drift is scaled by each book's own mean, so a loan on the very edge may still part.
    private const double LeastSameFate = .995;

    // The year ends before the next one begins and lets go of loans that are over.
    private const int YearDays = 364;

    public static EvidenceLine Line(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed }).Value;
        var (both, differing, sameFate) = Compare(lender);
        var results = Enumerable.Range(0, Futures).Select(future => (Low: Result(lender, lender.Policy.MinScore, future), High: Result(lender, OtherScore, future))).ToList();
        var paired = Variance(results.Select(result => result.High - result.Low));
        var unpaired = Variance(results.Select(result => result.High)) + Variance(results.Select(result => result.Low));
        return new(
            5,
            "worlds that differ only in the minimum score (600 and 640): every applicant both accept is the same person with the same luck over a year; variance of the P&L difference, unpaired over paired",
            new { acceptedByBoth = both, differing, sameFate = Math.Round(sameFate, 5), futures = Futures, pairedSd = Math.Round(Math.Sqrt(paired) / 100), unpairedSd = Math.Round(Math.Sqrt(unpaired) / 100), gain = Math.Round(unpaired / paired, 1) },
            new { differing = 0, sameFate = LeastSameFate, gain = LeastGain },
            both > 0 && differing == 0 && sameFate >= LeastSameFate && unpaired / paired >= LeastGain);
    }

    private static (int Both, int Differing, double SameFate) Compare(Lender lender)
    {
        var low = Accepted(lender, lender.Policy.MinScore);
        var high = Accepted(lender, OtherScore);
        var both = low.Keys.Intersect(high.Keys).ToList();
        return (both.Count, both.Count(id => OfApplicant(low[id].Application) != OfApplicant(high[id].Application)), both.Count(id => low[id].Fate == high[id].Fate) / (double)both.Count);
    }

    /// <summary>All that comes from the applicant; whether a person had to look at the case depends on the policy.</summary>
    private static Application OfApplicant(Application application) => application with { IsBorderline = false };

    private static Dictionary<long, (Application Application, Fate Fate)> Accepted(Lender lender, int minScore)
    {
        using var fork = Fork(lender, minScore, 0);
        var accepted = new List<Application>();
        LiveYear(fork, day => accepted.AddRange(day.Applications.Where(application => application.IsTaken)));
        return accepted.ToDictionary(application => application.Id, application => (application, FateOf(fork, application.Id)));
    }

    /// <summary>What became of a loan by the end of the year. Draws are the same; the drift is scaled by each book's own mean, so a loan on the edge may still part.</summary>
    private readonly record struct Fate(byte Status, byte Outcome, long Balance, short Age);

    private static Fate FateOf(Lender fork, long id)
    {
        if (!fork.World.Index.TryFind(id, out var place, out var row))
        {
            throw new InvalidOperationException($"loan {id} was accepted and is not in the book");
        }

        var moving = fork.World.Book.Shelves[place].Moving;
        return new(moving.Status[row], moving.Outcome[row], moving.Balance[row], moving.Age[row]);
    }

    private static double Result(Lender lender, int minScore, int future)
    {
        using var fork = Fork(lender, minScore, future);
        var before = fork.Months.Count;
        LiveYear(fork, _ => { });
        return fork.Months.Skip(before).Sum(month => month.Lender!.NetIncome);
    }

    private static Lender Fork(Lender lender, int minScore, int future)
    {
        var fork = lender.Fork(RandomKey.Future(lender.World.Seed, "two policies", future));
        _ = fork.Decide(fork.Policy with { MinScore = minScore }).Value;
        return fork;
    }

    private static void LiveYear(Lender fork, Action<LenderDay> seen)
    {
        for (var day = 0; day < YearDays; day++)
        {
            seen(fork.LiveDay());
        }
    }

    private static double Variance(IEnumerable<double> values)
    {
        var list = values.ToList();
        var mean = list.Average();
        return list.Sum(value => Math.Pow(value - mean, 2)) / (list.Count - 1);
    }
}
