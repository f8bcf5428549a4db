using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Tests.Ledger;

public class GeneralLedgerTests
{
    [Fact]
    public void Every_posting_leaves_the_sum_at_zero()
    {
        var ledger = new GeneralLedger(2);
        ledger.Post(Account.Loans, Account.Liquid, 0, 1_000);
        ledger.Post(Account.Liquid, Account.InterestIncome, 1, 70);
        ledger.Post(Account.Opex, Account.Liquid, ledger.House, 30);

        Assert.Equal(0, ledger.Balances.ToArray().Sum());
        Assert.Equal(1_000 - 1_000 + 70 - 30, ledger.TotalAssets);
        Assert.Equal(40, ledger.Result);
        Assert.Equal(40, ledger.Equity);
    }

    [Fact]
    public void Closing_the_result_moves_it_into_capital_and_changes_no_equity()
    {
        var ledger = new GeneralLedger(1);
        ledger.Post(Account.Liquid, Account.FeeIncome, 0, 500);
        ledger.Post(Account.Provision, Account.Allowance, 0, 120);
        var equity = ledger.Equity;

        ledger.CloseResult();

        Assert.Equal(0, ledger.Result);
        Assert.Equal(equity, ledger.Equity);
        Assert.Equal(-380, ledger.Total(Account.RetainedEarnings));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var ledger = new GeneralLedger(1);
        ledger.Post(Account.Loans, Account.Funding, 0, 10);
        var copy = ledger.Copy();

        copy.Post(Account.Loans, Account.Funding, 0, 5);

        Assert.Equal(10, ledger.Total(Account.Loans));
        Assert.Equal(15, copy.Total(Account.Loans));
    }

    [Fact]
    public void A_cent_that_nobody_can_explain_stops_the_day()
    {
        using var lender = Lender.Open(new LenderPlan { Loans = 500, Seed = 2, YearsLived = 0 });
        _ = lender.LiveDay();
        var shelf = lender.World.Book.Shelves[1];
        shelf.Moving.Balance[0] += 1;

        var unbalanced = Assert.Throws<UnbalancedDayException>(() => lender.LiveDay());

        Assert.Equal(("auto", 1L), (unbalanced.Reconciliation.Product, unbalanced.Reconciliation.Difference));
    }

    [Fact]
    public void A_ledger_that_disagrees_with_the_loans_stops_the_day()
    {
        using var lender = Lender.Open(new LenderPlan { Loans = 500, Seed = 2, YearsLived = 0 });
        lender.Ledger.Post(Account.Loans, Account.Liquid, 0, 100);

        Assert.Contains("consumer", Assert.Throws<UnbalancedLedgerException>(() => lender.LiveDay()).Message);
    }

    [Fact]
    public void Interest_stops_when_a_default_event_begins()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 3_000, Seed = 5, YearsLived = 1 }).Value;
        var shelf = lender.World.Book.Shelves[0];
        var owed = Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default).ToList();
        var defaulted = owed.Where(row => shelf.Moving.DefaultDay[row] is var day && day != 0 && day <= lender.World.Day).Sum(row => shelf.Moving.InterestDue[row]);

        Assert.True(defaulted > 0);
        Assert.Equal(owed.Sum(row => shelf.Moving.InterestDue[row]) - defaulted, lender.Ledger[Account.InterestReceivable, 0]);
    }
}
