using System.Collections.Immutable;

namespace LoanTwin.Domain.Lending;

/// <summary>A loan as somebody asks for it, before anything is checked: dollars, fractions and names as they come in.</summary>
public sealed record ProposedTerms
{
    public required decimal Amount { get; init; }

    public required double AnnualRate { get; init; }

    public required int TermMonths { get; init; }

    /// <summary>The disbursement day.</summary>
    public required DateOnly Start { get; init; }

    public string Style { get; init; } = "level";

    public decimal? Balloon { get; init; }

    public string DayCount { get; init; } = "30/360";

    public string Rounding { get; init; } = "cent";

    /// <summary>The day of the month payments fall on; without one, the day of disbursement.</summary>
    public int? AnchorDay { get; init; }

    /// <summary>Loan to value as a fraction, for a secured loan.</summary>
    public double? Ltv { get; init; }

    /// <summary>A floating rate: new rates and the instalment each begins with.</summary>
    public ImmutableArray<ProposedReset> RateResets { get; init; } = [];
}

/// <summary>A new rate as somebody asks for it, from instalment n on.</summary>
public readonly record struct ProposedReset(int FromInstalment, double AnnualRate);
