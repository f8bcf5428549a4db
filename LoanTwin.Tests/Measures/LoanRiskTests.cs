using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Measures;

namespace LoanTwin.Tests.Measures;

public class LoanRiskTests
{
    [Fact]
    public void ExpectedLoss_OfAllLoansOfAProduct_IsThatOfItsFigures()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 1_500, Seed = 3, YearsLived = 1 }).Value;
        ProductFigures[] figures = [.. lender.Figures().Products];
        foreach (var shelf in lender.World.Book.Shelves)
        {
            var outlook = lender.OutlookOf(shelf);

            var sum = Enumerable.Range(0, shelf.Count).Sum(row => LoanRisk.Of(shelf, row, lender.World.Day, outlook).ExpectedLoss);

            var expected = figures[shelf.Place].ExpectedLoss + figures[shelf.Place].CertainLoss;
            Assert.Equal(expected, sum, Math.Max(1, expected) * 1e-9);
        }
    }
}
