using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// What was seen from outside about one instalment on its due day, in place of the draw: the state it will come to, with the day of the late
/// payment if that is known, or the amount that was paid on the day. With neither, nobody has seen a payment: the instalment is missed.
/// </summary>
public readonly record struct Observation(PaymentStatus? Status, int? PaymentDay = null, long? PaidCents = null)
{
    public bool IsMissed => Status is null && PaidCents is null;

    /// <summary>A payment on the due day itself.</summary>
    public static Observation Paid(long cents) => new(null, null, cents);
}

/// <summary>What was seen today, by loan. The few rows in it leave the lanes and take the reference step; without any, a day costs nothing more.</summary>
public sealed class Observations
{
    private readonly Dictionary<long, Observation> _byLoan = [];
    private readonly List<ObservedPayment> _payments = [];

    public bool Any => _byLoan.Count > 0;

    /// <summary>Payments of the day as they were posted.</summary>
    internal IReadOnlyList<ObservedPayment> Payments => _payments;

    public bool TryGet(long loan, out Observation seen) => _byLoan.TryGetValue(loan, out seen);

    public bool Contains(long loan) => _byLoan.ContainsKey(loan);

    public void Set(long loan, in Observation seen) => _byLoan[loan] = seen;

    internal void Note(in ObservedPayment payment) => _payments.Add(payment);

    public void Clear()
    {
        _byLoan.Clear();
        _payments.Clear();
    }
}
