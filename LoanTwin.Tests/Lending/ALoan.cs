using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Tests.Lending;

/// <summary>An ordinary loan, and made-up ones of every style and day count.</summary>
internal static class ALoan
{
    public static ProposedTerms Proposed => new() { Amount = 100_000m, AnnualRate = 0.06, TermMonths = 12, Start = new DateOnly(2026, 1, 15) };

    public static LoanTerms Of(ProposedTerms proposed) => LoanTerms.Create(proposed).Value;

    public static LoanTerms Of(decimal amount, double rate, int months) => Of(Proposed with { Amount = amount, AnnualRate = rate, TermMonths = months });

    public static Gen<ProposedTerms> Any =>
        from cents in Gen.Choose(1, 500_000_000)
        from rate in Gen.Choose(0, 4_000_000)
        from months in Gen.Choose(1, 120)
        from day in Gen.Choose(0, 4_000)
        from anchor in Gen.Choose(1, 31)
        from style in Gen.Elements("level", "interestOnly", "balloon", "linear")
        from dayCount in Gen.Elements("30/360", "Act/365F", "Act/360", "Act/Act ISDA")
        from balloonShare in Gen.Choose(0, 100)
        select new ProposedTerms
        {
            Amount = cents / 100m,
            AnnualRate = rate / 10_000_000.0,
            TermMonths = months,
            Start = new DateOnly(2020, 1, 1).AddDays(day),
            AnchorDay = anchor,
            Style = style,
            DayCount = dayCount,
            Balloon = style == "balloon" ? (long)cents * balloonShare / 100 / 100m : null,
        };
}
