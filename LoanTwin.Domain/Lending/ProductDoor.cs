using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>What a product declared by configuration must satisfy before any loan may carry it.</summary>
public static class ProductDoor
{
    public static IEnumerable<Fault> Faults(Product product)
    {
        var at = $"products.{product.Key}";
        var faults = new FaultList()
            .Require(product.Key.Length > 0, "products.key", product.Key, "a word")
            .RequireRange(product.Season.Length, 12, 12, $"{at}.season.length")
            .RequireRange(product.Cascade.AdverseOdds.Length, TransitionMatrix.From, TransitionMatrix.From, $"{at}.cascade.adverseOdds.length")
            .RequireRange(product.Cascade.StayOdds.Length, TransitionMatrix.From, TransitionMatrix.From, $"{at}.cascade.stayOdds.length")
            .RequireRange(product.Exit.Scale, 0, 5, $"{at}.exit.scale")
            .RequireRange(product.Exit.RampStart, 0, 1, $"{at}.exit.rampStart")
            .RequireRange(product.Exit.RampMonths, 1, 480, $"{at}.exit.rampMonths")
            .RequireRange(product.Loss.Level, 0, 1, $"{at}.loss.level")
            .RequireRange(product.Loss.RecoveryLagMonths, 0, 60, $"{at}.loss.recoveryLagMonths")
            .Require(product.Loss.ChargeOffDays is 120 or 180, $"{at}.loss.chargeOffDays", product.Loss.ChargeOffDays, "120 or 180 days past due")
            .RequireRange(product.AnnualFee, 0, .10, $"{at}.annualFee")
            .RequireRange(product.MonthlyValueLoss, 0, .10, $"{at}.monthlyValueLoss")
            .RequireRange(product.Correlation, 0, .5, $"{at}.correlation")
            .RequireRange(product.LatentLoading, 0, 1, $"{at}.latentLoading")
            .RequireRange(product.LatentShift, 0, 1, $"{at}.latentShift");
        foreach (var odds in product.Cascade.AdverseOdds.Concat(product.Cascade.StayOdds))
        {
            faults.RequireRange(odds, .02, 50, $"{at}.cascade");
        }

        foreach (var factor in product.Season)
        {
            faults.RequireRange(factor, .5, 2, $"{at}.season");
        }

        return faults.ToProblem().Faults;
    }
}
