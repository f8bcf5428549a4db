using System.Collections.Immutable;

namespace LoanTwin.Domain.Lending;

/// <summary>How interest days are counted inside the book; the contract formulas know more conventions.</summary>
public enum AccrualBasis
{
    /// <summary>30/360: one month is one twelfth of a year; inside a month interest grows by the day, at most 30 days.</summary>
    Thirty360,

    /// <summary>Act/365F: real days over 365.</summary>
    Actual365,
}

/// <summary>How the product bends the published monthly row: adverse odds, and the odds of staying, by state (calibration.md 1).</summary>
public sealed record CascadeShape(ImmutableArray<double> AdverseOdds, ImmutableArray<double> StayOdds);

/// <summary>The borrower who counts as average for the product, and the level that makes the mean risk of new loans one (calibration.md 2).</summary>
public sealed record RiskCurve(
    double Level, double Score, double Dti, double Income, double Principal, double TermMonths, double AnnualRate, double Ltv, double LtvSlope);

/// <summary>Response of the adverse odds to the economy, per percentage point (calibration.md 2).</summary>
public sealed record MacroSensitivity(double Unemployment, double RateRise, double Growth, double HousePrices);

/// <summary>
/// Early exits a month: base share by state, a scale, a ramp over the first months on book, and whether a lower market rate draws
/// borrowers away (refinancing).
/// </summary>
public sealed record ExitCurve(double Scale, double RampStart, double RampMonths, bool Refinances)
{
    /// <summary>The exit shares of the published rows; 60 and 90 days as calibrated.</summary>
    public static ImmutableArray<double> ByState { get; } = [.01, .02, .02, .01, .01];
}

/// <summary>
/// What a charge-off costs. LGD is a share of the charged-off balance: a level plus a slope per percentage point of unemployment above
/// 4.5, or for homes 1 - ValueShare x value / balance, inside [Floor, Cap].
/// </summary>
public sealed record LossTerms(double Level, double PerPointUnemployment, double ValueShare, double Floor, double Cap, double RecoveryLagMonths, int ChargeOffDays)
{
    /// <summary>LGD of one balance: by the collateral's value where it decides, else the level and its shift.</summary>
    public double OfBalance(double balance, double value, double shift)
        => Math.Clamp(ValueShare > 0 ? 1 - (ValueShare * value / Math.Max(balance, 1)) : Level + shift, Floor, Cap);
}

/// <summary>What only cards have: how much of a statement is paid, how undrawn limit is drawn on the way down, and the caps.</summary>
public sealed record CardTerms(int TransactorPaysPerMille, int RevolverPaysPerMille, double DrawShare, ImmutableArray<double> SpendSeason)
{
    public const long MinimumCents = 2_500;

    /// <summary>Fees and interest may carry a balance to 110 % of the limit and no further.</summary>
    public const double CapShare = 1.10;

    /// <summary>Share of the undrawn limit that a card not yet late is expected to draw before it defaults (calibration.md 3).</summary>
    public const double DrawnBeforeDefault = .35;

    /// <summary>Added to the exponent of risk per unit of utilisation above that at origination (kernel.md 3).</summary>
    public const double UtilisationSlope = .6;
}

/// <summary>One product, declared: everything the engine does differently for it stands here, never in a switch over names.</summary>
public sealed record Product
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required AccrualBasis Basis { get; init; }
    public required CascadeShape Cascade { get; init; }
    public required RiskCurve Risk { get; init; }
    public required MacroSensitivity Macro { get; init; }

    /// <summary>Factor on the adverse odds, January to December.</summary>
    public required ImmutableArray<double> Season { get; init; }

    public required ExitCurve Exit { get; init; }
    public required LossTerms Loss { get; init; }

    /// <summary>
    /// Share of default events that end in status default, by count, of the default mix in a neutral economy: PD x this x LGD is an
    /// expected loss, because LGD is per charged-off balance. Measured with the expected kernel.
    /// </summary>
    public required double TerminationShare { get; init; }

    /// <summary>Yearly servicing fee as a share of the balance, billed in twelfths.</summary>
    public required double AnnualFee { get; init; }

    /// <summary>Share of its present value that collateral loses each month; homes follow the house price index instead.</summary>
    public double MonthlyValueLoss { get; init; }

    public bool ValueFollowsHousePrices { get; init; }

    /// <summary>Asset correlation of the one-factor law; VaR and the latent factor read this one place.</summary>
    public required double Correlation { get; init; }

    /// <summary>How strongly the monthly latent factor moves the log odds, fitted to <see cref="Correlation"/>.</summary>
    public required double LatentLoading { get; init; }

    /// <summary>Taken off the log odds of every month, so that the factor moves the mean one-year default rate nowhere; fitted with the loading.</summary>
    public required double LatentShift { get; init; }

    /// <summary>Average yearly mark-up of the market rate over the base rate, against which borrowers refinance.</summary>
    public required double MarketSpread { get; init; }

    public CardTerms? Card { get; init; }

    /// <summary>How the product is sold: applicants, price, limits, costs.</summary>
    public required Offer Offer { get; init; }

    public bool IsSecured => Risk.LtvSlope > 0;
}
