using System.Text.Json;
using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Originations;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>One loan, its customer and its application as rows.</summary>
internal static class LoanRecord
{
    public static void Write(WriteScope scope, Shelf shelf, int row, int day, long? application = null)
    {
        var (terms, view, customer) = (shelf.Fixed, LoanView.Of(shelf, row, day), Customer.Of(shelf, row));
        scope.Table("customers").Put(customer.Id, customer.Name, customer.Region, customer.Ownership, terms.Score[row], terms.OriginationDay[row]);
        scope.Table("employment").Put(customer.Id, customer.Id, customer.Employment.Employer, customer.Employment.Profession, customer.Employment.Kind.ToString(), (long)(customer.Employment.Income * 100), terms.OriginationDay[row] - (terms.EmploymentMonths[row] * 30), Cell.Nothing);
        scope.Table("loans").Insert(
            view.Id, customer.Id, application, view.Product, customer.Region, Traits.Purposes[Math.Min((int)terms.Purpose[row], Traits.Purposes.Length - 1)],
            view.OriginationDay, view.Term, view.OriginalAmount, view.AnnualRate, view.Score,
            view.Status.Key(), view.DaysPastDue, view.Balance, view.IsOver ? day : Cell.Nothing);
        if (terms.CollateralValue[row] > 0)
        {
            scope.Table("collateral").Put(view.Id, view.Id, shelf.Product.ValueFollowsHousePrices ? "home" : view.Product, terms.CollateralValue[row], view.OriginationDay);
        }
    }

    public static void Update(WriteScope scope, in LoanView view)
        => scope.Table("loans").Change([view.Id], ("status", view.Status.Key()), ("days_past_due", view.DaysPastDue), ("balance_cents", view.Balance), ("closed_day", view.IsOver ? view.Day : Cell.Nothing));

    public static void WriteApplication(WriteScope scope, Product product, in Application application, int day)
        => scope.Table("applications").Insert(
            application.Id, day, product.Key, application.Person.Amount, application.Person.Term,
            application.IsApproved ? application.IsTaken ? "funded" : "declined" : "refused",
            application.IsApproved ? Cell.Nothing : JsonSerializer.Serialize(Refusals.Codes(application.Refusal)),
            application.IsApproved ? application.Price.Rate.TenMillionths : Cell.Nothing);

    public static string KindOf(in PostingFact posting) => posting.Kind switch
    {
        PendingKind.Payment => posting.IsOnDueDay ? "scheduled" : "catchUp",
        PendingKind.Payoff => "payoff",
        PendingKind.Prepayment => "prepayment",
        PendingKind.ChargeOff => "chargeOff",
        _ => "recovery",
    };
}
