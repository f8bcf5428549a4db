using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// What the model expects of every factor, month by month, once some factors are known along the whole way: the mean of the joint normal
/// law given the known path, by a Kalman filter forwards and the smoother of Rauch, Tung and Striebel backwards. Given the
/// months' probabilities of crisis the model is linear and the shocks are taken as normal with the mixed covariance.
/// </summary>
internal sealed class ConditionalPath
{
    private readonly MarketModel _model;
    private readonly int[] _known;
    private readonly double[][] _filteredMean;
    private readonly double[][,] _filtered;
    private readonly double[][] _predictedMean;
    private readonly double[][,] _predicted;

    /// <param name="model">The law.</param>
    /// <param name="start">The scales in the month before, all known.</param>
    /// <param name="path">The scales month by month, nothing where no figure is known; only the known factors are read.</param>
    /// <param name="crisis">Probability of crisis of each month.</param>
    /// <param name="known">The factors that are known.</param>
    public ConditionalPath(MarketModel model, double[] start, IReadOnlyList<double[]?> path, IReadOnlyList<double> crisis, IEnumerable<MacroFactor> known)
    {
        (_model, _known) = (model, [.. known.Select(factor => factor.Place)]);
        (_filteredMean, _predictedMean) = (new double[path.Count][], new double[path.Count][]);
        (_filtered, _predicted) = (new double[path.Count][,], new double[path.Count][,]);
        Filter(start, path, crisis);
        Mean = new double[path.Count][];
        Smooth();
    }

    public double[][] Mean { get; }

    private void Filter(double[] start, IReadOnlyList<double[]?> path, IReadOnlyList<double> crisis)
    {
        var (mean, spread) = (start, new double[FactorScale.Count, FactorScale.Count]);
        for (var month = 0; month < path.Count; month++)
        {
            _predictedMean[month] = mean = _model.Mean(mean, crisis[month]);
            _predicted[month] = spread = Dense.Plus(Dense.Around(_model.Transition, spread), _model.Covariance(crisis[month]));
            (mean, spread) = Seen(mean, spread, path[month]);
            (_filteredMean[month], _filtered[month]) = (mean, spread);
        }
    }

    private (double[] Mean, double[,] Spread) Seen(double[] mean, double[,] spread, double[]? seen)
    {
        if (seen is null || _known.Length == 0)
        {
            return (mean, spread);
        }

        int[] all = [.. Enumerable.Range(0, FactorScale.Count)];
        var precision = Dense.Inverse(Dense.Part(spread, _known, _known));
        var gain = Dense.Times(Dense.Part(spread, all, _known), precision);
        var surprise = _known.Select(factor => seen[factor] - mean[factor]).ToArray();
        var shift = Dense.Times(gain, surprise);
        return ([.. mean.Zip(shift, (value, by) => value + by)], Dense.Plus(spread, Dense.Times(gain, Dense.Part(spread, _known, all)), -1));
    }

    private void Smooth()
    {
        var last = Mean.Length - 1;
        Mean[last] = _filteredMean[last];
        for (var month = last - 1; month >= 0; month--)
        {
            var back = Dense.Times(Dense.Times(_filtered[month], Dense.Transposed(_model.Transition)), Dense.Inverse(_predicted[month + 1]));
            var shift = Dense.Times(back, Mean[month + 1].Zip(_predictedMean[month + 1], (seen, expected) => seen - expected).ToArray());
            Mean[month] = [.. _filteredMean[month].Zip(shift, (value, by) => value + by)];
        }
    }
}
