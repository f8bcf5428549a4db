namespace LoanTwin.Domain.Lending;

/// <summary>
/// Derives the recorded payment states of one loan from its bills and payments alone, without knowing what anyone decided. Tell it each bill
/// and payment in the order of days; on a due day first the bill, then what was paid.
/// </summary>
public sealed class StatusReplay
{
    private PaymentStatus? _ended;
    private long _due;
    private long _unpaid;
    private int _owed;
    private int _billDay;
    private bool _isPaidOnDueDay;

    /// <param name="status">The state in which the loan comes in.</param>
    /// <param name="arrearsCents">What it owes on that day.</param>
    public StatusReplay(PaymentStatus status, long arrearsCents)
    {
        Recorded = status;
        (_due, _unpaid, _owed) = (arrearsCents, arrearsCents, status.InstalmentsOwed());
        _isPaidOnDueDay = status == PaymentStatus.OnTime;
    }

    /// <summary>The state recorded on the last due day, or the end of the contract.</summary>
    public PaymentStatus Recorded { get; private set; }

    /// <summary>Instalments that nobody has paid yet.</summary>
    public int Left { get; private set; }

    /// <summary>A due day: what the last instalment came to is recorded. False when that ends the contract and nothing is billed any more.</summary>
    public bool Fall(int day)
    {
        if (_ended is not null)
        {
            return false;
        }

        Recorded = _billDay == 0 ? Recorded : InstalmentsLeft.Status(Left, _isPaidOnDueDay);
        if (Recorded == PaymentStatus.Default)
        {
            _ended = Recorded;
            return false;
        }

        (_billDay, _owed, _isPaidOnDueDay) = (day, Recorded.InstalmentsOwed() + 1, false);
        return true;
    }

    /// <summary>The new instalment, or card minimum, that falls due on this day.</summary>
    public void Bill(long cents)
    {
        _due = _unpaid + cents;
        _unpaid = _due;
        Left = _owed;
    }

    /// <summary>A payment towards what is due; what goes beyond it is not counted here.</summary>
    public void Pay(int day, long cents)
    {
        _unpaid -= Math.Min(cents, _unpaid);
        Left = InstalmentsLeft.Of(_due, _unpaid, _owed);
        _isPaidOnDueDay |= Left == 0 && day == _billDay;
    }

    /// <summary>A payoff, a prepayment, a charge-off or the last instalment: the posting says which.</summary>
    public void End(PaymentStatus status) => (_ended, Recorded) = (status, status);
}
