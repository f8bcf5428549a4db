using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Lenders;

/// <summary>What a synthetic lender is made from. The same plan gives the same lender, bit for bit.</summary>
public sealed record LenderPlan
{
    public const int MostLoans = 2_000_000;

    /// <summary>The published economy begins in 1990, and a month looks a year back.</summary>
    private const int FirstYear = 1992;

    /// <summary>Loans that are active on <see cref="StartDay"/>, within 2 % or three standard deviations.</summary>
    public int Loans { get; init; } = 10_000;

    public ulong Seed { get; init; } = 1;

    public DateOnly StartDay { get; init; } = new(2026, 1, 1);

    /// <summary>Years lived before the start day, so that trends and vintages exist on it.</summary>
    public int YearsLived { get; init; } = 3;

    public ProductCatalogue Catalogue { get; init; } = ProductCatalogue.Default;

    public BusinessPolicies Policy { get; init; } = BusinessPolicies.Default;

    /// <summary>The economy the lender has lived in: the published months.</summary>
    public MarketPath Market { get; init; } = History.Path;

    /// <summary>How the economy goes on where the published months end.</summary>
    public MarketModel Economy { get; init; } = MarketModel.Default;

    /// <summary>Whether the systematic monthly factor moves; off for measurements of levels.</summary>
    public bool HasLatent { get; init; } = true;

    /// <summary>From the start day on behaviour is observed, not drawn, and no new business comes but by events.</summary>
    public bool IsMirror { get; init; }

    public DateOnly FirstDay => StartDay.AddYears(-YearsLived);

    public Result<LenderPlan> Check()
    {
        var faults = new FaultList()
            .RequireRange(Loans, 1, MostLoans, "loans")
            .RequireRange(YearsLived, 0, 10, "yearsLived")
            .RequireRange(StartDay.Year - YearsLived, FirstYear, 2090, "startDay.year");
        var policy = Policy.Check(Catalogue);
        faults.Add(policy.IsSuccess ? [] : policy.Problem.Faults);
        return faults.Or(() => this);
    }
}
