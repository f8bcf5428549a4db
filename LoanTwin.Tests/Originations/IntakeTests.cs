using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Tests.Originations;

public class IntakeTests
{
    private const int Size = 10_000;
    private static readonly int FirstDay = new DateOnly(2026, 1, 1).DayNumber;
    private static readonly ProductCatalogue Catalogue = ProductCatalogue.Default;
    private static readonly Gates Open = new([.. Catalogue.Products.Select(_ => true)], true, int.MaxValue);

    [Fact]
    public void As_many_come_as_demand_says()
    {
        var expected = Catalogue.Products.Sum(product => product.Offer.Demand.ApplicantsPerMonth) * 12;

        var came = Year(BusinessPolicies.Default, EconomicState.Neutral).Count;

        // Half a year's growth of 3 % on average; Poisson noise of three standard errors.
        Assert.InRange(came, (expected * 1.015) - (3 * Math.Sqrt(expected)), (expected * 1.015) + (3 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Fewer_come_when_work_is_scarce()
    {
        var calm = Year(BusinessPolicies.Default, EconomicState.Neutral).Count;
        var scarce = Year(BusinessPolicies.Default, EconomicState.Neutral with { Unemployment = .095 }).Count;

        Assert.InRange((double)scarce / calm, .65, .76);
    }

    [Fact]
    public void More_marketing_adds_people_and_keeps_those_who_came()
    {
        var policy = BusinessPolicies.Default;
        var before = Year(policy, EconomicState.Neutral).Where(application => application.Product == 1).ToDictionary(application => application.Id);
        var after = Year(policy with { Marketing = policy.Marketing.Add("auto", 1.5) }, EconomicState.Neutral).Where(application => application.Product == 1).ToDictionary(application => application.Id);

        Assert.InRange((double)after.Count / before.Count, 1.4, 1.6);
        Assert.All(before, entry => Assert.Equal(entry.Value.Person, after[entry.Key].Person));
    }

    [Fact]
    public void A_policy_changes_decisions_and_nobody()
    {
        var low = Year(BusinessPolicies.Default, EconomicState.Neutral);
        var high = Year(BusinessPolicies.Default with { MinScore = 660 }, EconomicState.Neutral);

        Assert.Equal(low.Select(application => application.Person), high.Select(application => application.Person));
        Assert.True(high.Count(application => application.IsApproved) < low.Count(application => application.IsApproved));
    }

    [Fact]
    public void Ids_are_unique_and_rise_with_the_day()
    {
        var ids = Year(BusinessPolicies.Default, EconomicState.Neutral).Where(application => application.Product == 0).Select(application => application.Id).ToList();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Approval_and_take_up_are_those_of_the_calibration()
    {
        var year = Year(BusinessPolicies.Default, EconomicState.Neutral);
        (string Key, double Approved, double Taken)[] expected = [("consumer", .87, .55), ("auto", .86, .55), ("mortgage", .67, .55), ("business", .85, .55), ("creditCard", .89, .60)];

        foreach (var (key, approved, taken) in expected)
        {
            var place = Catalogue.Find(key).Value;
            var applications = year.Where(application => application.Product == place).ToList();
            var open = applications.Where(application => application.IsApproved).ToList();
            var noise = 3 * Math.Sqrt(.25 / open.Count);
            Assert.InRange(open.Count / (double)applications.Count, approved - .03 - noise, approved + .03 + noise);
            Assert.InRange(open.Count(application => application.IsTaken) / (double)open.Count, taken - .02 - noise, taken + .02 + noise);
        }
    }

    private static List<Application> Year(BusinessPolicies policy, EconomicState economy)
    {
        var intake = new Intake(Catalogue, RandomKey.MainLine(7), Size, FirstDay);
        return [.. Enumerable.Range(0, 365).SelectMany(day => Enumerable.Range(0, Catalogue.Count).SelectMany(place => intake.Of(FirstDay + day, place, policy, economy, Open, () => 0)))];
    }
}
