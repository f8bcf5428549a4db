namespace LoanTwin.Simulation.Ledger;

/// <summary>One day of one product in cents: what it opened with, everything that moved it, and what its loans add up to at the close.</summary>
public readonly record struct Reconciliation
{
    public required string Product { get; init; }
    public required int Day { get; init; }
    public required long Opening { get; init; }
    public required long Originations { get; init; }
    public required long Purchases { get; init; }

    /// <summary>Interest and fees added to balances.</summary>
    public required long Capitalised { get; init; }

    public required long TransfersIn { get; init; }

    /// <summary>Arrears that restructures have added to balances.</summary>
    public required long RestructureAdjustments { get; init; }

    public required long ScheduledPrincipal { get; init; }
    public required long Curtailments { get; init; }
    public required long Prepayments { get; init; }
    public required long Payoffs { get; init; }
    public required long ChargeOffs { get; init; }
    public required long Reversals { get; init; }

    /// <summary>The sum of the balances of the loans themselves.</summary>
    public required long Closing { get; init; }

    public long Expected => Opening + Originations + Purchases + Capitalised + TransfersIn + RestructureAdjustments
        - ScheduledPrincipal - Curtailments - Prepayments - Payoffs - ChargeOffs + Reversals;

    /// <summary>Cents that nobody can explain; anything but zero is a bug.</summary>
    public long Difference => Closing - Expected;
}

/// <summary>The books of a product did not close: our bug, never the borrower's.</summary>
public sealed class UnbalancedDayException(Reconciliation day)
    : Exception($"{day.Product} on {DateOnly.FromDayNumber(day.Day):yyyy-MM-dd}: balances add up to {day.Closing} cents, the movements to {day.Expected}, difference {day.Difference}")
{
    public Reconciliation Reconciliation { get; } = day;
}
