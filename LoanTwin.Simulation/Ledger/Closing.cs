using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Kernel;

namespace LoanTwin.Simulation.Ledger;

/// <summary>The rates and the trailing income that a day's closing needs.</summary>
/// <param name="BaseRate">Yearly, as a fraction.</param>
/// <param name="GrossIncome">Of the last twelve months, in cents: what operational risk is measured on.</param>
/// <param name="PaysOut">The last day of a quarter: tax is paid, and capital above its target.</param>
/// <param name="Days">What a closing stands for: one day, or the days of a month that is projected whole.</param>
public readonly record struct ClosingTerms(double BaseRate, double GrossIncome, bool PaysOut, int Days = 1);

/// <summary>
/// Posts everything a day did to the books. Loans pay into liquid assets and are funded from them; funding is the plug that brings liquid
/// assets back to their share of all assets. Half of the funding floats with the base rate, half stays at the base rate of the origination
/// it funded, both plus the product's spread.
/// </summary>
public static class Closing
{
    public const double LiquidShare = .26;
    public const double LiquidMargin = -.0005;
    public const double LiquidFundingMargin = .0010;
    public const double TaxRate = .24;
    public const double CapitalTarget = .12;
    public const long CollectionsPerLateMonth = 2_500;
    private const double DaysPerYear = 365;

    /// <summary>The first balance sheet: the book, its allowance, capital at its target, liquid assets, and funding for the rest.</summary>
    public static GeneralLedger Found(ReadOnlySpan<ProductLevels> levels, double grossIncome)
    {
        var ledger = new GeneralLedger(levels.Length);
        for (var place = 0; place < levels.Length; place++)
        {
            ledger.Post(Account.Loans, Account.Funding, place, levels[place].Balance);
            ledger.Post(Account.InterestReceivable, Account.Funding, place, levels[place].InterestReceivable);
            ledger.Post(Account.FeesReceivable, Account.Funding, place, levels[place].FeesReceivable);
            ledger.Post(Account.Funding, Account.Allowance, place, levels[place].Allowance);
        }

        ledger.Post(Account.Funding, Account.PaidInCapital, ledger.House, (long)(CapitalTarget * RiskWeighted(ledger, levels, grossIncome)));
        Fund(ledger);
        return ledger;
    }

    /// <param name="ledger">The books.</param>
    /// <param name="catalogue">The products.</param>
    /// <param name="flows">What moved.</param>
    /// <param name="levels">What the loans stand at now.</param>
    /// <param name="mean">What costs are charged on: for one day the same, for more the mean over them.</param>
    /// <param name="terms">Rates of the day.</param>
    /// <returns>What went to the owners, in cents.</returns>
    internal static long Post(GeneralLedger ledger, ProductCatalogue catalogue, DayFlows flows, ReadOnlySpan<ProductLevels> levels, ReadOnlySpan<ProductLevels> mean, in ClosingTerms terms)
    {
        var costs = FundingCosts(ledger, catalogue, mean, terms);
        var (liquid, borrowed) = (ledger.Total(Account.Liquid), -ledger.Total(Account.Funding));
        for (var place = 0; place < levels.Length; place++)
        {
            PostLoans(ledger, place, flows, levels[place]);
            PostCosts(ledger, catalogue[place].Offer.Costs, place, flows, mean[place], costs[place], terms.Days);
        }

        ledger.Post(Account.Liquid, Account.LiquidIncome, ledger.House, PerDay(liquid, terms.BaseRate + LiquidMargin, terms.Days));
        ledger.Post(Account.LiquidCost, Account.Liquid, ledger.House, PerDay(Math.Min(liquid, borrowed), terms.BaseRate + LiquidFundingMargin, terms.Days));
        PostTax(ledger, levels.Length);
        var dividend = terms.PaysOut ? PayOut(ledger, levels, terms.GrossIncome) : 0;
        Fund(ledger);
        Check(ledger, catalogue, levels);
        return dividend;
    }

    /// <summary>Credit risk of loans and of what recoveries still owe, and operational risk.</summary>
    public static double RiskWeighted(GeneralLedger ledger, ReadOnlySpan<ProductLevels> levels, double grossIncome)
    {
        var credit = 0L;
        foreach (var level in levels)
        {
            credit += level.RiskWeighted;
        }

        // Claims other than loans weigh in full.
        credit += ledger.Total(Account.RecoveryReceivable) + ledger.Total(Account.InterestReceivable) + ledger.Total(Account.FeesReceivable);
        return credit + OperationalRisk.Assets(grossIncome);
    }

    private static void PostLoans(GeneralLedger ledger, int place, DayFlows flows, in ProductLevels levels)
    {
        long Of(Flow flow) => flows[flow, place];
        ledger.Post(Account.Loans, Account.Liquid, place, Of(Flow.Originated) + Of(Flow.TransferredIn) + Of(Flow.Purchases) + Of(Flow.Reversed));
        ledger.Post(Account.Liquid, Account.Loans, place, Of(Flow.PrincipalPaid) + Of(Flow.Curtailed) + Of(Flow.PaidEarly));
        ledger.Post(Account.Loans, Account.InterestReceivable, place, Of(Flow.Restructured));
        ledger.Post(Account.Liquid, Account.InterestReceivable, place, Of(Flow.InterestPaid));
        ledger.Post(Account.Liquid, Account.FeesReceivable, place, Of(Flow.FeesPaid));

        // What cards are charged is income as it joins the balance; in a default event it is not income but allowance against itself.
        ledger.Post(Account.Loans, Account.FeeIncome, place, Of(Flow.CapitalisedFees));
        ledger.Post(Account.Loans, Account.InterestIncome, place, Of(Flow.Capitalised) - Of(Flow.CapitalisedFees));
        ledger.Post(Account.InterestIncome, Account.Allowance, place, Of(Flow.Suspended));

        ledger.Post(Account.Allowance, Account.Loans, place, Of(Flow.LossBooked));
        ledger.Post(Account.RecoveryReceivable, Account.Loans, place, Of(Flow.ChargedOff) - Of(Flow.LossBooked));
        ledger.Post(Account.Liquid, Account.RecoveryReceivable, place, Of(Flow.Recovered));

        // Levels as the loans have them: what was billed is income, what a default event takes back is not; expected recoveries and losses move the provision.
        Raise(ledger, Account.InterestReceivable, Account.InterestIncome, place, levels.InterestReceivable);
        Raise(ledger, Account.FeesReceivable, Account.FeeIncome, place, levels.FeesReceivable);
        Raise(ledger, Account.RecoveryReceivable, Account.Provision, place, levels.RecoveryReceivable);
        Raise(ledger, Account.Allowance, Account.Provision, place, -levels.Allowance);
    }

    private static void Raise(GeneralLedger ledger, Account account, Account against, int place, long level)
        => ledger.Post(account, against, place, level - ledger[account, place]);

    private static void PostCosts(GeneralLedger ledger, CostTerms costs, int place, DayFlows flows, in ProductLevels levels, long funding, int days)
    {
        var (originated, newLoans) = (flows[Flow.Originated, place], flows[Flow.NewLoans, place]);
        var monthly = (costs.OpexPerAccountMonth * (long)levels.Active) + (CollectionsPerLateMonth * levels.Late);
        var running = PerDay(levels.Balance, costs.OpexShare, days) + PerDay(monthly, 12, days);
        var first = Share(originated, costs.OpexShareOfAmount) + (costs.OpexPerOrigination * newLoans);
        ledger.Post(Account.Opex, Account.Liquid, place, running + first);
        ledger.Post(Account.Liquid, Account.FeeIncome, place, Share(originated, costs.OriginationFee));
        ledger.Post(Account.FundingCost, Account.Liquid, place, funding);
    }

    /// <summary>What the borrowed part of the loans costs a day. Capital stands behind risk, so each product borrows its balance less its share of capital by risk weight.</summary>
    private static long[] FundingCosts(GeneralLedger ledger, ProductCatalogue catalogue, ReadOnlySpan<ProductLevels> levels, in ClosingTerms terms)
    {
        var borrowed = (double)Math.Max(0, -ledger.Total(Account.Funding) - ledger.Total(Account.Liquid));
        var (loans, weighted) = (0.0, 1.0);
        foreach (var level in levels)
        {
            (loans, weighted) = (loans + level.Balance, weighted + level.RiskWeighted);
        }

        var costs = new long[levels.Length];
        for (var place = 0; place < levels.Length; place++)
        {
            var level = levels[place];
            var atOrigination = level.Balance == 0 ? terms.BaseRate : (double)level.FundingBase / level.Balance / AnnualRate.One;
            var rate = (.5 * terms.BaseRate) + (.5 * atOrigination) + catalogue[place].Offer.Costs.FundingSpread;
            costs[place] = PerDay(level.Balance - ((loans - borrowed) * level.RiskWeighted / weighted), rate, terms.Days);
        }

        return costs;
    }

    /// <summary>Each product bears the tax on its own result, the house on its own.</summary>
    private static void PostTax(GeneralLedger ledger, int products)
    {
        for (var place = 0; place <= products; place++)
        {
            var result = 0L;
            for (var account = Account.InterestIncome; account < Account.Tax; account++)
            {
                result -= ledger[account, place];
            }

            Raise(ledger, Account.Tax, Account.TaxPayable, place, Share(result, TaxRate));
        }
    }

    /// <summary>Tax that has built up is paid, or comes back after a loss; capital above its target goes to the owners.</summary>
    private static long PayOut(GeneralLedger ledger, ReadOnlySpan<ProductLevels> levels, double grossIncome)
    {
        for (var place = 0; place <= ledger.House; place++)
        {
            ledger.Post(Account.TaxPayable, Account.Liquid, place, -ledger[Account.TaxPayable, place]);
        }

        var excess = Math.Max(0, ledger.Equity - (long)(CapitalTarget * RiskWeighted(ledger, levels, grossIncome)));
        ledger.Post(Account.RetainedEarnings, Account.Liquid, ledger.House, excess);
        return excess;
    }

    /// <summary>Borrows or pays back until liquid assets are their share of all assets.</summary>
    private static void Fund(GeneralLedger ledger)
    {
        var liquid = ledger.Total(Account.Liquid);
        var target = (long)((ledger.TotalAssets - liquid) * LiquidShare / (1 - LiquidShare));
        ledger.Post(Account.Liquid, Account.Funding, ledger.House, target - liquid);
    }

    /// <summary>The control accounts say what the loans say, and the two sides agree; anything else is a bug.</summary>
    private static void Check(GeneralLedger ledger, ProductCatalogue catalogue, ReadOnlySpan<ProductLevels> levels)
    {
        for (var place = 0; place < levels.Length; place++)
        {
            if (ledger[Account.Loans, place] != levels[place].Balance)
            {
                throw new UnbalancedLedgerException($"{catalogue[place].Key}: the ledger has {ledger[Account.Loans, place]} cents of loans, the loans {levels[place].Balance}");
            }
        }

        if (ledger.TotalAssets != ledger.Liabilities + ledger.Equity)
        {
            throw new UnbalancedLedgerException($"assets {ledger.TotalAssets}, liabilities {ledger.Liabilities}, equity {ledger.Equity} cents");
        }
    }

    private static long PerDay(double cents, double yearly, int days) => (long)Math.Round(cents * yearly / DaysPerYear * days);

    private static long Share(long cents, double share) => (long)Math.Round(cents * share);
}

/// <summary>The general ledger does not agree with the loans or with itself: our bug.</summary>
public sealed class UnbalancedLedgerException(string message) : Exception(message);
