using System.Collections.Immutable;
using LoanTwin.Domain.Policy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Simulation.Lenders;

/// <summary>What a policy can turn.</summary>
public enum Lever
{
    MinScore,
    Spread,
    Mix,
}

/// <summary>A year and more under one setting of a lever. Money in cents over the whole run, rates as fractions.</summary>
public sealed record LeverRow
{
    public required double Setting { get; init; }
    public required int Applications { get; init; }
    public required double ApprovalRate { get; init; }

    /// <summary>Share of the approved who took the offer.</summary>
    public required double TakeUpRate { get; init; }
    public required double Originated { get; init; }

    /// <summary>Mean odds of those who took a loan against the average borrower.</summary>
    public required double NewRisk { get; init; }

    /// <summary>Mean rate of the new loans, by amount.</summary>
    public required double NewRate { get; init; }
    public required double Income { get; init; }
    public required double LossBooked { get; init; }
    public required double NetIncome { get; init; }

    /// <summary>Share of what was lent that has collateral.</summary>
    public required double SecuredShare { get; init; }
    public required double Outstanding { get; init; }
}

/// <summary>What each setting of a lever does, all on the same luck: one fork a setting, the same people at the door.</summary>
public static class LeverTable
{
    public static Result<ImmutableArray<LeverRow>> Of(Lender lender, Lever lever, IReadOnlyList<double> settings, int days)
    {
        var rows = ImmutableArray.CreateBuilder<LeverRow>(settings.Count);
        foreach (var setting in settings)
        {
            using var fork = lender.Fork(RandomKey.Future(lender.World.Seed, "levers", 0));
            var decided = fork.Decide(Set(lender.Policy, lender, lever, setting));
            if (!decided.IsSuccess)
            {
                return decided.Problem;
            }

            rows.Add(Run(fork, setting, days));
        }

        return rows.MoveToImmutable();
    }

    private static BusinessPolicies Set(BusinessPolicies policy, Lender lender, Lever lever, double setting) => lever switch
    {
        Lever.MinScore => policy with { MinScore = (int)setting },
        Lever.Spread => policy with { SpreadAdjustment = setting },
        _ => policy.Tilted(lender.World.Book.Catalogue, setting),
    };

    private static LeverRow Run(Lender fork, double setting, int days)
    {
        var monthsBefore = fork.Months.Count;
        var applications = new List<Application>();
        for (var day = 0; day < days; day++)
        {
            applications.AddRange(fork.LiveDay().Applications);
        }

        var taken = applications.Where(application => application.IsTaken).ToList();
        var lent = taken.Sum(application => Lent(fork, application));
        var months = fork.Months.Skip(monthsBefore).ToList();
        return new()
        {
            Setting = setting,
            Applications = applications.Count,
            ApprovalRate = Share(applications.Count(application => application.IsApproved), applications.Count),
            TakeUpRate = Share(taken.Count, applications.Count(application => application.IsApproved)),
            Originated = lent,
            NewRisk = taken.Count == 0 ? 0 : taken.Average(application => Math.Exp(application.LogRisk)),
            NewRate = Share(taken.Sum(application => Lent(fork, application) * application.Price.Total), lent),
            Income = months.Sum(month => month.Products.Sum(product => product.InterestIncome + product.FeeIncome)),
            LossBooked = months.Sum(month => month.Products.Sum(product => product.LossBooked)),
            NetIncome = months.Sum(month => month.Lender!.NetIncome),
            SecuredShare = Share(taken.Where(application => fork.World.Book.Catalogue[application.Product].IsSecured).Sum(application => Lent(fork, application)), lent),
            Outstanding = fork.Ledger.Total(Account.Loans),
        };
    }

    private static double Lent(Lender fork, in Application application) => application.Person.Drawn(fork.World.Book.Catalogue[application.Product]);

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
