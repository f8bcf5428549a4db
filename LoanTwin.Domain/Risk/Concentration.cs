namespace LoanTwin.Domain.Risk;

/// <summary>How far balances lie in few hands. Credit balances (below zero) count as nothing; without any balance there is no answer.</summary>
public static class Concentration
{
    /// <summary>Herfindahl-Hirschman index: the sum of squared shares, 1/n for n equal parts and 1 for a single one.</summary>
    public static double? Herfindahl(params ReadOnlySpan<double> balances)
    {
        var (total, squares) = (0.0, 0.0);
        foreach (var balance in balances)
        {
            var part = Math.Max(balance, 0);
            total += part;
            squares += part * part;
        }

        return total > 0 ? squares / (total * total) : null;
    }

    public static double? LargestShare(params ReadOnlySpan<double> balances)
    {
        var (total, largest) = (0.0, 0.0);
        foreach (var balance in balances)
        {
            total += Math.Max(balance, 0);
            largest = Math.Max(largest, balance);
        }

        return total > 0 ? largest / total : null;
    }
}
