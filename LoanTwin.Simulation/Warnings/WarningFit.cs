using LoanTwin.Simulation.Lenders;
using MathNet.Numerics.LinearAlgebra;

namespace LoanTwin.Simulation.Warnings;

/// <summary>
/// Fits a <see cref="WarningScore"/> to lived quarters by penalised maximum likelihood: Newton steps on the logistic likelihood, a small ridge on every
/// weight but the level. The running program only reads coefficients, so its bits depend on no library.
/// </summary>
public static class WarningFit
{
    private const double Ridge = 1;
    private const int MostSteps = 40;
    private const int Digits = 5;

    /// <param name="reads">Which signs the score may read; nothing means all of them.</param>
    public static WarningScore Of(IReadOnlyList<QuarterSample> samples, int products, string version, Func<WarningSign, bool>? reads = null)
    {
        var signs = WarningSign.All.Length;
        var used = Enumerable.Range(0, signs).Where(at => reads is null || reads(WarningSign.All[at])).ToArray();
        var weights = Vector<double>.Build.Dense(products + used.Length);
        for (var step = 0; step < MostSteps; step++)
        {
            var change = Step(samples, products, used, weights);
            weights += change;
            if (change.InfinityNorm() < 1e-9)
            {
                break;
            }
        }

        var means = Enumerable.Range(0, signs).Select(at => samples.Average(sample => (double)sample.Signs[at])).ToArray();
        var all = new double[signs];
        for (var at = 0; at < used.Length; at++)
        {
            all[used[at]] = Math.Round(weights[products + at], Digits);
        }

        return new(version, [.. weights.Take(products).Select(level => Math.Round(level, Digits))], [.. all], [.. means.Select(mean => Math.Round(mean, Digits))]);
    }

    private static Vector<double> Step(IReadOnlyList<QuarterSample> samples, int products, int[] used, Vector<double> weights)
    {
        var size = products + used.Length;
        var (gradient, curvature, x) = (new double[size], new double[size, size], new double[used.Length]);
        foreach (var sample in samples)
        {
            var log = weights[sample.Place];
            for (var at = 0; at < used.Length; at++)
            {
                x[at] = sample.Signs[used[at]];
                log += weights[products + at] * x[at];
            }

            var p = WarningScore.Probability(log);
            var (error, spread) = ((sample.Defaults ? 1 : 0) - p, p * (1 - p));
            gradient[sample.Place] += error;
            curvature[sample.Place, sample.Place] += spread;
            for (var i = 0; i < used.Length; i++)
            {
                gradient[products + i] += error * x[i];
                curvature[sample.Place, products + i] += spread * x[i];
                curvature[products + i, sample.Place] += spread * x[i];
                for (var j = 0; j < used.Length; j++)
                {
                    curvature[products + i, products + j] += spread * x[i] * x[j];
                }
            }
        }

        for (var at = 0; at < size; at++)
        {
            // The levels lean a little on zero too, so that a product without events has one.
            var ridge = at < products ? 1e-3 : Ridge;
            gradient[at] -= ridge * weights[at];
            curvature[at, at] += ridge;
        }

        return Matrix<double>.Build.DenseOfArray(curvature).Cholesky().Solve(Vector<double>.Build.Dense(gradient));
    }
}
