using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>The live driver: one day of one shelf. First what waits for the day is posted, then the loans whose due day it is take their step.</summary>
internal sealed class DayMajor(Shelf shelf, int chunk, LaneWidth width)
{
    private readonly ObservedDue _observedDue = new(shelf);
    private readonly Slab _slab = new(chunk);
    private readonly Wheel _wheel = new();
    // How long a recovery that nobody has reported goes on being expected.
    private const int RecoveryDelay = 30;

    private Observations? _observations;
    private bool _isObserved;
    private DayFacts? _facts;

    /// <summary>Takes one loan out of the columns, so that something from outside can happen to it.</summary>
    public ReferenceLoan Open(int row)
    {
        _wheel.Follow(shelf);
        _wheel.Forget(shelf.Moving, row);
        return new(shelf, row);
    }

    /// <summary>Puts a loan back, with whatever it waits for now.</summary>
    public void Close(ReferenceLoan loan)
    {
        loan.Give();
        _wheel.Wait(shelf.Moving, loan.Row);
    }

    public void Run(ProductFrame product, RiskFrame risk, FlowTable flows, int day, Observations? observations = null, DayFacts? facts = null, bool isObserved = false)
    {
        _isObserved = isObserved;
        (_facts, _slab.Records) = (facts, facts is not null);
        _observations = isObserved || observations is { Any: true } ? observations : null;
        _wheel.Follow(shelf);
        PostWaiting(product, risk, flows, day);
        var month = SimMonth.Of(day);
        var (dayOfMonth, days) = (day - SimMonth.FirstDay(month) + 1, SimMonth.Days(month));
        RunDue(product, risk, flows, dayOfMonth, month);
        for (var anchor = days + 1; dayOfMonth == days && anchor <= 31; anchor++)
        {
            RunDue(product, risk, flows, anchor, month);
        }
    }

    private void PostWaiting(ProductFrame product, RiskFrame risk, FlowTable flows, int day)
    {
        var isMore = true;
        while (isMore)
        {
            _slab.Clear(shelf.Product);
            while (_slab.Living < _slab.Capacity && (isMore = _wheel.TryTake(day, out var row)))
            {
                if (_isObserved && shelf.Moving.Pending[row] == (byte)PendingKind.Recovery)
                {
                    shelf.Moving.PendingDay[row] = day + RecoveryDelay;
                    _wheel.Wait(shelf.Moving, row);
                    continue;
                }

                _slab.Take(shelf, row, risk);
                var kind = (PendingKind)_slab.Pending[_slab.Living - 1];
                Posting.Post(_slab, _slab.Living - 1, product, flows);
                NotePosting(_slab.Living - 1, kind, isOnDueDay: false);
            }

            GiveBack();
        }
    }

    private void RunDue(ProductFrame product, RiskFrame risk, FlowTable flows, int anchor, int month)
    {
        _slab.Clear(shelf.Product);
        var frame = product.At(month);
        var outcome = shelf.Moving.Outcome;
        foreach (var row in _wheel.Living(shelf.Moving, anchor))
        {
            if (outcome[row] == (byte)PaymentStatus.Default)
            {
                _facts?.Note(shelf.Fixed.Id[row], (PaymentStatus)shelf.Moving.Status[row], PaymentStatus.Default);
                shelf.Moving.Status[row] = (byte)PaymentStatus.Default;
                continue;
            }

            if (SimMonth.Of(shelf.Fixed.OriginationDay[row]) >= month)
            {
                // Born this month: its first instalment falls due in the next.
                continue;
            }

            if (_observations is not null && (_observations.TryGet(shelf.Fixed.Id[row], out var seen) || _isObserved))
            {
                _observedDue.Run(row, seen, product, flows, month, _observations, _facts, buys: !_isObserved);
                _wheel.Wait(shelf.Moving, row);
                continue;
            }

            _slab.Take(shelf, row, risk);
            if (_slab.Living == _slab.Capacity)
            {
                Step(product, frame, flows);
            }
        }

        Step(product, frame, flows);
    }

    private void Step(ProductFrame product, MonthFrame frame, FlowTable flows)
    {
        DueStep.Run(new StepFrame(_slab, product, frame, flows), _slab.Living, width);
        for (var i = 0; _facts is not null && i < _slab.Living; i++)
        {
            NotePosting(i, PendingKind.Payment, isOnDueDay: true);
        }

        GiveBack();
        _slab.Clear(shelf.Product);
    }

    private void NotePosting(int i, PendingKind kind, bool isOnDueDay)
    {
        if (_facts is null)
        {
            return;
        }

        var (fees, interest, principal) = ((long)_slab.PaidFees[i], (long)_slab.PaidInterest[i], (long)_slab.PaidPrincipal[i]);
        if ((fees | interest | principal) != 0)
        {
            _facts.Add(new((long)_slab.Ids[i], kind, isOnDueDay, fees, interest, principal));
        }

        _facts.Note((long)_slab.Ids[i], (PaymentStatus)shelf.Moving.Status[_slab.Rows[i]], (PaymentStatus)_slab.Status[i]);
    }

    private void GiveBack()
    {
        _slab.Give(shelf);
        for (var i = 0; i < _slab.Living; i++)
        {
            if (_slab.Pending[i] != 0)
            {
                _wheel.Wait(shelf.Moving, _slab.Rows[i]);
            }
        }
    }
}
