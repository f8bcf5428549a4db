using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>How strongly the latent factor moves a product's log odds, and the constant that keeps the mean default rate.</summary>
public readonly record struct LatentTerms(double Loading, double Shift);

/// <summary>
/// Fits the latent factor of one product to its asset correlation. Along a sampled path of the factor the default probability of a new
/// average loan is exact: its probability of each state is carried month by month through the product's own tables. The counts of a
/// book over many such years must have the 95 % and 99 % quantile of Vasicek's law. Not used by any run; it is how the figures in the
/// catalogue were found, and a test holds them to it.
/// </summary>
public sealed class LatentFit
{
    /// <summary>The year that is fitted: a world on the twin's first day, loans due in the middle of the month.</summary>
    private const int FirstMonth = 2026 * 12;
    private const int Months = 12;
    private const int Anchor = 15;

    private const int Loans = 20_000;

    // Distances are counted in standard errors of this many futures; near the fit, a loading 1 % higher adds about a third of one.
    private const int Futures = 2_000;
    private const double LoadingPerError = .0325;

    // About how much the log default rate moves with the log odds; only the speed of the fit depends on it.
    private const double RatePerOdds = 2.4;
    private const int MostRounds = 60;
    private const double CloseEnough = 1e-4;

    private static readonly int DecidingMonths = CountDecidingMonths();

    private readonly Product _product;
    private readonly CascadeTables _tables;
    private readonly double[] _rootRisk;
    private readonly double[][] _levels;

    /// <param name="product">Cascade, exits and correlation are read; its present loading and shift are not.</param>
    /// <param name="paths">Years that are sampled; 200,000 leave a third of a percent of noise in the loading.</param>
    /// <param name="logRisk">Log of the borrowers' risk against the average one.</param>
    public LatentFit(Product product, int paths, double logRisk = 0)
    {
        _product = product;
        _tables = CascadeTables.Of(product, TransitionMatrix.Published, 1);
        _rootRisk = [.. Enumerable.Range(0, TransitionMatrix.From).Select(state => Math.Exp(.5 * (logRisk + Drift(product.Card, state))))];
        _levels = [.. Enumerable.Range(0, paths).Select(Levels)];
    }

    /// <summary>The one-year default rate with the factor off.</summary>
    public double CalmRate => RateAlong(new double[Months], default);

    /// <summary>Loading and shift that centre both quantiles on the law and leave the mean rate where it is without the factor.</summary>
    public LatentTerms Fit()
    {
        var (loading, shift) = (Math.Sqrt(_product.Correlation) * 1.4, 0.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var years = Years(new(loading, shift));
            var (at95, at99) = Distances(years);
            var lift = Math.Log(years.Average() / CalmRate) / RatePerOdds;
            var step = -LoadingPerError * (at95 + at99) / 2;
            loading *= 1 + step;
            shift += lift;
            if (Math.Abs(step) < CloseEnough && Math.Abs(lift) < CloseEnough)
            {
                break;
            }
        }

        return new(loading, shift);
    }

    /// <summary>Default probability of one loan in each sampled year.</summary>
    public double[] Years(LatentTerms terms) => [.. _levels.Select(levels => RateAlong(levels, terms))];

    /// <summary>How far the 95 % and 99 % quantile lie above Vasicek's at the years' mean, in standard errors of 2,000 futures.</summary>
    public (double At95, double At99) Distances(double[] years)
    {
        var sampled = DefaultCountLaw.OfYears(years, Loans);
        var law = DefaultCountLaw.OfVasicek(sampled.MeanRate, _product.Correlation, Loans);
        return (Distance(sampled, law, .95), Distance(sampled, law, .99));
    }

    /// <summary>Log risk that a state adds: points lost, and for cards what is drawn on the way down. Slow drifts (paying down, prices) are left out.</summary>
    private static double Drift(CardTerms? card, int state)
    {
        var missed = Math.Max(((PaymentStatus)state).InstalmentsOwed(), Math.Min(state, 1));
        var drawn = card is null ? 0 : (1 - (1.0 / IdenticalLoans.LimitPerBalance)) * (1 - Math.Pow(1 - card.DrawShare, missed));
        return RiskFrame.LogRiskOfPointsLost[state] + (CardTerms.UtilisationSlope * drawn);
    }

    private static double[] Levels(int path)
    {
        var sample = LatentPath.Sample(RandomKey.Future(1, "latent fit", path), FirstMonth, Months, [0, 0]);
        return [.. Enumerable.Range(FirstMonth, Months).Select(month => sample.Level(month, 0))];
    }

    /// <summary>Read from the probabilities at the law's quantile, which move smoothly where counts jump.</summary>
    private static double Distance(DefaultCountLaw sampled, DefaultCountLaw law, double probability)
    {
        var quantile = law.Quantile(probability);
        return (law.Cdf(quantile) - sampled.Cdf(quantile)) / Math.Sqrt(probability * (1 - probability) / Futures);
    }

    /// <summary>Due days whose missed third instalment becomes a default event before the year is over.</summary>
    private static int CountDecidingMonths()
        => Enumerable.Range(FirstMonth, Months).Count(month =>
            Math.Min(SimMonth.DueDay(month - 2, Anchor) + DaysPastDue.DefaultDays, SimMonth.DueDay(month + 1, Anchor)) <= SimMonth.LastDay(FirstMonth + Months - 1));

    private double RateAlong(ReadOnlySpan<double> levels, LatentTerms terms)
    {
        Span<double> share = [1, 0, 0, 0];
        var defaulted = 0.0;
        for (var age = 0; age < DecidingMonths; age++)
        {
            var root = Math.Sqrt(Climate.Shaken(1, terms.Loading, terms.Shift, levels[age]));
            Span<double> next = [0, 0, 0, 0];
            for (var from = 0; from < share.Length; from++)
            {
                defaulted += Move(from, share[from] * (1 - ExitShare(from, age)), root * _rootRisk[from], next);
            }

            next.CopyTo(share);
        }

        return defaulted;
    }

    /// <summary>Moves the share that stays through its row; what arrives at 90 days or worse has defaulted and is followed no further.</summary>
    private double Move(int from, double staying, double root, Span<double> next)
    {
        var cube = root * root * root;
        double Upto(int to) => _tables.Cells[CascadeTables.Better(to) + from] + (_tables.Cells[CascadeTables.Same(to) + from] * root) + (_tables.Cells[CascadeTables.Worse(to) + from] * cube);
        var scale = staying / Upto(TransitionMatrix.To - 1);
        var before = 0.0;
        for (var to = 0; to < next.Length; to++)
        {
            var upto = Upto(to);
            next[to] += (upto - before) * scale;
            before = upto;
        }

        return staying - (before * scale);
    }

    private double ExitShare(int from, int age)
    {
        var curve = _product.Exit;
        var ramp = curve.RampStart + ((1 - curve.RampStart) * Math.Min(age / curve.RampMonths, 1));
        return _tables.Cells[CascadeTables.ExitFlat + from] + (_tables.Cells[CascadeTables.ExitRamped + from] * ramp);
    }
}
