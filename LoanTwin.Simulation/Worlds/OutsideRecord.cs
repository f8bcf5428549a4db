using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Checkpoints;
using LoanTwin.Simulation.Kernel;

namespace LoanTwin.Simulation.Worlds;

/// <summary>A payment from outside as it was posted, with all that its reversal must bring back. Money in cents.</summary>
public sealed record PostedPayment
{
    public required long Loan { get; init; }
    public required int Day { get; init; }

    /// <summary>The due day whose instalment was being paid.</summary>
    public required int DueDay { get; init; }

    public required long Fees { get; init; }

    /// <summary>Interest that had fallen due.</summary>
    public required long Interest { get; init; }

    /// <summary>Interest of the running period, which only a payoff pays.</summary>
    public long Accrued { get; init; }

    /// <summary>Principal that had fallen due.</summary>
    public required long Principal { get; init; }

    public required long Curtailment { get; init; }

    /// <summary>What late-paid principal had earned, in accrual units: added by a payment, given up by a payoff.</summary>
    public long LateInterest { get; init; }

    /// <summary>Instalments owed on the due day, and left by this payment.</summary>
    public required int Owed { get; init; }
    public required int Left { get; init; }

    /// <summary>The payment ended the loan, which had this state recorded and that one to be recorded next.</summary>
    public (PaymentStatus Recorded, PaymentStatus Next)? EndedFrom { get; init; }

    public bool IsReversed { get; init; }

    public long TowardsDue => Fees + Interest + Principal;
}

/// <summary>What a loan owed on its last due day, against which odd payments are measured until the next.</summary>
public readonly record struct PeriodDue(int DueDay, long Due, int Owed, long DefaultedBalance);

/// <summary>What came from outside so far, as far as it can still matter: payments that may be reversed, and periods that are being paid in odd amounts.</summary>
public sealed class OutsideRecord
{
    /// <summary>A payment can be taken back for half a year; nothing older is remembered.</summary>
    public const int ReversibleDays = 184;

    private readonly Dictionary<long, long> _sequenceOfDay = [];

    /// <summary>The latest event that was applied.</summary>
    public long LastSequence { get; internal set; }

    /// <summary>Posted payments by their sequence.</summary>
    public ImmutableSortedDictionary<long, PostedPayment> Payments { get; internal set; } = ImmutableSortedDictionary<long, PostedPayment>.Empty;

    /// <summary>Loans that pay in odd amounts, with what their period began with.</summary>
    public ImmutableSortedDictionary<long, PeriodDue> Periods { get; internal set; } = ImmutableSortedDictionary<long, PeriodDue>.Empty;

    public OutsideRecord Copy() => new() { LastSequence = LastSequence, Payments = Payments, Periods = Periods };

    internal static OutsideRecord Keep(Checkpoint checkpoint, OutsideRecord? record)
    {
        var last = checkpoint.Value(record?.LastSequence ?? 0);
        var payments = checkpoint.Json(record?.Payments);
        var periods = checkpoint.Json(record?.Periods);
        return record ?? new() { LastSequence = last, Payments = payments!, Periods = periods! };
    }

    /// <summary>A payment on a due day waits for the bill of that day.</summary>
    internal void Queue(long loan, long sequence) => _sequenceOfDay[loan] = sequence;

    /// <summary>Takes in the payments that the due steps of the day have posted.</summary>
    internal void Close(Observations observations, int day)
    {
        while (!Payments.IsEmpty && Payments.First() is var oldest && oldest.Value.Day < day - ReversibleDays)
        {
            Payments = Payments.Remove(oldest.Key);
        }

        foreach (var paid in observations.Payments)
        {
            Keep(paid);
        }

        observations.Clear();
        _sequenceOfDay.Clear();
    }

    private void Keep(in ObservedPayment paid)
    {
        Periods = Periods.SetItem(paid.Loan, new(paid.Day, paid.DueCents, paid.Owed, paid.DefaultedBalance));
        Payments = Payments.Add(_sequenceOfDay[paid.Loan], new()
        {
            Loan = paid.Loan,
            Day = paid.Day,
            DueDay = paid.Day,
            Fees = paid.Fees,
            Interest = paid.Interest,
            Principal = paid.Principal,
            Curtailment = paid.Curtailment,
            Owed = paid.Owed,
            Left = paid.Left,
            EndedFrom = paid.EndedFrom is { } state ? (state, PaymentStatus.OnTime) : null,
        });
    }
}
