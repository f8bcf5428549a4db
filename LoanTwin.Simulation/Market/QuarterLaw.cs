using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>The joint normal law of all factors over the months that are read, from a known start and with the months' probabilities of crisis.</summary>
internal sealed class QuarterLaw
{
    private readonly int[] _read;
    private readonly double[][] _mean;
    private readonly double[][,] _spread;
    private readonly List<double[,]> _powers = [];

    /// <param name="model">The law of a month.</param>
    /// <param name="start">The scales in the month before the first.</param>
    /// <param name="crisis">Probability of crisis of each month.</param>
    /// <param name="read">The months that are read, counted from zero and rising.</param>
    public QuarterLaw(MarketModel model, double[] start, IReadOnlyList<double> crisis, int[] read)
    {
        _read = read;
        (_mean, _spread) = (new double[crisis.Count][], new double[crisis.Count][,]);
        var (mean, spread) = (start, new double[FactorScale.Count, FactorScale.Count]);
        var power = Dense.Square(FactorScale.Count, (row, column) => row == column ? 1 : 0);
        for (var month = 0; month < crisis.Count; month++)
        {
            _powers.Add(power);
            power = Dense.Times(model.Transition, power);
            _mean[month] = mean = model.Mean(mean, crisis[month]);
            _spread[month] = spread = Dense.Plus(Dense.Around(model.Transition, spread), model.Covariance(crisis[month]));
        }
    }

    public int Quarters => _read.Length;

    /// <summary>What is expected of a factor, quarter by quarter.</summary>
    public double[] Mean(MacroFactor factor) => [.. _read.Select(month => _mean[month][factor.Place])];

    /// <summary>Covariance of one factor's quarters, down, with another's, across.</summary>
    public double[,] Covariance(MacroFactor down, MacroFactor across)
        => Dense.Square(Quarters, (i, j) => i >= j ? Later(_read[i], down.Place, _read[j], across.Place) : Later(_read[j], across.Place, _read[i], down.Place));

    // What a month shares with an earlier one is what the earlier one has handed on.
    private double Later(int later, int factor, int earlier, int other)
    {
        var (power, spread) = (_powers[later - earlier], _spread[earlier]);
        return Enumerable.Range(0, FactorScale.Count).Sum(k => power[factor, k] * spread[k, other]);
    }
}
