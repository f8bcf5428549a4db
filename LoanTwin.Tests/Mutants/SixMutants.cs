using LoanTwin.Tests.Kernel;
using LoanTwin.Tests.Lending;
using LoanTwin.Tests.Market;
using LoanTwin.Tests.Worlds;

namespace LoanTwin.Tests.Mutants;

/// <summary>The mistakes that would cost a lender most and show least.</summary>
internal static class SixMutants
{
    private const string Domain = "LoanTwin.Domain";
    private const string Simulation = "LoanTwin.Simulation";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("round half-even", Domain, "LoanTwin.Domain/Lending/Cents.cs",
            "rest >= denominator - rest",
            "rest > denominator - rest || (rest == denominator - rest && Int128.IsOddInteger(whole))",
            NameOf<CentsTests>(nameof(CentsTests.HalfUp_OfARatio_GoesToTheNearestCentAndHalvesAwayFromZero))),
        new("LGD +1 %", Domain, "LoanTwin.Domain/Lending/Product.cs",
            "Level + shift",
            "(Level * 1.01) + shift",
            NameOf<MixedBookTests>(nameof(MixedBookTests.Flows_OfAMixedBook_EqualTheReference))),
        new("shifted draw", Simulation, "LoanTwin.Simulation/Kernel/Behave.cs",
            "slab.Ids, i, dueDay,",
            "slab.Ids, i, dueDay + T.Of(1),",
            NameOf<MixedBookTests>(nameof(MixedBookTests.Columns_OfAMixedBook_EqualTheReference))),
        new("lost cent", Simulation, "LoanTwin.Simulation/Kernel/LatePayment.cs",
            "(T.Load(slab.Balance, i) - paidPrincipal).Store(slab.Balance, i)",
            "(T.Load(slab.Balance, i) - T.Max(paidPrincipal - T.Of(1), T.Of(0))).Store(slab.Balance, i)",
            NameOf<MixedBookTests>(nameof(MixedBookTests.Balances_AtTheEnd_AreOpeningBalancesAndEveryFlow))),
        new("stale season", Simulation, "LoanTwin.Simulation/Market/Climate.cs",
            "product.Season[SimMonth.MonthOfYear(month)]",
            "product.Season[SimMonth.MonthOfYear(month - 1)]",
            NameOf<SeasonTests>(nameof(SeasonTests.Odds_InANeutralEconomy_AreTheSeasonOfTheirMonth))),
        new("swapped thread order", Simulation, "LoanTwin.Simulation/Worlds/Horizon.cs",
            "RunWorker(worker, workers.Length, frames, book)",
            "RunWorker(worker, workers.Length, worker == 0 ? frames : [.. frames.Skip(1), frames[0]], book)",
            NameOf<HorizonThreadTests>(nameof(HorizonThreadTests.Outcome_OfOneThread_EqualsTwoThreads))),
    ];

    public static Mutant Named(string name) => All.Single(mutant => mutant.Name == name);

    private static string NameOf<TTests>(string test) => $"{typeof(TTests).FullName}.{test}";
}
