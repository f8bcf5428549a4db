using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>A whole run-off by the reference: every loan, every day, nothing skipped. Brings a book from one day to another and adds up the flows.</summary>
internal sealed class ReferenceRun(LoanBook book, MarketPath market, RandomKey key, LatentPath latent, RiskFrame[] risk, TransitionMatrix matrix)
{
    public List<ReferencePosting>? Postings { get; init; }

    /// <summary>Told the status of every loan on every due day, after the step.</summary>
    public Action<ReferenceLoan, int>? Recorded { get; init; }

    public FlowTable[] Run(int day, int lastDay)
    {
        var first = SimMonth.Of(day + 1);
        var flows = book.Shelves.Select(_ => new FlowTable(first, SimMonth.Of(lastDay) - first + 1)).ToArray();
        foreach (var shelf in book.Shelves)
        {
            RunShelf(shelf, flows[shelf.Place], day, lastDay);
        }

        return flows;
    }

    private void RunShelf(Shelf shelf, FlowTable flows, int day, int lastDay)
    {
        var loans = Enumerable.Range(0, shelf.Count).Select(row => new ReferenceLoan(shelf, row)).ToArray();
        var climates = new Dictionary<int, Climate>();
        Climate ClimateOf(Product product, int month)
        {
            if (!climates.TryGetValue(month, out var climate))
            {
                climates[month] = climate = Climate.Of(product, market, latent, shelf.Place, month);
            }

            return climate;
        }

        var step = new ReferenceStep(matrix, key, ClimateOf, (loan, posting) => Count(flows, posting))
        {
            Statement = (_, charges, purchases) => CountStatement(flows, charges, purchases),
            DefaultBegan = loan => CountDefault(flows, loan),
        };
        for (var today = day + 1; today <= lastDay; today++)
        {
            _today = today;
            var baseRate = market.At(SimMonth.Of(today)).BaseRate;
            foreach (var loan in loans)
            {
                step.Day(loan, risk[shelf.Place], today, baseRate);
            }

            if (today == lastDay || today == SimMonth.LastDay(SimMonth.Of(today)))
            {
                flows.Add(Flow.Balance, SimMonth.Of(today), loans.Sum(loan => loan.Balance));
                flows.Add(Flow.Active, SimMonth.Of(today), loans.Count(IsActive));
            }
        }

        foreach (var loan in loans)
        {
            loan.Give();
        }
    }

    private int _today;

    private static bool IsActive(ReferenceLoan loan) => loan.IsAlive || loan.Pending == PendingKind.ChargeOff;

    private void CountStatement(FlowTable flows, long charges, long purchases)
    {
        flows.Add(Flow.Capitalised, SimMonth.Of(_today), charges);
        flows.Add(Flow.Purchases, SimMonth.Of(_today), purchases);
    }

    private static void CountDefault(FlowTable flows, ReferenceLoan loan)
    {
        flows.Add(Flow.DefaultEvents, SimMonth.Of(loan.DefaultDay), 1);
        flows.Add(Flow.DefaultedBalance, SimMonth.Of(loan.DefaultDay), loan.Balance);
    }

    private void Count(FlowTable flows, in ReferencePosting posting)
    {
        Postings?.Add(posting);
        var month = SimMonth.Of(posting.Day);
        switch (posting.Kind)
        {
            case PendingKind.Payment:
                flows.Add(Flow.FeesPaid, month, posting.Fees);
                flows.Add(Flow.InterestPaid, month, posting.Interest);
                flows.Add(Flow.PrincipalPaid, month, posting.Principal);
                break;
            case PendingKind.Payoff or PendingKind.Prepayment:
                flows.Add(Flow.FeesPaid, month, posting.Fees);
                flows.Add(Flow.InterestPaid, month, posting.Interest);
                flows.Add(Flow.PaidEarly, month, posting.Principal);
                break;
            case PendingKind.ChargeOff:
                flows.Add(Flow.ChargedOff, month, posting.Principal);
                flows.Add(Flow.LossBooked, month, posting.Interest);
                break;
            default:
                flows.Add(Flow.Recovered, month, posting.Principal);
                break;
        }
    }
}
