using System.Collections.Immutable;
using System.ComponentModel;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Web.Formulas;

/// <summary>One loan's month from each of the five living states.</summary>
internal sealed record CascadeAnswer(
    [property: Description("the product whose shape was used")] string Product,
    ImmutableArray<CascadeRow> Rows)
{
    public static CascadeAnswer Of(Product product, CascadeFeatures? features, (Climate Climate, double Macro, double Season) economy)
        => new(product.Key, [.. Enumerable.Range(0, TransitionMatrix.From).Select(from => CascadeRow.Of(product, (PaymentStatus)from, features, economy))]);
}

/// <summary>One row: where a loan in this state stands next month.</summary>
internal sealed record CascadeRow(
    [property: Description("the state it is in")] string From,
    [property: Description("odds of getting worse against an average loan in a neutral month: the product of the factors")] double M,
    CascadeFactors Factors,
    [property: Description("share that leaves early, half paid off and half prepaid")] double Exit,
    [property: Description("probability of each state next month, by status; the eight sum to 1")] IReadOnlyDictionary<string, double> Next)
{
    // A loan of which nothing is said has climbed the ramp of early exits.
    private const int Seasoned = 1_200;

    // The last digit of a double is no information; without it the published rows come out as they were published.
    private const int Digits = 15;

    public static CascadeRow Of(Product product, PaymentStatus from, CascadeFeatures? features, (Climate Climate, double Macro, double Season) economy)
    {
        var factors = CascadeFactors.Of(product, from, features, economy.Macro, economy.Season);
        var m = factors.Risk * factors.Macro * factors.Season * factors.Drift;
        var rate = Math.Round((features?.AnnualRate ?? product.Risk.AnnualRate) * AnnualRate.One);
        var exit = MonthlyRow.ExitShare(product, from, features?.MonthsOnBook ?? Seasoned, rate, economy.Climate);
        var stays = MonthlyRow.Weights(product, from, TransitionMatrix.Published, m).Select(weight => weight * (1 - exit));
        var next = stays.Append(exit / 2).Append(exit / 2).Select((share, to) => KeyValuePair.Create(((PaymentStatus)to).Key(), Math.Round(share, Digits)));
        return new(from.Key(), m, factors, exit, new OrderedDictionary<string, double>(next));
    }
}

/// <summary>What m is made of.</summary>
internal sealed record CascadeFactors(
    [property: Description("the borrower at origination against the product's average, inside 0.2 to 3.5")] double Risk,
    [property: Description("the economy, inside 0.6 to 3")] double Macro,
    [property: Description("the month of the year")] double Season,
    [property: Description("what has changed since origination: points lost in this state, debt to income, loan to value or utilisation; risk times drift stays inside 0.2 to 3.5")] double Drift)
{
    /// <summary>Without features the loan is of risk 1, its drift included; with them, drift is not scaled to the mean of a book, because there is no book.</summary>
    public static CascadeFactors Of(Product product, PaymentStatus from, CascadeFeatures? features, double macro, double season)
    {
        if (features is null)
        {
            return new(1, macro, season, 1);
        }

        var origination = features.LogRisk(product.Risk);
        var drift = MonthlyRow.LogDrift(product, from, features.DtiRise(product.Risk), features.UtilisationOrLtvRise(product));
        var risk = Bounded(origination);
        return new(risk, macro, season, Bounded(origination + drift) / risk);
    }

    private static double Bounded(double log) => Math.Clamp(Math.Exp(log), BorrowerRisk.Lowest, BorrowerRisk.Highest);
}
