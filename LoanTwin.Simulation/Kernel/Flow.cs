namespace LoanTwin.Simulation.Kernel;

/// <summary>What a month adds up to, by product. Money in cents. All are flows of the month, but <see cref="Balance"/> and <see cref="Active"/>, which are levels at its end.</summary>
public enum Flow
{
    /// <summary>Loans whose default event falls in the month: the first day at 90 days past due, or the recording of 90_days.</summary>
    DefaultEvents,

    /// <summary>Balance of those loans on the due day that decided it.</summary>
    DefaultedBalance,

    ChargedOff,

    /// <summary>LGD times the charged-off balance, booked on the day of the charge-off.</summary>
    LossBooked,

    Recovered,
    InterestPaid,
    FeesPaid,
    PrincipalPaid,

    /// <summary>Balance that left by payoff or prepayment.</summary>
    PaidEarly,

    Purchases,

    /// <summary>Interest and fees added to card balances.</summary>
    Capitalised,

    /// <summary>Outstanding balance at the end of the month, defaulted loans included until they are charged off.</summary>
    Balance,

    /// <summary>Loans not yet paid off or charged off at the end of the month.</summary>
    Active,

    /// <summary>The part of <see cref="PaidEarly"/> that left for a new loan elsewhere; the expected run does not split it (it is half).</summary>
    Prepaid,

    /// <summary>Principal that an outside payment paid before it fell due.</summary>
    Curtailed,

    /// <summary>Balance brought back by reversed payments.</summary>
    Reversed,

    /// <summary>Balance of loans that begin their life here.</summary>
    Originated,

    /// <summary>Balance of loans that come in part-way through theirs.</summary>
    TransferredIn,

    /// <summary>Arrears added to the balance by a restructure.</summary>
    Restructured,

    /// <summary>Charge-offs; in expectation their number, loan by loan the probability.</summary>
    ChargeOffs,

    /// <summary>
    /// The part of <see cref="Capitalised"/> that was charged to cards in a default event: it had begun, and the state recorded that day does
    /// not end it. The holder owes it, but it is no income of the lender.
    /// </summary>
    Suspended,

    /// <summary>The part of <see cref="Capitalised"/> that is fees; where the cap leaves no room for all charges, the fee comes before the interest.</summary>
    CapitalisedFees,

    /// <summary>Number of loans that begin their life here.</summary>
    NewLoans,
}
