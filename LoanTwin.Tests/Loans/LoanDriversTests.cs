using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Loans;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Loans;

public sealed class LoanDriversTests(LivedLender lived) : IClassFixture<LivedLender>
{
    [Fact]
    public void Drivers_OfAnyLoan_AddUpToItsProbability()
    {
        var loans = lived.Some(each: 6).ToList();
        foreach (var (shelf, row) in loans)
        {
            var why = LoanDrivers.Of(lived.Lender.World, shelf, row, TypicalLoan.Of(shelf, lived.Lender.World.Day, lived.IndexOf(shelf)));

            Assert.Equal(why.Pd12, why.Start + why.Drivers.Sum(driver => driver.Change), 1e-9);
            Assert.InRange(why.Pd12, 0, 1);
            Assert.Equal(why.Drivers.Select(driver => driver.Key).Distinct().Count(), why.Drivers.Length);
        }

        Assert.InRange(loans.Count, 25, 30);
    }

    [Fact]
    public void Probability_OfALoanOnTime_IsThatOfTheExpectedRun()
    {
        var world = lived.Lender.World;
        var outlook = Outlook.Of(world, 12, 2);
        foreach (var shelf in world.Book.Shelves)
        {
            // Nothing is decided and unrecorded where both states agree and nothing is unpaid.
            var row = Enumerable.Range(0, shelf.Count).First(row => shelf.Moving.Status[row] == 0 && shelf.Moving.Outcome[row] == 0 && shelf.Moving.Pending[row] == 0 && shelf.Moving.Owed[row] == 0);
            var why = LoanDrivers.Of(world, shelf, row, TypicalLoan.Of(shelf, world.Day, lived.IndexOf(shelf)));

            Assert.Equal(outlook.Shelves[shelf.Place].Pd12[row], why.Pd12, 1e-7);
        }
    }

    [Fact]
    public void Drivers_OfALoanWithTypicalFeatures_AreNone()
    {
        var world = lived.Lender.World;
        foreach (var (shelf, row) in lived.Some(each: 60).Where(pair => pair.Shelf.Moving.Status[pair.Row] == 0 && pair.Shelf.Moving.DefaultDay[pair.Row] == 0).DistinctBy(pair => pair.Shelf.Place))
        {
            var why = LoanDrivers.Of(world, shelf, row, Like(shelf, row));

            Assert.All(why.Drivers.Where(driver => driver.Key != "economy"), driver => Assert.Equal(0, driver.Change, 2e-6));
        }
    }

    [Fact]
    public void Drivers_InACalmEconomy_HaveNoneOfTheEconomy()
    {
        var world = lived.Lender.World;
        using var calm = world.Under(MarketPath.Neutral(SimMonth.Of(world.Day) - 12, 36));
        var shelf = calm.Book.Shelves[0];

        var why = LoanDrivers.Of(calm, shelf, 0, TypicalLoan.Of(shelf, calm.Day, calm.Risk[0].ValueIndex));

        Assert.Equal(0, why.Drivers.Single(driver => driver.Key == "economy").Change, 1e-7);
    }

    [Fact]
    public void Driver_OfALateLoan_IsItsStateAndRaisesTheRisk()
    {
        var (shelf, row) = lived.Some(each: 40).First(pair => pair.Shelf.Moving.Status[pair.Row] == (byte)PaymentStatus.Days30);

        var why = LoanDrivers.Of(lived.Lender.World, shelf, row, TypicalLoan.Of(shelf, lived.Lender.World.Day, lived.IndexOf(shelf)));

        var state = why.Drivers.Single(driver => driver.Key == "state");
        Assert.True(state.Change > .03, $"{state}");
        Assert.Equal("30 days late", state.Words);
    }

    /// <summary>What would be typical if every loan were like this one.</summary>
    private TypicalLoan Like(Simulation.Book.Shelf shelf, int row)
    {
        var (terms, moving, index) = (shelf.Fixed, shelf.Moving, lived.IndexOf(shelf));
        var (isCard, limit) = (terms.CreditLimit[row] > 0, Math.Max(1.0, terms.CreditLimit[row]));
        return new()
        {
            Loans = 1,
            Score = terms.Score[row],
            Grade = terms.Grade[row],
            Delinquencies = terms.Delinquencies[row],
            Bankruptcies = terms.Bankruptcies[row],
            Dti = moving.Dti[row],
            DtiAtOrigination = terms.Dti[row],
            Income = terms.Income[row],
            EmploymentMonths = terms.EmploymentMonths[row],
            Utilisation = isCard ? moving.Balance[row] / limit : 0,
            UtilisationAtOrigination = terms.Utilisation[row],
            Spend = terms.MonthlySpend[row] / limit,
            Transacts = (terms.Terms[row] & 4) != 0 ? 1 : 0,
            Ltv = terms.ValueUnits[row] > 0 ? moving.Balance[row] / (terms.ValueUnits[row] * index) : 0,
            LtvAtOrigination = terms.CollateralValue[row] > 0 ? (double)terms.Amount[row] / terms.CollateralValue[row] : 0,
            Rate = moving.Rate[row],
            Principal = Math.Max(100, isCard ? terms.Utilisation[row] * terms.CreditLimit[row] : terms.Amount[row]),
            Term = terms.Term[row],
            Remaining = moving.Remaining[row],
            Age = moving.Age[row],
        };
    }
}
