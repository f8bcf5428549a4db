using System.Globalization;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Queries;

namespace LoanTwin.Web.Loans;

/// <summary>One fact of the page: where it stands in the answer about the loan, and how it is said.</summary>
internal sealed record LoanFact(string Name, string Pointer, double? Value, string Text, string Note, RiskState? State = null);

/// <summary>A loan in a sentence, in eight facts and in the parts of its expected loss.</summary>
internal static class LoanFacts
{
    public static string Standing(LoanDetail loan) => loan.Loan.DaysPastDue > 0 && loan.Loan.Active ? $"{Days(loan.Loan.DaysPastDue)} late" : loan.StatusName;

    public static string About(LoanDetail loan)
    {
        var (item, customer) = (loan.Loan, loan.Customer);
        var rest = item.Term > 0 ? $", {item.RemainingTerm} of {item.Term} months to go" : "";
        return $"{FigureText.ProductTitle(item.Product)}, {item.Region}, grade {(char)('A' + item.Grade)}, opened {FigureText.Day(item.OriginationDay)}{rest}. {customer.Name} (synthetic), {customer.Profession} at {customer.Employer}.";
    }

    public static IEnumerable<LoanFact> Of(LoanDetail loan)
    {
        var item = loan.Loan;
        yield return new("Payment state", "", null, loan.StatusName, loan.OldestUnpaidDue is { } since ? $"since {FigureText.Day(since)}" : loan.Loan.NextDue is { } due ? $"next due {FigureText.Day(due)}" : "", StateOf(item));
        yield return new("Balance", "loan/balance", (double)item.Balance, Usd(item.Balance), loan.CreditLimit is { } limit ? $"{FigureText.Share(item.Utilisation ?? 0)} of {Usd(limit)}" : $"of {Usd(item.OriginalAmount)}");
        yield return new("Rate", "loan/rate", item.Rate, FigureText.Of(MetricUnit.Fraction, item.Rate).ToString(), loan.Payment > 0 ? $"payment {Usd(loan.Payment)}" : "a year");
        yield return new("Score", "loan/score", item.Score, FigureText.Number(item.Score, "0"), $"grade {(char)('A' + item.Grade)}");
        yield return new("DTI", "loan/dti", item.Dti, FigureText.Number(item.Dti, "0.00"), $"{FigureText.Number(loan.DtiAtOrigination, "0.00")} when made");
        yield return new("PD 12 m", "risk/pd12", loan.Risk.Pd12, FigureText.Of(MetricUnit.Fraction, loan.Risk.Pd12).ToString(), "default event");
        yield return new("LGD", "risk/lgd", loan.Risk.Lgd, FigureText.Of(MetricUnit.Fraction, loan.Risk.Lgd).ToString(), loan.Collateral is { } security ? $"LTV {FigureText.Number(security.Ltv, "0.00")}" : "unsecured");
        yield return new("Expected loss", "risk/expectedLoss", (double)loan.Risk.ExpectedLoss, Usd(loan.Risk.ExpectedLoss), item.ExpectedLossChange is { } change && Math.Abs(change) >= 1 ? $"{(change > 0 ? "+" : "")}{FigureText.Money(change)} since month end" : "next 12 months");
    }

    public static IEnumerable<LoanFact> Risk(LoanDetail loan)
    {
        var risk = loan.Risk;
        yield return Part("Probability of a default event", "pd12", risk.Pd12);
        yield return Part("Share that ends in a charge-off", "terminationShare", risk.TerminationShare);
        yield return Part("Loss given default", "lgd", risk.Lgd);
        yield return new("Exposure at default, USD", "risk/exposureAtDefault", (double)risk.ExposureAtDefault, FigureText.Full(risk.ExposureAtDefault), "");
        yield return new("Expected loss, USD", "risk/expectedLoss", (double)risk.ExpectedLoss, FigureText.Full(risk.ExpectedLoss), "");
    }

    private static LoanFact Part(string name, string key, double share) => new(name, $"risk/{key}", share, FigureText.Of(MetricUnit.Fraction, share).ToString(), "");

    private static RiskState StateOf(LoanItem item) => item.Status switch
    {
        "on_time" or "paid_off" or "prepaid" => RiskState.Ok,
        "grace_period" => RiskState.Info,
        "30_days" or "60_days" => RiskState.Watch,
        _ => RiskState.Breach,
    };

    /// <summary>To the dollar: the cents are in the data-value and in the tables.</summary>
    private static string Usd(decimal dollars) => "$" + dollars.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
}
