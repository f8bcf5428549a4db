using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// What the futures of a horizon added up to: for each future, sums by product, flow and month. Outcomes merge: shards of a book add,
/// runs of more paths join, and the result is the same however the work was split.
/// </summary>
public sealed class HorizonOutcome
{
    private readonly double[][] _totals;
    private readonly int _products;

    internal HorizonOutcome(int products, int firstMonth, int months, double[][] totals, World? final)
        => (_products, FirstMonth, Months, _totals, Final) = (products, firstMonth, months, totals, final);

    public int FirstMonth { get; }

    public int Months { get; }

    public int Futures => _totals.Length;

    /// <summary>The world at the end of the horizon, when the plan asked to keep it; the caller disposes it.</summary>
    public World? Final { get; }

    /// <summary>What stands in which state, where the plan asked.</summary>
    internal double[][]? Standing { get; init; }

    /// <summary>What stood in a state when a month ended; the month before the first is the beginning of the run.</summary>
    public double At(int product, Standing standing, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, FirstMonth - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(month, FirstMonth + Months);
        return (Standing ?? throw new InvalidOperationException("the plan did not ask for what stands in which state"))[product][((int)standing * (Months + 1)) + month - FirstMonth + 1];
    }

    public double Of(int future, int product, Flow flow, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, FirstMonth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(month, FirstMonth + Months);
        return _totals[future][(((product * FlowTable.Kinds) + (int)flow) * Months) + month - FirstMonth];
    }

    /// <summary>One future's sum of a flow over products and months.</summary>
    public double Total(int future, Flow flow)
    {
        var sum = 0.0;
        for (var product = 0; product < _products; product++)
        {
            for (var month = FirstMonth; month < FirstMonth + Months; month++)
            {
                sum += Of(future, product, flow, month);
            }
        }

        return sum;
    }

    /// <summary>Mean over futures and its standard error.</summary>
    public Estimate Mean(int product, Flow flow, int month) => Estimate.Of(Enumerable.Range(0, Futures).Select(future => Of(future, product, flow, month)));

    public Estimate MeanTotal(Flow flow) => Estimate.Of(Enumerable.Range(0, Futures).Select(future => Total(future, flow)));

    /// <summary>Loan-months lived by all futures: loans still active at the end of each month, the measure of speed.</summary>
    public double LoanMonths => Enumerable.Range(0, Futures).Sum(future => Total(future, Flow.Active));

    /// <summary>Joins a run of other paths over the same book and months.</summary>
    public HorizonOutcome Join(HorizonOutcome others)
    {
        EnsureSameShape(others);
        return new(_products, FirstMonth, Months, [.. _totals, .. others._totals], null);
    }

    /// <summary>Adds a run of the same paths over another shard of the book.</summary>
    public HorizonOutcome Add(HorizonOutcome shard)
    {
        EnsureSameShape(shard);
        return new(_products, FirstMonth, Months, [.. _totals.Zip(shard._totals, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())], null);
    }

    private void EnsureSameShape(HorizonOutcome other)
    {
        if ((other._products, other.FirstMonth, other.Months) != (_products, FirstMonth, Months))
        {
            throw new ArgumentException("outcomes of different months or catalogues do not merge", nameof(other));
        }
    }
}
