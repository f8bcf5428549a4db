using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>A loan under one set of terms.</summary>
internal sealed record TermsView(double AnnualRate, int TermMonths, decimal Payment, double Dti, double Pd12, decimal ExpectedLoss, decimal Value);

/// <param name="ValueLow">90 % interval of the change in value.</param>
internal sealed record TermsChange(decimal Payment, double Pd12, decimal ExpectedLoss, decimal Value, decimal ValueLow, decimal ValueHigh);

/// <summary>One rule of the product or the policy that an offer must keep.</summary>
internal sealed record OfferCheck(string Rule, string Value, string Limit, bool Holds)
{
    public static OfferCheck[] Of(Shelf shelf, int row, BusinessPolicies policy, PlanAnswer answer)
    {
        var (limits, terms) = (policy.For(shelf.Product), shelf.Product.Offer.Applicants.Terms);
        var (now, plan, isCard) = (answer.Now, answer.Plan, shelf.Product.Card is not null);
        var longest = terms.Max(term => term.Months);
        List<OfferCheck> checks =
        [
            new("instalments", shelf.Product.Key, "a loan with instalments: terms of a card are not restructured", !isCard),
            new("rate", Rate(plan.AnnualRate), $"at most the present {Rate(now.AnnualRate)}", plan.AnnualRate <= now.AnnualRate),
            new("legalRateCap", Rate(plan.AnnualRate), $"at most {policy.LegalRateCap.ToString("0.00 %", CultureInfo.InvariantCulture)}", (double)plan.AnnualRate / AnnualRate.One <= policy.LegalRateCap),
            new("funding", Rate(plan.AnnualRate), $"at least the cost of funding, {answer.FundingRate.ToString("0.00 %", CultureInfo.InvariantCulture)}", (double)plan.AnnualRate / AnnualRate.One >= answer.FundingRate),
            new("debtToIncome", plan.Dti.ToString("0.000", CultureInfo.InvariantCulture), $"at most {limits.MaxDti.ToString("0.00", CultureInfo.InvariantCulture)}, or no higher than now", plan.Dti <= Math.Max(limits.MaxDti, now.Dti)),
        ];
        if (!isCard)
        {
            checks.Add(new("term", $"{plan.RemainingMonths} months", $"no shorter than the present {now.RemainingMonths} and at most {longest}, the longest that the product offers", plan.RemainingMonths >= now.RemainingMonths && plan.RemainingMonths <= Math.Max(longest, now.RemainingMonths)));
        }

        return [.. checks];
    }

    private static string Rate(int tenMillionths) => ((double)tenMillionths / AnnualRate.One).ToString("0.00 %", CultureInfo.InvariantCulture);
}

/// <param name="Pd12IfRiskStays">With the plan, if the borrower's risk is not read anew: what the twin does when such a restructure is told to it.</param>
/// <param name="Allowed">Whether all checks hold.</param>
internal sealed record WhatIfView(
    DateOnly Day, long View, string Currency, long Id, TermsView Now, TermsView Plan, TermsChange Change, double Pd12IfRiskStays, double FundingRate, int Futures, int Months, long Seed, bool Allowed,
    OfferCheck[] Checks, string Method)
{
    private const string Asked = "risk read anew from rate, term and debt to income with the new payment; value is the present value at the cost of funding of what comes in less what is paid out over the months, what is outstanding after them at its balance; both sets of terms on the same luck, the 90 % interval of the change by Student's t over independent economies";

    public static WhatIfView Of(BookView view, Shelf shelf, int row, LoanPlan plan, BusinessPolicies policy, CancellationToken leaving)
    {
        var answer = PlanRun.Of(view.World, shelf, row, plan, view.Outlooks[shelf.Place], leaving);
        var (now, then, checks) = (Terms(answer.Now), Terms(answer.Plan), OfferCheck.Of(shelf, row, policy, answer));
        var change = new TermsChange(
            then.Payment - now.Payment, Math.Round(then.Pd12 - now.Pd12, 6), then.ExpectedLoss - now.ExpectedLoss, Money(answer.ValueChange.Mean), Money(answer.Low), Money(answer.High));
        return new(
            view.Date, view.Number, "USD", shelf.Fixed.Id[row], now, then, change, Math.Round(answer.PdIfRiskStays, 6), Math.Round(answer.FundingRate, 6), answer.Futures, answer.Months, plan.Seed,
            checks.All(check => check.Holds), checks, Asked);
    }

    private static TermsView Terms(TermsOutlook terms) => new(
        (double)terms.AnnualRate / AnnualRate.One, terms.RemainingMonths, Cents.ToDollars(terms.Payment), Math.Round(terms.Dti, 6), Math.Round(terms.Pd12, 6), Money(terms.ExpectedLoss), Money(terms.Value.Mean));

    private static decimal Money(double cents) => Cents.ToDollars((long)Math.Round(cents));
}
