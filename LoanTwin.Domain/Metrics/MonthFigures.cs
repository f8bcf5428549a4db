using System.Collections.Immutable;

namespace LoanTwin.Domain.Metrics;

/// <summary>One completed month: what each product and the lender did in it.</summary>
public sealed record MonthFigures
{
    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required ImmutableArray<ProductMonth> Products { get; init; }

    /// <summary>Nothing when only one product is looked at.</summary>
    public LenderMonth? Lender { get; init; }
}

/// <summary>One product in one month. Money in cents; costs and losses are positive numbers.</summary>
public sealed record ProductMonth
{
    public required string Product { get; init; }
    public double Opening { get; init; }
    public double Closing { get; init; }
    public double AverageBalance { get; init; }

    /// <summary>Average number of active loans.</summary>
    public double AverageActive { get; init; }

    public double InterestIncome { get; init; }
    public double FeeIncome { get; init; }
    public double FundingCost { get; init; }
    public double OperatingCost { get; init; }
    public double Provision { get; init; }

    /// <summary>Balance charged off.</summary>
    public double ChargedOff { get; init; }

    /// <summary>Number of charge-offs.</summary>
    public double ChargeOffs { get; init; }

    /// <summary>Charged-off balance times loss given default: the loss as it is booked, before any cash has come back.</summary>
    public double LossBooked { get; init; }

    /// <summary>Cash that came back on loans charged off earlier.</summary>
    public double Recovered { get; init; }

    /// <summary>Number of default events that began.</summary>
    public double DefaultEvents { get; init; }

    /// <summary>Balance of the loans whose default event began.</summary>
    public double DefaultedBalance { get; init; }

    public double ScheduledPrincipal { get; init; }
    public double PaidEarly { get; init; }

    /// <summary>Amount of new loans.</summary>
    public double Originated { get; init; }

    /// <summary>Number of new loans.</summary>
    public double Originations { get; init; }

    /// <summary>Applications decided in the month.</summary>
    public double Applications { get; init; }

    public double Approved { get; init; }

    /// <summary>Applications decided, either way, without a human.</summary>
    public double DecidedWithoutHuman { get; init; }
}

/// <summary>The lender in one month, in cents.</summary>
public sealed record LenderMonth
{
    public double LiquidIncome { get; init; }
    public double LiquidCost { get; init; }
    public double AverageLiquid { get; init; }
    public double Tax { get; init; }
    public double NetIncome { get; init; }
    public double Dividends { get; init; }
    public double ClosingEquity { get; init; }
    public double ClosingAssets { get; init; }

    /// <summary>Yearly base rate, a fraction: what the equity would have earned without risk.</summary>
    public double BaseRate { get; init; }

    /// <summary>Equity the month began with: income adds to it, dividends take from it, nothing else moves it.</summary>
    public double OpeningEquity => ClosingEquity - NetIncome + Dividends;
}
