namespace LoanTwin.Domain.Lending;

/// <summary>How late a loan is, in the bands a credit officer reports; 90 days belongs to the last.</summary>
public enum DelinquencyBucket : byte
{
    Current = 0,
    Days1To29 = 1,
    Days30To59 = 2,
    Days60To89 = 3,
    Days90Plus = 4,
}

/// <summary>The daily count of lateness, from the oldest due date that is not paid, and the first day of the default event.</summary>
public static class DaysPastDue
{
    /// <summary>The default event begins at this many days past due (kernel.md 3): 90 is in, 89 is not.</summary>
    public const int DefaultDays = 90;

    /// <summary>Days from the oldest unpaid due date; nothing unpaid, or not due yet, is 0.</summary>
    public static int On(DateOnly day, DateOnly? oldestUnpaidDue)
        => oldestUnpaidDue is { } due ? Math.Max(0, day.DayNumber - due.DayNumber) : 0;

    public static DelinquencyBucket Bucket(int daysPastDue) => daysPastDue switch
    {
        <= 0 => DelinquencyBucket.Current,
        < 30 => DelinquencyBucket.Days1To29,
        < 60 => DelinquencyBucket.Days30To59,
        < DefaultDays => DelinquencyBucket.Days60To89,
        _ => DelinquencyBucket.Days90Plus,
    };

    /// <summary>The day of the default event if nothing more is paid: the 90th day past due or the recording of 90_days, whichever comes first.</summary>
    public static DateOnly? DefaultEventDay(DateOnly? oldestUnpaidDue, DateOnly? recorded90Days)
    {
        // Three monthly instalments make 89 to 92 days, so either of the two can come first.
        var byCount = oldestUnpaidDue?.AddDays(DefaultDays);
        return (byCount, recorded90Days) switch
        {
            ({ } counted, { } recorded) => counted < recorded ? counted : recorded,
            _ => byCount ?? recorded90Days,
        };
    }

    public static bool IsDefaultEvent(DateOnly day, DateOnly? oldestUnpaidDue, DateOnly? recorded90Days)
        => DefaultEventDay(oldestUnpaidDue, recorded90Days) <= day;
}
