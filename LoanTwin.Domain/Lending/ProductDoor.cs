using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>What a product declared by configuration must satisfy before any loan may carry it.</summary>
public static class ProductDoor
{
    public static IEnumerable<Fault> Faults(Product product)
    {
        var at = $"products.{product.Key}";
        var faults = new FaultList()
            .Require(!product.Season.IsDefault && !product.Cascade.AdverseOdds.IsDefault && !product.Cascade.StayOdds.IsDefault, at, "a list that was never given", "every list given");
        if (faults.Any)
        {
            return faults.ToProblem().Faults;
        }

        faults
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
            .RequireRange(product.TerminationShare, 0, 1, $"{at}.terminationShare")
            .RequireRange(product.AnnualFee, 0, .10, $"{at}.annualFee")
            .RequireRange(product.MonthlyValueLoss, 0, .10, $"{at}.monthlyValueLoss")
            .RequireRange(product.Correlation, 0, .5, $"{at}.correlation")
            .RequireRange(product.LatentLoading, 0, 1, $"{at}.latentLoading")
            .RequireRange(product.LatentShift, 0, 1, $"{at}.latentShift");
        CheckFigures(product, at, faults);
        CheckCard(product.Card, at, faults);
        faults.Add(OfferDoor.Faults(product.Offer, at));
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

    private static void CheckFigures(Product product, string at, FaultList faults)
    {
        var (risk, macro, loss) = (product.Risk, product.Macro, product.Loss);
        faults.RequireRange(risk.Level, -5, 5, $"{at}.risk.level")
            .RequireRange(risk.Score, 300, 850, $"{at}.risk.score")
            .RequireRange(risk.Dti, 0, 3, $"{at}.risk.dti")
            .RequireRange(risk.Income, 1, 1e9, $"{at}.risk.income")
            .RequireRange(risk.Principal, 1, 1e9, $"{at}.risk.principal")
            .RequireRange(risk.TermMonths, 0, 480, $"{at}.risk.termMonths")
            .RequireRange(risk.AnnualRate, 0, 1, $"{at}.risk.annualRate")
            .RequireRange(risk.Ltv, 0, 10, $"{at}.risk.ltv")
            .RequireRange(risk.LtvSlope, 0, 5, $"{at}.risk.ltvSlope")
            .RequireRange(macro.Unemployment, -1, 1, $"{at}.macro.unemployment")
            .RequireRange(macro.RateRise, -1, 1, $"{at}.macro.rateRise")
            .RequireRange(macro.Growth, -1, 1, $"{at}.macro.growth")
            .RequireRange(macro.HousePrices, -1, 1, $"{at}.macro.housePrices")
            .RequireRange(loss.PerPointUnemployment, -1, 1, $"{at}.loss.perPointUnemployment")
            .RequireRange(loss.ValueShare, 0, 1, $"{at}.loss.valueShare")
            .RequireRange(loss.Floor, 0, 1, $"{at}.loss.floor")
            .RequireRange(loss.Cap, 0, 1, $"{at}.loss.cap")
            .Require(!(loss.Floor > loss.Cap), $"{at}.loss.floor", loss.Floor, "at most the cap")
            .RequireRange(product.MarketSpread, -.1, 1, $"{at}.marketSpread")
            .Require(Enum.IsDefined(product.Basis), $"{at}.basis", product.Basis, "a known accrual basis");
    }

    private static void CheckCard(CardTerms? card, string at, FaultList faults)
    {
        if (card is null)
        {
            return;
        }

        faults.RequireRange(card.TransactorPaysPerMille, 0, 1_000, $"{at}.card.transactorPaysPerMille")
            .RequireRange(card.RevolverPaysPerMille, 0, 1_000, $"{at}.card.revolverPaysPerMille")
            .RequireRange(card.DrawShare, 0, 1, $"{at}.card.drawShare")
            .Require(!card.SpendSeason.IsDefault && card.SpendSeason.Length == 12, $"{at}.card.spendSeason.length", card.SpendSeason.IsDefault ? 0 : card.SpendSeason.Length, "12");
        foreach (var factor in card.SpendSeason.IsDefault ? [] : card.SpendSeason)
        {
            faults.RequireRange(factor, 0, 5, $"{at}.card.spendSeason");
        }
    }
}
