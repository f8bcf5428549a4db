using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Stress;

/// <summary>How far a factor went in published history from where it stood, put on where it stands today.</summary>
/// <param name="Low">By quarter: one move in twenty was lower.</param>
/// <param name="High">By quarter: one move in twenty was higher.</param>
/// <param name="Percentile">Share of all stretches of that length whose furthest move the same way was smaller than the path's.</param>
public sealed record HistoryReach(ImmutableArray<double> Low, ImmutableArray<double> High, double Percentile)
{
    private const double Tail = .05;

    public static HistoryReach Of(MacroFactor factor, double today, ImmutableArray<double> path)
    {
        var quarters = Math.Min(path.Length, PublishedHistory.Quarters.Length - 1);
        var moves = Enumerable.Range(1, quarters).Select(length => HistoryWindow.Moves(factor, length).Order().ToArray()).ToList();
        return new(At(Tail), At(1 - Tail), PercentileOf(factor, today, path));

        ImmutableArray<double> At(double share)
            => [.. Enumerable.Range(0, path.Length).Select(quarter => ScenarioLibrary.Moved(factor, today, Quantile.Of(moves[Math.Min(quarter, quarters - 1)], share)))];
    }

    private static double PercentileOf(MacroFactor factor, double today, ImmutableArray<double> path)
    {
        var furthest = path.Select(value => HistoryWindow.MoveOf(factor, today, value)).MaxBy(Math.Abs);
        var reaches = Reaches(factor, path.Length, Math.Sign(furthest)).ToList();
        return reaches.Count == 0 ? double.NaN : (double)reaches.Count(reach => reach < Math.Abs(furthest)) / reaches.Count;
    }

    /// <summary>The furthest each stretch of history went one way; zero where it only went the other.</summary>
    private static IEnumerable<double> Reaches(MacroFactor factor, int quarters, int side)
    {
        for (var at = 0; at + quarters < PublishedHistory.Quarters.Length; at++)
        {
            var moves = Enumerable.Range(1, quarters).Select(length => HistoryWindow.Move(factor, at, length)).ToList();
            if (moves.All(move => move is not null))
            {
                yield return Math.Max(0, moves.Max(move => side * move!.Value));
            }
        }
    }
}
