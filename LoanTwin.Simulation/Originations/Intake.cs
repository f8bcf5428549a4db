using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Population;

namespace LoanTwin.Simulation.Originations;

/// <summary>
/// The people who come in on a day and what the lender tells them. They come by thinning a fixed stream that is wider than any demand can
/// get: whoever comes under two policies is the same person with the same id, and who is refused leaves a gap.
/// </summary>
/// <param name="size">Loans the lender started with; demand is stated for 10,000 of them.</param>
public sealed class Intake(ProductCatalogue catalogue, RandomKey key, int size, int firstDay)
{
    private const double GrowthPerYear = .03;
    private const double DaysPerYear = 365.25;
    private const double PerPointUnemployment = .07;
    private const double NeutralUnemployment = .045;

    /// <summary>Width of the stream against today's demand: twice the marketing, 7 % more of it in the best economy, and growth for 35 years.</summary>
    public const double Width = 6;

    /// <summary>Applications of one product on one day, in the order of their slots.</summary>
    public IEnumerable<Application> Of(int day, int place, BusinessPolicies policy, EconomicState economy, Gates gates, Func<int> funded)
    {
        var product = catalogue[place];
        var limits = policy.For(product);
        var widest = product.Offer.Demand.ApplicantsPerMonth * size / 10_000 * 12 / DaysPerYear * Width;
        var share = Math.Min(1, Demand(day, policy.MarketingOf(product), economy) / Width);
        var slots = Poisson.Of(widest, key, (ulong)place, day, ChanceStream.Arrival);
        for (var slot = 0; slot < slots; slot++)
        {
            var id = LoanId.Of(day, place, slot);
            if (Person.ThinningOf(key, id) < share)
            {
                yield return Decide(id, place, limits, policy, economy, gates.Of(place, funded()));
            }
        }
    }

    /// <summary>Demand against that of the first day in the neutral economy.</summary>
    private double Demand(int day, double marketing, in EconomicState economy)
        => marketing * Math.Pow(1 + GrowthPerYear, (day - firstDay) / DaysPerYear) * Math.Exp(-PerPointUnemployment * Math.Max(100 * (economy.Unemployment - NeutralUnemployment), -1));

    private Application Decide(long id, int place, in BorrowerLimits limits, BusinessPolicies policy, in EconomicState economy, Refusal ofLender)
    {
        var product = catalogue[place];
        var person = Person.Draw(product, key, id);
        var verdict = Verdict.On(person, product, policy, limits, economy.BaseRate);
        return new()
        {
            Id = id,
            Product = place,
            Person = person,
            Price = verdict.Price,
            LogRisk = verdict.LogRisk,
            Refusal = verdict.Refusal | ofLender,
            IsBorderline = CreditCheck.IsBorderline(limits, person.Score, person.Dti),
            TakeUp = verdict.TakeUp,
        };
    }
}
