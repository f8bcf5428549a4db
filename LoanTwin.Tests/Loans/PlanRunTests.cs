using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;

namespace LoanTwin.Tests.Loans;

public sealed class PlanRunTests(LivedLender lived) : IClassFixture<LivedLender>
{
    [Fact]
    public void Plan_OfTheSameTerms_ChangesNothing()
    {
        foreach (var (shelf, row) in lived.Some(each: 3).Where(pair => pair.Shelf.Moving.Status[pair.Row] == 0))
        {
            var answer = Ask(shelf, row, new() { AnnualRate = shelf.Moving.Rate[row], Futures = 80 });

            Assert.Equal(answer.Now.Pd12, answer.Plan.Pd12, 1e-5);
            Assert.Equal(0, answer.ValueChange.Mean / shelf.Moving.Balance[row], 1e-5);
        }
    }

    [Fact]
    public void Plan_WithALowerRate_LowersPaymentRiskAndIncome()
    {
        foreach (var (shelf, row) in Instalments().Take(8))
        {
            var answer = Ask(shelf, row, new() { AnnualRate = shelf.Moving.Rate[row] / 2 });

            Assert.True(answer.Plan.Payment < answer.Now.Payment);
            Assert.True(answer.Plan.Pd12 < answer.Now.Pd12);
            Assert.True(answer.Plan.ExpectedLoss < answer.Now.ExpectedLoss);
            Assert.True(answer.High < 0, $"{shelf.Product.Key}: {answer.ValueChange}");
        }
    }

    [Fact]
    public void Plan_OfALongerTerm_HasTheLevelPaymentOfTheContract()
    {
        var (shelf, row) = Instalments().First();
        var months = shelf.Moving.Remaining[row] + 24;

        var answer = Ask(shelf, row, new() { TermMonths = months, Futures = 40 });

        Assert.Equal(LevelPayment.Of(shelf.Moving.Balance[row], new AnnualRate(shelf.Moving.Rate[row]), months).RoundedCents, answer.Plan.Payment);
        Assert.Equal(months, answer.Plan.RemainingMonths);
    }

    [Fact]
    public void Value_OfALoanThatCannotFail_IsThatOfItsSchedule()
    {
        // The best borrower of the book, two months to go: what comes in is the schedule, but for luck of a few in ten thousand.
        var (shelf, row) = Instalments().Where(pair => pair.Shelf.Moving.Remaining[pair.Row] is >= 3 and <= 20).MinBy(pair => pair.Shelf.Fixed.LogRisk[pair.Row]);
        var answer = Ask(shelf, row, new() { TermMonths = shelf.Moving.Remaining[row] + 6, Futures = 800 });
        var (balance, rate, left, value) = ((double)shelf.Moving.Balance[row], (double)shelf.Moving.Rate[row] / AnnualRate.One / 12, (int)shelf.Moving.Remaining[row], 0.0);
        for (var month = 1; month <= left; month++)
        {
            var interest = balance * rate;
            var paid = month == left ? balance + interest : shelf.Moving.Payment[row];
            value += paid / Math.Pow(1 + (answer.FundingRate / 12), month);
            balance -= paid - interest;
        }

        Assert.Equal(1, answer.Now.Value.Mean / value, .02);
    }

    [Fact]
    public void Answer_AskedTwice_IsTheSameAndAnotherSeedIsAnotherSample()
    {
        var (shelf, row) = Instalments().First();
        var plan = new LoanPlan { AnnualRate = shelf.Moving.Rate[row] / 2, Futures = 64 };

        Assert.Equal(Ask(shelf, row, plan), Ask(shelf, row, plan));
        Assert.NotEqual(Ask(shelf, row, plan).ValueChange.Mean, Ask(shelf, row, plan with { Seed = 2 }).ValueChange.Mean);
    }

    [Fact]
    public void Change_OnTheSameLuck_IsSurerThanTheValuesThemselves()
    {
        var (shelf, row) = Instalments().First(pair => pair.Shelf.Moving.Status[pair.Row] == (byte)PaymentStatus.Days30);

        var answer = Ask(shelf, row, new() { AnnualRate = shelf.Moving.Rate[row] * 3 / 4 });

        Assert.True(answer.ValueChange.StandardError < .7 * answer.Now.Value.StandardError, $"{answer.ValueChange} {answer.Now.Value}");
    }

    [Fact]
    public void Check_OfABadPlan_NamesEveryField()
    {
        var world = lived.Lender.World;
        var card = world.Book.Shelves.Single(shelf => shelf.Product.Card is not null);

        Assert.Equal(["annualRate", "termMonths", "futures"], new LoanPlan { AnnualRate = 9_000_000, TermMonths = 12, Futures = 1 }.Check(card, 0).Problem!.Faults.Select(fault => fault.Field));
        Assert.Equal(["annualRate"], new LoanPlan().Check(world.Book.Shelves[0], 0).Problem!.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Peers_OfALoan_AreTheNearestOfItsProductAndRankIt()
    {
        foreach (var (shelf, row) in lived.Some(each: 2))
        {
            var peers = LoanPeers.Of(lived.Lender.World, shelf, row, 50);

            Assert.Equal(peers.Nearest.Select(peer => peer.Distance).Order(), peers.Nearest.Select(peer => peer.Distance));
            Assert.DoesNotContain(peers.Nearest, peer => peer.Row == row);
            Assert.Equal(peers.Nearest.Count(peer => peer.Pd12 > peers.Pd12), peers.Higher);
            Assert.Equal(peers.Nearest.Count(peer => peer.Pd12 < peers.Pd12), peers.Lower);

            // Slowly: no running loan left out is nearer than the farthest that is in.
            var inside = peers.Nearest.Select(peer => peer.Row).ToHashSet();
            var all = LoanPeers.Of(lived.Lender.World, shelf, row, shelf.Count);
            Assert.All(all.Nearest.Where(peer => !inside.Contains(peer.Row)), peer => Assert.True(peer.Distance >= peers.Nearest[^1].Distance));
        }
    }

    private IEnumerable<(Shelf Shelf, int Row)> Instalments()
        => lived.Some(each: 60).Where(pair => pair.Shelf.Product.Card is null && pair.Shelf.Moving.Status[pair.Row] <= 2 && pair.Shelf.Moving.PrincipalDue[pair.Row] == 0 == (pair.Shelf.Moving.Status[pair.Row] < 2) && pair.Shelf.Moving.Remaining[pair.Row] > 2)
            .OrderBy(pair => pair.Shelf.Moving.Status[pair.Row]).ThenBy(pair => pair.Shelf.Place);

    private PlanAnswer Ask(Shelf shelf, int row, LoanPlan plan) => PlanRun.Of(lived.Lender.World, shelf, row, plan, lived.Lender.OutlookOf(shelf));
}
