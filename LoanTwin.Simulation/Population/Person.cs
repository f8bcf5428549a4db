using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Population;

/// <summary>
/// One applicant: who they are, what they ask for, and the luck of the application itself. A pure function of (key, id, product), so every
/// policy meets the same person. Money in cents but for income (dollars a year).
/// </summary>
public readonly record struct Person
{
    /// <summary>Draws the thinning, before anything else, so that those who do not come cost one block.</summary>
    public double Thinning { get; private init; }

    /// <summary>Standardised score: the quality that other traits follow.</summary>
    public double Quality { get; private init; }

    public int Score { get; private init; }
    public double Dti { get; private init; }
    public double Ltv { get; private init; }
    public double Income { get; private init; }

    /// <summary>Amount asked for; the limit of a card.</summary>
    public long Amount { get; private init; }

    public int Term { get; private init; }
    public bool? IsNewGoods { get; private init; }
    public int Grade { get; private init; }
    public int EmploymentMonths { get; private init; }
    public int Delinquencies { get; private init; }
    public int Bankruptcies { get; private init; }
    public int Region { get; private init; }
    public int Ownership { get; private init; }
    public int Profession { get; private init; }
    public int Purpose { get; private init; }

    /// <summary>Cards: pays in full each month.</summary>
    public bool IsTransactor { get; private init; }

    /// <summary>Cards: share of the limit that is used.</summary>
    public double Utilisation { get; private init; }

    /// <summary>How much dearer than the market the best other offer is, in standard deviations.</summary>
    public double OtherOffer { get; private init; }

    /// <summary>Compared with the probability of taking the offer.</summary>
    public double Inclination { get; private init; }

    /// <summary>Places a person in time where a starting book needs it: two draws.</summary>
    internal (double Age, double Day) Seniority { get; private init; }

    /// <summary>What the loan will be drawn at first: all of it, but for a card the used part.</summary>
    public long Drawn(Product product) => product.Card is null ? Amount : (long)(Amount * Utilisation);

    public BorrowerFacts Facts(Product product, double rate)
        => new(Score, Dti, Grade, Bankruptcies, Delinquencies, Income, Math.Max(Drawn(product), 100) / 100.0, rate, Term, EmploymentMonths, Ltv);

    /// <summary>The thinning draw alone.</summary>
    public static double ThinningOf(RandomKey key, long id) => new Luck(key, (ulong)id).Uniform();

    public static Person Draw(Product product, RandomKey key, long id)
    {
        var luck = new Luck(key, (ulong)id);
        var thinning = luck.Uniform();
        var seniority = (luck.Uniform(), luck.Uniform());
        var mix = product.Offer.Applicants;
        var (z, ofIncome) = luck.Normals();
        var (ofDti, ofLtv) = luck.Normals();
        var (ofAmount, ofGrade) = luck.Normals();
        var (ofUtilisation, otherOffer) = luck.Normals();
        var score = (int)Math.Clamp(Math.Round(mix.ScoreMean + (mix.ScoreSd * z)), 300, 850);
        var isNew = mix.New is { } goods ? luck.Uniform() < Logistic((score - goods.Midpoint) / goods.Width) : (bool?)null;
        var median = isNew == true ? mix.New!.MedianAmount : mix.MedianAmount;
        var carefree = Math.Exp(-(score - 690) / 70.0);
        var isTransactor = luck.Uniform() < Logistic(-.75 + (.6 * z)) && product.Card is not null;
        return new()
        {
            Thinning = thinning,
            Seniority = seniority,
            Quality = z,
            Score = score,
            Dti = Beta.Of(mix.DtiMean, mix.DtiSd, ofDti),
            Ltv = mix.LtvMean == 0 ? 0 : Math.Clamp(mix.LtvMean + (mix.LtvSd * ofLtv), .2, 1.6),
            Income = Math.Round(mix.MedianIncome * Math.Exp(mix.LogSdIncome * ((.25 * z) + (.968 * ofIncome)))),
            Amount = (long)Math.Round(Math.Clamp(median * Math.Exp((mix.LogSdAmount * ofAmount) + (mix.AmountPerScore * z)), mix.LowestAmount, mix.HighestAmount)) * 100,
            Term = TermOf(mix.Terms, luck.Uniform()),
            IsNewGoods = isNew,
            Grade = (int)Math.Clamp(Math.Round(2 - (.85 * z) - (.53 * ofGrade)), 0, 4),
            EmploymentMonths = (int)Math.Min(-80 * Math.Log(luck.Uniform()), 600),
            Delinquencies = luck.Poisson(.22 * carefree),
            Bankruptcies = luck.Uniform() < .04 * carefree ? 1 : 0,
            Region = Traits.Region(luck.Uniform()),
            Ownership = Traits.Ownership(luck.Uniform(), z, product.ValueFollowsHousePrices),
            Profession = Traits.Profession(luck.Uniform(), z),
            Purpose = isNew == true ? Traits.NewGoods : 0,
            IsTransactor = isTransactor,
            Utilisation = product.Card is null ? 0 : Logistic(-.62 - (.65 * z) + (.7 * ofUtilisation)) * (isTransactor ? .35 : 1),
            OtherOffer = otherOffer,
            Inclination = luck.Uniform(),
        };
    }

    private static int TermOf(ImmutableArray<TermWeight> terms, double level)
    {
        foreach (var term in terms)
        {
            level -= term.Weight;
            if (level < 0)
            {
                return term.Months;
            }
        }

        return terms[^1].Months;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
