using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>A whole run-off by the reference: every loan, every day, nothing skipped. Brings a book from one day to another and adds up the flows.</summary>
internal sealed class ReferenceRun(LoanBook book, MarketPath market, RandomKey key, LatentPath latent, RiskFrame[] risk, TransitionMatrix matrix)
{
    public List<ReferencePosting>? Postings { get; init; }

    /// <summary>Told of (loan, due day, cents) whenever something falls due, before anyone pays.</summary>
    public Action<ReferenceLoan, int, long>? Billed { get; init; }

    /// <summary>Told of each loan at the end of each day.</summary>
    public Action<ReferenceLoan, int>? Lived { get; init; }

    /// <summary>What was seen from outside, by loan and due day.</summary>
    public IReadOnlyDictionary<(ulong Loan, int DueDay), Observation>? Seen { get; init; }

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

        var step = new ReferenceStep(matrix, key, ClimateOf, (_, posting) => Count(flows, posting))
        {
            Statement = statement => ReferenceFlows.CountStatement(flows, SimMonth.Of(_today), statement),
            DefaultBegan = loan => ReferenceFlows.CountDefault(flows, loan),
            Billed = Billed,
            Seen = Seen is null ? null : (loan, due) => Seen.TryGetValue((loan.Id, due), out var seen) ? seen : null,
        };
        for (var today = day + 1; today <= lastDay; today++)
        {
            _today = today;
            var baseRate = market.At(SimMonth.Of(today)).BaseRate;
            foreach (var loan in loans)
            {
                step.Day(loan, risk[shelf.Place], today, baseRate);
                Lived?.Invoke(loan, today);
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

    private void Count(FlowTable flows, in ReferencePosting posting)
    {
        Postings?.Add(posting);
        ReferenceFlows.Count(flows, posting);
    }
}
