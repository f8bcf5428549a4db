using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Lenders;

/// <summary>
/// Writes the months of a lender a second time, from what single loans and applicants did on each day: slow and obvious, what the flows in
/// its month figures must agree with. Needs a world that tells its facts.
/// </summary>
public sealed class FlowDiary
{
    private readonly Dictionary<(int Month, int Product), ProductMonth> _months = [];

    public void Note(Lender lender, LenderDay day)
    {
        var month = SimMonth.Of(day.Day);
        foreach (var application in day.Applications)
        {
            Change(month, application.Product, sums => sums with
            {
                Applications = sums.Applications + 1,
                Approved = sums.Approved + (application.IsApproved ? 1 : 0),
                DecidedWithoutHuman = sums.DecidedWithoutHuman + (application.IsBorderline ? 0 : 1),
                Originations = sums.Originations + (application.IsTaken ? 1 : 0),
                Originated = sums.Originated + (application.IsTaken ? application.Person.Drawn(lender.World.Book.Catalogue[application.Product]) : 0),
            });
        }

        foreach (var posting in lender.World.Facts!.Postings)
        {
            Change(month, LoanId.Product(posting.Loan), sums => posting.Kind switch
            {
                PendingKind.ChargeOff => sums with { ChargeOffs = sums.ChargeOffs + 1, ChargedOff = sums.ChargedOff + posting.Principal, LossBooked = sums.LossBooked + posting.Interest },
                PendingKind.Recovery => sums with { Recovered = sums.Recovered + posting.Principal },
                PendingKind.Payment => sums with { ScheduledPrincipal = sums.ScheduledPrincipal + posting.Principal },
                _ => sums with { PaidEarly = sums.PaidEarly + posting.Principal },
            });
        }

        foreach (var shelf in lender.World.Book.Shelves)
        {
            var begun = Enumerable.Range(0, shelf.Count).Count(row => shelf.Moving.DefaultDay[row] == day.Day);
            Change(month, shelf.Place, sums => sums with { DefaultEvents = sums.DefaultEvents + begun });
        }
    }

    /// <summary>A month with its flows as the diary has them; everything else as it is.</summary>
    public MonthFigures Rewritten(MonthFigures month) => month with
    {
        Products = [.. month.Products.Select((product, place) => Rewritten(product, _months.GetValueOrDefault((SimMonth.Of(month.Month.DayNumber), place), Empty)))],
    };

    private static ProductMonth Rewritten(ProductMonth product, ProductMonth diary) => product with
    {
        Applications = diary.Applications,
        Approved = diary.Approved,
        DecidedWithoutHuman = diary.DecidedWithoutHuman,
        Originations = diary.Originations,
        Originated = diary.Originated,
        ChargeOffs = diary.ChargeOffs,
        ChargedOff = diary.ChargedOff,
        LossBooked = diary.LossBooked,
        Recovered = diary.Recovered,
        ScheduledPrincipal = diary.ScheduledPrincipal,
        PaidEarly = diary.PaidEarly,
        DefaultEvents = diary.DefaultEvents,
    };

    private static ProductMonth Empty { get; } = new() { Product = "" };

    private void Change(int month, int product, Func<ProductMonth, ProductMonth> change)
        => _months[(month, product)] = change(_months.GetValueOrDefault((month, product), Empty));
}
