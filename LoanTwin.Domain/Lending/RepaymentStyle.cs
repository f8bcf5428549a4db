namespace LoanTwin.Domain.Lending;

/// <summary>How the principal comes back: equal payments, only interest until the end, a large last payment, or equal parts of principal.</summary>
public enum RepaymentStyle : byte
{
    Level = 0,
    InterestOnly = 1,
    Balloon = 2,
    Linear = 3,
}

/// <summary>Whether amounts are rounded to the cent as a lender bills them, or kept unrounded for comparison with a formula.</summary>
public enum MoneyRounding : byte
{
    Cent = 0,
    None = 1,
}

/// <summary>The names of styles and roundings outside the code.</summary>
public static class RepaymentStyles
{
    private static readonly string[] StyleKeys = ["level", "interestOnly", "balloon", "linear"];
    private static readonly string[] RoundingKeys = ["cent", "none"];

    public static string AcceptedStyles => string.Join(", ", StyleKeys);

    public static string AcceptedRoundings => string.Join(", ", RoundingKeys);

    public static string Key(this RepaymentStyle style) => StyleKeys[(int)style];

    public static string Key(this MoneyRounding rounding) => RoundingKeys[(int)rounding];

    public static bool TryParse(string? key, out RepaymentStyle style)
    {
        var at = Array.IndexOf(StyleKeys, key);
        style = (RepaymentStyle)Math.Max(at, 0);
        return at >= 0;
    }

    public static bool TryParse(string? key, out MoneyRounding rounding)
    {
        var at = Array.IndexOf(RoundingKeys, key);
        rounding = (MoneyRounding)Math.Max(at, 0);
        return at >= 0;
    }
}
