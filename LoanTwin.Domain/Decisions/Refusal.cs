namespace LoanTwin.Domain.Decisions;

/// <summary>Why an application is refused; an application carries every reason that holds, never only the first.</summary>
[Flags]
public enum Refusal
{
    None = 0,
    ScoreTooLow = 1,
    LtvTooHigh = 2,
    DtiTooHigh = 4,

    /// <summary>The price for expected loss is above the product's ceiling.</summary>
    RiskTooHigh = 8,

    /// <summary>The whole price is above the legal cap.</summary>
    RateAboveCap = 16,

    /// <summary>The product has reached its share of the balance.</summary>
    ConcentrationReached = 32,

    /// <summary>The capital ratio is at or below the minimum.</summary>
    CapitalShort = 64,

    /// <summary>The book has reached its highest number of loans.</summary>
    BookFull = 128,
}

/// <summary>Codes and words of the reasons.</summary>
public static class Refusals
{
    public static IReadOnlyList<(Refusal Reason, string Code, string Words)> All { get; } =
    [
        (Refusal.ScoreTooLow, "SCORE_TOO_LOW", "credit score below the minimum"),
        (Refusal.LtvTooHigh, "LTV_TOO_HIGH", "loan to value above the maximum"),
        (Refusal.DtiTooHigh, "DTI_TOO_HIGH", "debt to income above the maximum"),
        (Refusal.RiskTooHigh, "RISK_TOO_HIGH", "price for expected loss above the product's ceiling"),
        (Refusal.RateAboveCap, "RATE_ABOVE_CAP", "price above the legal cap"),
        (Refusal.ConcentrationReached, "CONCENTRATION_REACHED", "product at its share of the balance"),
        (Refusal.CapitalShort, "CAPITAL_SHORT", "capital ratio at or below the minimum"),
        (Refusal.BookFull, "BOOK_FULL", "book at its highest number of loans"),
    ];

    /// <summary>Reasons about the borrower, as opposed to those about the lender's own limits.</summary>
    public const Refusal OfBorrower = Refusal.ScoreTooLow | Refusal.LtvTooHigh | Refusal.DtiTooHigh | Refusal.RiskTooHigh | Refusal.RateAboveCap;

    public static IEnumerable<string> Codes(Refusal reasons) => All.Where(entry => reasons.HasFlag(entry.Reason)).Select(entry => entry.Code);
}
