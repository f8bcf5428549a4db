using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;

namespace LoanTwin.Simulation.Ledger;

/// <summary>Keeps yesterday's closing balances and checks that today's movements explain today's, product by product.</summary>
public sealed class DayLedger
{
    private static readonly Flow[] Terms =
    [
        Flow.Originated, Flow.Purchases, Flow.Capitalised, Flow.TransferredIn, Flow.Restructured, Flow.PrincipalPaid, Flow.Curtailed,
        Flow.Prepaid, Flow.PaidEarly, Flow.ChargedOff, Flow.Reversed,
    ];

    private readonly LoanBook _book;
    private readonly long[] _closing;
    private readonly double[,] _before;
    private int _month;

    public DayLedger(LoanBook book)
    {
        _book = book;
        _closing = [.. book.Shelves.Select(BalanceOf)];
        _before = new double[book.Shelves.Length, FlowTable.Kinds];
    }

    /// <summary>Notes what the month had added up to before the day.</summary>
    public void Open(FlowTable[] flows, int month)
    {
        _month = month;
        for (var place = 0; place < flows.Length; place++)
        {
            foreach (var term in Terms)
            {
                _before[place, (int)term] = flows[place][term, month];
            }
        }
    }

    public ImmutableArray<Reconciliation> Close(FlowTable[] flows, int day)
    {
        var days = ImmutableArray.CreateBuilder<Reconciliation>(_book.Shelves.Length);
        foreach (var shelf in _book.Shelves)
        {
            var closed = Reconcile(shelf, flows[shelf.Place], day);
            _closing[shelf.Place] = closed.Difference == 0 ? closed.Closing : throw new UnbalancedDayException(closed);
            days.Add(closed);
        }

        return days.MoveToImmutable();
    }

    private Reconciliation Reconcile(Shelf shelf, FlowTable flows, int day)
    {
        long Of(Flow term) => (long)(flows[term, _month] - _before[shelf.Place, (int)term]);
        return new()
        {
            Product = shelf.Product.Key,
            Day = day,
            Opening = _closing[shelf.Place],
            Originations = Of(Flow.Originated),
            Purchases = Of(Flow.Purchases),
            Capitalised = Of(Flow.Capitalised),
            TransfersIn = Of(Flow.TransferredIn),
            RestructureAdjustments = Of(Flow.Restructured),
            ScheduledPrincipal = Of(Flow.PrincipalPaid),
            Curtailments = Of(Flow.Curtailed),
            Prepayments = Of(Flow.Prepaid),
            Payoffs = Of(Flow.PaidEarly) - Of(Flow.Prepaid),
            ChargeOffs = Of(Flow.ChargedOff),
            Reversals = Of(Flow.Reversed),
            Closing = BalanceOf(shelf),
        };
    }

    private static long BalanceOf(Shelf shelf)
    {
        var balances = shelf.Moving.Balance[..shelf.Count];
        var wide = MemoryMarshal.Cast<long, Vector<long>>(balances);
        var sums = Vector<long>.Zero;
        foreach (var lanes in wide)
        {
            sums += lanes;
        }

        var sum = Vector.Sum(sums);
        foreach (var balance in balances[(wide.Length * Vector<long>.Count)..])
        {
            sum += balance;
        }

        return sum;
    }
}
