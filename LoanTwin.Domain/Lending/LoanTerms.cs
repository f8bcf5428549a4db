using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>From this instalment on, this rate holds; a level payment is worked out anew on the balance and term left.</summary>
public readonly record struct RateReset(int FromInstalment, AnnualRate Rate);

/// <summary>The agreed conditions of one loan. It cannot be made from nonsense: <see cref="Create"/> names every fault at once.</summary>
public sealed record LoanTerms
{
    public const long LargestAmountCents = 100_000_000_000; // one billion dollars
    public const int LongestTermMonths = 480;
    public const int EarliestYear = 1900;
    public const int LatestYear = 2200;
    public const double LargestLtv = 10;

    private LoanTerms()
    {
    }

    public long AmountCents { get; private init; }

    public AnnualRate Rate { get; private init; }

    public int TermMonths { get; private init; }

    public DateOnly Start { get; private init; }

    public int AnchorDay { get; private init; }

    public RepaymentStyle Style { get; private init; }

    public long BalloonCents { get; private init; }

    public DayCountConvention DayCount { get; private init; }

    public MoneyRounding Rounding { get; private init; }

    public double? Ltv { get; private init; }

    public ImmutableArray<RateReset> RateResets { get; private init; } = [];

    /// <summary>The due day of instalment n.</summary>
    public DateOnly Due(int instalment) => DueDates.Of(Start, AnchorDay, instalment);

    /// <summary>The rate that interest of instalment n is charged at.</summary>
    public AnnualRate RateAt(int instalment)
    {
        var rate = Rate;
        foreach (var reset in RateResets)
        {
            rate = reset.FromInstalment <= instalment ? reset.Rate : rate;
        }

        return rate;
    }

    public static Result<LoanTerms> Create(ProposedTerms proposed)
    {
        ArgumentNullException.ThrowIfNull(proposed);

        var faults = new FaultList();
        var amount = Money(proposed.Amount, 1, LargestAmountCents, "amount", faults);
        var balloon = Balloon(proposed, amount, faults);
        var rate = AnnualRateOf(proposed.AnnualRate, "annualRate", faults);
        var anchor = proposed.AnchorDay ?? proposed.Start.Day;

        faults.Require(proposed.TermMonths is >= 1 and <= LongestTermMonths, "termMonths", proposed.TermMonths, $"between 1 and {LongestTermMonths}")
            .Require(proposed.Start.Year is >= EarliestYear and <= LatestYear, "start", proposed.Start.ToString("yyyy-MM-dd"), $"a day of the years {EarliestYear} to {LatestYear}")
            .Require(anchor is >= 1 and <= 31, "anchorDay", anchor, "between 1 and 31")
            .Require(RepaymentStyles.TryParse(proposed.Style, out RepaymentStyle style), "style", proposed.Style, $"one of {RepaymentStyles.AcceptedStyles}")
            .Require(Lending.DayCount.TryParse(proposed.DayCount, out var dayCount), "dayCount", proposed.DayCount, $"one of {Lending.DayCount.AcceptedKeys}")
            .Require(RepaymentStyles.TryParse(proposed.Rounding, out MoneyRounding rounding), "rounding", proposed.Rounding, $"one of {RepaymentStyles.AcceptedRoundings}");
        if (proposed.Ltv is { } ltv)
        {
            faults.RequireRange(ltv, 0, LargestLtv, "ltv");
        }

        var resets = Resets(proposed, faults);

        return faults.Or(() => new LoanTerms
        {
            AmountCents = amount,
            Rate = rate,
            TermMonths = proposed.TermMonths,
            Start = proposed.Start,
            AnchorDay = anchor,
            Style = style,
            BalloonCents = balloon,
            DayCount = dayCount,
            Rounding = rounding,
            Ltv = proposed.Ltv,
            RateResets = resets,
        });
    }

    private static long Balloon(ProposedTerms proposed, long amount, FaultList faults)
    {
        if (proposed.Style != RepaymentStyle.Balloon.Key())
        {
            faults.Require(proposed.Balloon is null or 0, "balloon", proposed.Balloon, "nothing, or the style balloon");
            return 0;
        }

        if (proposed.Balloon is not { } balloon)
        {
            faults.Require(false, "balloon", null, "dollars between 0 and the amount, for the style balloon");
            return 0;
        }

        // When the amount itself is refused there is no upper bound to name, only that it must be money.
        return Money(balloon, 0, amount > 0 ? amount : LargestAmountCents, "balloon", faults);
    }

    private static long Money(decimal dollars, long lowCents, long highCents, string field, FaultList faults)
    {
        var rule = FormattableString.Invariant($"dollars between {Cents.ToDollars(lowCents)} and {Cents.ToDollars(highCents)}, at most two decimals");
        var cents = Cents.OfDollars(dollars, field);
        var holds = cents.IsSuccess && cents.Value >= lowCents && cents.Value <= highCents;
        faults.Require(holds, field, dollars, rule);
        return holds ? cents.Value : 0;
    }

    private static AnnualRate AnnualRateOf(double fraction, string field, FaultList faults)
    {
        var rate = AnnualRate.FromFraction(fraction, field);
        if (!rate.IsSuccess)
        {
            faults.Add(rate.Problem.Faults);
            return AnnualRate.Zero;
        }

        return rate.Value;
    }

    private static ImmutableArray<RateReset> Resets(ProposedTerms proposed, FaultList faults)
    {
        var resets = ImmutableArray.CreateBuilder<RateReset>();
        var earliest = 2;
        var asked = proposed.RateResets.IsDefault ? [] : proposed.RateResets;
        for (var i = 0; i < asked.Length; i++)
        {
            var from = asked[i].FromInstalment;
            var rule = $"between {earliest} and {proposed.TermMonths}, each later than the one before";
            faults.Require(from >= earliest && from <= proposed.TermMonths, $"rateResets[{i}].fromInstalment", from, rule);
            resets.Add(new RateReset(from, AnnualRateOf(asked[i].AnnualRate, $"rateResets[{i}].annualRate", faults)));
            earliest = Math.Max(earliest, from) + 1;
        }

        return resets.ToImmutable();
    }
}
