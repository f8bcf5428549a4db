namespace LoanTwin.Simulation.Ledger;

/// <summary>The accounts of the general ledger. Assets and expenses grow on the debit side, everything else on the credit side.</summary>
public enum Account
{
    Loans,

    /// <summary>Interest and fees billed on loans that are not in a default event and not paid yet.</summary>
    InterestReceivable,
    FeesReceivable,

    /// <summary>What charged-off loans are still expected to bring: balance less the loss booked.</summary>
    RecoveryReceivable,

    /// <summary>Against loans: losses expected on them.</summary>
    Allowance,

    /// <summary>Cash and securities held for liquidity.</summary>
    Liquid,
    Funding,
    TaxPayable,
    PaidInCapital,
    RetainedEarnings,
    InterestIncome,
    FeeIncome,
    LiquidIncome,
    FundingCost,
    LiquidCost,
    Opex,
    Provision,
    Tax,
}

/// <summary>On which side of the balance sheet, or of the year's result, an account stands.</summary>
public static class Accounts
{
    public static readonly int Count = Enum.GetValues<Account>().Length;

    public static bool IsAsset(this Account account) => account <= Account.Liquid;

    public static bool IsLiability(this Account account) => account is Account.Funding or Account.TaxPayable;

    public static bool IsEquity(this Account account) => account is Account.PaidInCapital or Account.RetainedEarnings;

    /// <summary>Income and expenses: closed into retained earnings at the month's end.</summary>
    public static bool IsResult(this Account account) => account >= Account.InterestIncome;
}
