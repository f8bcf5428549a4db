using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Ledger;

/// <summary>
/// Double entry in whole cents: every posting has a debit and a credit of the same size, so the sum over all accounts is always zero. One
/// column a product, and one for the lender itself. Balances are debit less credit.
/// </summary>
public sealed class GeneralLedger(int products)
{
    private readonly long[] _balances = new long[(products + 1) * Accounts.Count];

    /// <summary>The column of everything that belongs to no product.</summary>
    public int House { get; } = products;

    public ReadOnlySpan<long> Balances => _balances;

    /// <summary>Debit less credit of one account in one column.</summary>
    public long this[Account account, int place] => _balances[(place * Accounts.Count) + (int)account];

    public long Total(Account account)
    {
        var sum = 0L;
        for (var place = 0; place <= House; place++)
        {
            sum += this[account, place];
        }

        return sum;
    }

    public void Post(Account debit, Account credit, int place, long cents)
    {
        checked
        {
            _balances[(place * Accounts.Count) + (int)debit] += cents;
            _balances[(place * Accounts.Count) + (int)credit] -= cents;
        }
    }

    public long TotalAssets => Sum(account => account.IsAsset());

    /// <summary>Capital, retained earnings and the running result.</summary>
    public long Equity => -Sum(account => account.IsEquity() || account.IsResult());

    public long Liabilities => -Sum(account => account.IsLiability());

    /// <summary>Result of the running month so far: income less expenses.</summary>
    public long Result => -Sum(account => account.IsResult());

    /// <summary>Closes income and expenses into retained earnings.</summary>
    public void CloseResult()
    {
        for (var place = 0; place <= House; place++)
        {
            for (var account = Account.InterestIncome; (int)account < Accounts.Count; account++)
            {
                Post(Account.RetainedEarnings, account, place, this[account, place]);
            }
        }
    }

    public GeneralLedger Copy()
    {
        var copy = new GeneralLedger(House);
        _balances.CopyTo(copy._balances.AsSpan());
        return copy;
    }

    internal void Keep(Checkpoint checkpoint) => checkpoint.Span(_balances.AsSpan());

    private long Sum(Func<Account, bool> chosen)
    {
        var sum = 0L;
        for (var at = 0; at < _balances.Length; at++)
        {
            sum += chosen((Account)(at % Accounts.Count)) ? _balances[at] : 0;
        }

        return sum;
    }
}
