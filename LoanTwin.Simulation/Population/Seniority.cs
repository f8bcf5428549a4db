using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Population;

/// <summary>
/// How old the loans of a standing book are: applicants came a little fewer each year back, and the early exits of the product thinned them
/// since. A short contract leaves fewer loans standing than a long one.
/// </summary>
internal sealed class Seniority
{
    private const double GrowthPerMonth = .03 / 12;
    private const int OldestCard = 180;

    private readonly Dictionary<int, double[]> _cumulative = [];
    private readonly double _most;

    public Seniority(Product product)
    {
        foreach (var term in product.Offer.Applicants.Terms)
        {
            _cumulative[term.Months] = Cumulative(product, term.Months == 0 ? OldestCard : term.Months);
        }

        _most = _cumulative.Values.Max(ages => ages[^1]);
    }

    /// <summary>Share of the applicants with this term who still stand, against the term of which most do.</summary>
    public double Standing(int term) => _cumulative[term][^1] / _most;

    /// <summary>Months on book at a level between 0 and 1 of the standing loans of a term.</summary>
    public int AgeAt(int term, double level)
    {
        var ages = _cumulative[term];
        var at = Array.BinarySearch(ages, level * ages[^1]);
        return Math.Min(at < 0 ? ~at : at, ages.Length - 1);
    }

    private static double[] Cumulative(Product product, int months)
    {
        var (standing, sum, ages) = (1.0, 0.0, new double[months]);
        for (var age = 0; age < months; age++)
        {
            sum += standing;
            ages[age] = sum;
            var ramp = product.Exit.RampStart + ((1 - product.Exit.RampStart) * Math.Min(age / product.Exit.RampMonths, 1));
            standing *= 1 - (ExitCurve.ByState[0] * product.Exit.Scale * ramp) - GrowthPerMonth;
        }

        return ages;
    }
}
