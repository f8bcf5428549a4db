using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Fits the market model to the published quarters. The quarterly law is found by least squares, equation by equation, with a drift for
/// calm and for crisis quarters; its real cube root is the monthly law, so that every third month of the model is the fitted quarter
/// exactly. The method and its choices: docs/method/market.md.
/// </summary>
public sealed class MarketFit
{
    private const int Count = FactorScale.Count;
    private const int RootSteps = 40;

    // Residuals of the lockdown count for so many ordinary ones: such a quarter can come again, but need not shape every crisis.
    private const double Widest = 6;

    // A crisis lasts and so carries memory of its own, which the regressions count a second time; unemployment and the spread would remember a
    // year too well (MarketCheck), so their own coefficients are held back by these shares.
    private const double HeldUnemployment = .985;
    private const double HeldSpread = .93;

    // Each factor is explained by itself and by these, one quarter before; nothing else, so that fifty years are enough for the figures.
    private static readonly ImmutableArray<ImmutableArray<int>> Causes =
    [
        [FactorScale.BaseRate, FactorScale.Unemployment, FactorScale.Growth, FactorScale.Inflation],
        [FactorScale.Unemployment, FactorScale.Growth],
        [FactorScale.Growth, FactorScale.BaseRate],
        [FactorScale.Inflation, FactorScale.Unemployment],
        [FactorScale.Houses],
        [FactorScale.Spread, FactorScale.Volatility],
        [FactorScale.Volatility],
    ];

    private readonly ImmutableArray<double?[]> _z;
    private readonly ImmutableArray<double> _crisis;
    private readonly ImmutableArray<PublishedQuarter> _quarters;

    public MarketFit(ImmutableArray<PublishedQuarter> quarters)
    {
        _quarters = quarters;
        _crisis = CrisisRule.Of([.. quarters.Select(quarter => quarter[MacroFactor.Unemployment]!.Value)], CrisisRule.QuartersBack);
        _z = [.. Enumerable.Range(0, quarters.Length).Select(Scaled)];
    }

    public MarketModel Fit(string version)
    {
        var (transition, calm, crisis, residuals) = Regressions();
        var root = CubeRoot(transition);
        var sum = Matrix<double>.Build.DenseIdentity(Count) + root + (root * root);
        var (begins, stays) = Chain();
        return new(version, root.ToArray(), Regime(calm, 0), Regime(crisis, 1), begins, stays)
        {
            OrdinaryCrisisShock = MonthlyShock(root, Covariance(residuals, 1, 1)),
        };

        MarketRegime Regime(Vector<double> drift, double regime)
            => new((sum.Inverse() * drift).ToArray(), MonthlyShock(root, Covariance(residuals, regime, Widest)));
    }

    private double?[] Scaled(int at)
    {
        var values = _quarters[at].Values;
        var growth = at == 0 ? (double?)null : 4 * Math.Log(values[4]!.Value / _quarters[at - 1].Values[4]!.Value);
        var scaled = FactorScale.Of(EconomicState.Of([.. values.Select(value => value ?? 1)]), growth ?? 0);
        return [.. scaled.Select((value, place) => place == FactorScale.Houses ? growth : values[place] is null ? (double?)null : value)];
    }

    /// <summary>Quarters of the lockdown and the reopening: shocks without precedent whose lags would bend every coefficient (Lenza and Primiceri 2020).</summary>
    private bool IsLockdown(int at) => _quarters[at].Quarter.Number >= Quarter.Of(2020, 2).Number && _quarters[at].Quarter.Number <= Quarter.Of(2020, 4).Number;

    private (Matrix<double> Transition, Vector<double> Calm, Vector<double> Crisis, double?[][] Residuals) Regressions()
    {
        var transition = Matrix<double>.Build.Dense(Count, Count);
        var (calm, crisis) = (Vector<double>.Build.Dense(Count), Vector<double>.Build.Dense(Count));
        var residuals = _z.Select(_ => new double?[Count]).ToArray();
        for (var factor = 0; factor < Count; factor++)
        {
            var found = Regress(factor);
            (calm[factor], crisis[factor]) = (found[0], found[0] + found[1]);
            for (var cause = 0; cause < Causes[factor].Length; cause++)
            {
                transition[factor, Causes[factor][cause]] = found[cause + 2];
            }

            foreach (var at in Enumerable.Range(1, _z.Length - 1).Where(at => IsKnown(at, factor)))
            {
                residuals[at][factor] = _z[at][factor] - found.DotProduct(Vector<double>.Build.DenseOfEnumerable(Explaining(at, factor)));
            }
        }

        Anchor(transition, calm, crisis);
        return (transition, calm, crisis, residuals);
    }

    /// <summary>Moves both drifts so that the long-run mean of every factor is its mean over the published quarters, which the left-out quarters and the lags would shift.</summary>
    private void Anchor(Matrix<double> transition, Vector<double> calm, Vector<double> crisis)
    {
        var share = _crisis.Average();
        var away = Matrix<double>.Build.DenseIdentity(Count) - transition;
        var history = Vector<double>.Build.Dense(Count, factor => _z.Where(z => z[factor] is not null).Average(z => z[factor]!.Value));
        var missing = (away * history) - (((1 - share) * calm) + (share * crisis));
        calm.Add(missing, calm);
        crisis.Add(missing, crisis);
    }

    /// <summary>Drift, additional drift in crisis, then one coefficient a cause; the factor's own is held back as <see cref="Held"/> says and the others found beside it.</summary>
    private Vector<double> Regress(int factor)
    {
        var rows = Enumerable.Range(1, _z.Length - 1).Where(at => IsKnown(at, factor) && !IsLockdown(at)).ToList();
        var own = Held(factor) * LeastSquares(rows, at => Explaining(at, factor), at => _z[at][factor]!.Value)[2];
        var others = LeastSquares(rows, at => Explaining(at, factor).Where((_, i) => i != 2), at => _z[at][factor]!.Value - (own * _z[at - 1][factor]!.Value));
        return Vector<double>.Build.DenseOfEnumerable([others[0], others[1], own, .. others.Skip(2)]);
    }

    private static Vector<double> LeastSquares(List<int> rows, Func<int, IEnumerable<double>> explaining, Func<int, double> explained)
        => MultipleRegression.QR(Matrix<double>.Build.DenseOfRows(rows.Select(explaining)), Vector<double>.Build.DenseOfEnumerable(rows.Select(explained)));

    private static double Held(int factor) => factor switch
    {
        FactorScale.Unemployment => HeldUnemployment,
        FactorScale.Spread => HeldSpread,
        _ => 1,
    };

    private bool IsKnown(int at, int factor) => _z[at][factor] is not null && Causes[factor].All(cause => _z[at - 1][cause] is not null);

    private IEnumerable<double> Explaining(int at, int factor) => Causes[factor].Select(cause => _z[at - 1][cause]!.Value).Prepend(_crisis[at]).Prepend(1);

    /// <summary>Spread of the residuals by regime, over one correlation of all quarters in which every factor is known: crises are too few for a correlation of their own.</summary>
    private Matrix<double> Covariance(double?[][] residuals, double regime, double widest)
    {
        var size = Deviations(residuals, regime, widest);
        var (calm, crisis) = (Deviations(residuals, 0, Widest), Deviations(residuals, 1, Widest));
        var whole = Enumerable.Range(0, residuals.Length).Where(at => !IsLockdown(at) && residuals[at].All(value => value is not null)).ToList();
        var scaled = Matrix<double>.Build.DenseOfRows(whole.Select(at => residuals[at].Select((value, factor) => value!.Value / (_crisis[at] > 0 ? crisis : calm)[factor])));
        var product = scaled.TransposeThisAndMultiply(scaled);
        var unit = Vector<double>.Build.Dense(Count, factor => size[factor] / Math.Sqrt(product[factor, factor]));
        return Matrix<double>.Build.DenseOfDiagonalVector(unit) * product * Matrix<double>.Build.DenseOfDiagonalVector(unit);
    }

    private double[] Deviations(double?[][] residuals, double regime, double widest)
        => [.. Enumerable.Range(0, Count).Select(factor =>
        {
            var known = Enumerable.Range(0, residuals.Length).Where(at => _crisis[at] == regime && residuals[at][factor] is not null).ToList();
            var ordinary = Size(known.Where(at => !IsLockdown(at)).Select(at => residuals[at][factor]!.Value));
            return Size(known.Select(at => IsLockdown(at)
                ? Math.Clamp(residuals[at][factor]!.Value, -widest * ordinary, widest * ordinary)
                : residuals[at][factor]!.Value));
        })];

    private static double Size(IEnumerable<double> residuals) => Math.Sqrt(residuals.Average(value => value * value));

    /// <summary>The principal third root, by the stable form of Newton's iteration (Iannazzo 2006); its test is that its cube is the quarter.</summary>
    private static Matrix<double> CubeRoot(Matrix<double> quarterly)
    {
        var identity = Matrix<double>.Build.DenseIdentity(Count);
        var (root, rest) = (identity, quarterly);
        for (var step = 0; step < RootSteps; step++)
        {
            var factor = ((2 * identity) + rest) / 3;
            var inverse = factor.Inverse();
            (root, rest) = (root * factor, inverse * inverse * inverse * rest);
        }

        return root;
    }

    /// <summary>
    /// The monthly shocks S with S + F S F' + F2 S F2' equal to the quarter's covariance, as a lower triangle. Directions that come out
    /// without variance get a thousandth of the largest.
    /// </summary>
    private static double[,] MonthlyShock(Matrix<double> root, Matrix<double> quarterly)
    {
        var square = root * root;
        var system = Matrix<double>.Build.DenseIdentity(Count * Count) + root.KroneckerProduct(root) + square.KroneckerProduct(square);
        var solved = system.Solve(Vector<double>.Build.DenseOfArray(quarterly.ToColumnMajorArray()));
        var monthly = Matrix<double>.Build.DenseOfColumnMajor(Count, Count, solved.ToArray());
        return Positive((monthly + monthly.Transpose()) / 2).Cholesky().Factor.ToArray();
    }

    // Clipped as a correlation, so that factors of small figures are not drowned by those of large ones.
    private static Matrix<double> Positive(Matrix<double> covariance)
    {
        var size = Matrix<double>.Build.DenseOfDiagonalVector(covariance.Diagonal().PointwiseSqrt());
        var evd = (size.Inverse() * covariance * size.Inverse()).Evd(Symmetricity.Symmetric);
        var least = .001 * evd.EigenValues.Max(value => value.Real);
        var clipped = Vector<double>.Build.DenseOfEnumerable(evd.EigenValues.Select(value => Math.Max(value.Real, least)));
        return size * evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(clipped) * evd.EigenVectors.Transpose() * size;
    }

    /// <summary>The monthly chain whose third step is the chain counted on the quarters.</summary>
    private (double Begins, double Stays) Chain()
    {
        var steps = Enumerable.Range(1, _crisis.Length - 1).ToList();
        double Share(double from) => steps.Count(at => _crisis[at - 1] == from && _crisis[at] == 1) / (double)steps.Count(at => _crisis[at - 1] == from);
        var (begins, stays) = (Share(0), Share(1));
        var longRun = begins / (1 + begins - stays);
        var memory = Math.Cbrt(stays - begins);
        return (longRun * (1 - memory), longRun + ((1 - longRun) * memory));
    }
}
