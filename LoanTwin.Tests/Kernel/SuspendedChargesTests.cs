using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;

namespace LoanTwin.Tests.Kernel;

/// <summary>From its default event on a card's charges are no income of the lender, though its holder owes them.</summary>
public sealed class SuspendedChargesTests
{
    [Theory]
    [InlineData(Behaviour.Sampled)]
    [InlineData(Behaviour.Expected)]
    public void Charges_OfACardAt90Days_AreAllSuspended(Behaviour behaviour)
    {
        var (charged, suspended) = OfOneStatement(PaymentStatus.Days90, new DateOnly(2026, 1, 15).DayNumber, behaviour);

        Assert.True(charged > 0);
        Assert.Equal(charged, suspended);
    }

    [Theory]
    [InlineData(Behaviour.Sampled)]
    [InlineData(Behaviour.Expected)]
    public void Charges_OfACardAt60DaysBeforeItsEvent_AreIncome(Behaviour behaviour)
    {
        var (charged, suspended) = OfOneStatement(PaymentStatus.Days60, 0, behaviour);

        Assert.True(charged > 0);
        Assert.Equal(0, suspended);
    }

    [Fact]
    public void ChargesOnTheDayThatRecordsOnTime_AreIncomeAgain()
    {
        using var life = new ALife();
        life.Before(new(2026, 6, 15), PaymentStatus.Days30);
        life.Before(new(2026, 7, 15), PaymentStatus.OnTime);
        var suspended = life.Sum(Flow.Suspended, 4);
        var charged = life.Sum(Flow.Capitalised, 4);
        Assert.Equal(PaymentStatus.OnTime, life.Of(life.Card).Outcome);

        life.Before(new(2026, 7, 16), PaymentStatus.OnTime);

        Assert.True(life.Sum(Flow.Capitalised, 4) > charged);
        Assert.Equal(suspended, life.Sum(Flow.Suspended, 4));
    }

    [Theory]
    [InlineData(200_000, 466.67, 3_864)] // 2.8 % and 20 % a year, 31 days of interest
    [InlineData(548_000, 1_278.67, 2_000)] // 110 % of the limit is 550,000: the fee, and interest in what room it leaves
    [InlineData(549_800, 200, 200)]
    [InlineData(550_000, 0, 0)]
    public void Fees_OfAStatement_ComeBeforeTheInterest(long balance, double fees, double charges)
    {
        var card = ALife.CardLoan with { Balance = balance, Status = PaymentStatus.Days60, PrincipalDue = 10_000 };
        foreach (var behaviour in new[] { Behaviour.Sampled, Behaviour.Expected })
        {
            var outcome = OfOneStatement(card, behaviour);

            Assert.Equal(charges, outcome.Total(0, Flow.Capitalised), 1.0);
            Assert.Equal(fees, outcome.Total(0, Flow.CapitalisedFees), .5);
        }
    }

    private static (double Charged, double Suspended) OfOneStatement(PaymentStatus status, int defaultDay, Behaviour behaviour)
    {
        var outcome = OfOneStatement(ALife.CardLoan with { Status = status, DefaultDay = defaultDay, PrincipalDue = 10_000 }, behaviour);
        return (outcome.Total(0, Flow.Capitalised), outcome.Total(0, Flow.Suspended));
    }

    private static HorizonOutcome OfOneStatement(in Simulation.Book.NewLoan card, Behaviour behaviour)
    {
        using var book = new Simulation.Book.LoanBook(ProductCatalogue.Default);
        _ = book.Add(card).Value;
        using var world = AWorld.Of(book, ALife.Start, hasLatent: false);
        var plan = new HorizonPlan { Question = "suspended", LastDay = new(2026, 2, 28), Behaviour = behaviour, HasLatent = false };
        return Horizon.Run(world, plan).Value;
    }
}
