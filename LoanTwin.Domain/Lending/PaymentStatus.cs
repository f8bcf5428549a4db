namespace LoanTwin.Domain.Lending;

/// <summary>The eight recorded states of a loan, from kernel.md 3; the last three are terminal.</summary>
public enum PaymentStatus : byte
{
    OnTime = 0,
    GracePeriod = 1,
    Days30 = 2,
    Days60 = 3,
    Days90 = 4,
    Default = 5,
    PaidOff = 6,
    Prepaid = 7,
}

/// <summary>The spelling of the states outside the code, and the few facts that hang on a state alone.</summary>
public static class PaymentStatuses
{
    private static readonly string[] Keys = ["on_time", "grace_period", "30_days", "60_days", "90_days", "default", "paid_off", "prepaid"];

    public static string Key(this PaymentStatus status) => Keys[(int)status];

    public static bool TryParse(string key, out PaymentStatus status)
    {
        var at = Array.IndexOf(Keys, key);
        status = (PaymentStatus)Math.Max(at, 0);
        return at >= 0;
    }

    public static bool IsTerminal(this PaymentStatus status) => status >= PaymentStatus.Default;

    /// <summary>Instalments owed when this state is recorded, before the next one falls due.</summary>
    public static int InstalmentsOwed(this PaymentStatus status) => status switch
    {
        PaymentStatus.Days30 => 1,
        PaymentStatus.Days60 => 2,
        PaymentStatus.Days90 => 3,
        PaymentStatus.Default => 4,
        _ => 0,
    };
}
