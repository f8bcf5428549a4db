using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>The horizon driver in expectation: all months over one block. What is already decided when the run begins is posted as it is.</summary>
internal sealed class ExpectedBlock(int capacity, PerLoanSums? perLoan = null, StateSums? states = null)
{
    private readonly ExpectedSlab _slab = new(capacity, perLoan, states);

    /// <summary>The terms of the loans, row for row as their sums stand.</summary>
    public Slab Terms => _slab.Terms;

    /// <summary>Runs from the end of <paramref name="day"/> to the end of the last month of the flow table. Uses up the slab it is given.</summary>
    public void Run(Slab loaded, ExpectedFrame[] frames, FlowTable flows, int day, LaneWidth width)
    {
        perLoan?.Settled.Clear();
        Settle(loaded, frames[0].Product, flows);
        var due = BlockMajor.PartitionDue(loaded, frames[0].Month, day, SimMonth.LastDay(flows.FirstMonth));
        _slab.Begin(loaded);
        Stand(0, width, isEnd: true);
        foreach (var frame in frames)
        {
            var count = frame.Month.Month == flows.FirstMonth ? due : loaded.Living;
            var ordinal = frame.Month.Month - flows.FirstMonth + 1;
            Stand(ordinal, width, isEnd: false);
            Step(frame, flows, count, count == loaded.Living, width);
            Stand(ordinal, width, isEnd: true);
            AddUndue(frame, flows, count);
            Reset(frame, count);
        }
    }

    /// <summary>Notes what stands in which state, for whoever has asked.</summary>
    private void Stand(int ordinal, LaneWidth width, bool isEnd)
    {
        switch (states, width)
        {
            case (null, _):
                break;
            case (_, LaneWidth.Eight):
                Stand<Lanes8>(states, ordinal, isEnd);
                break;
            case (_, LaneWidth.Four):
                Stand<Lanes4>(states, ordinal, isEnd);
                break;
            default:
                Stand<Lane1>(states, ordinal, isEnd);
                break;
        }
    }

    private void Stand<T>(StateSums sums, int ordinal, bool isEnd) where T : struct, ILanes<T>
    {
        if (isEnd)
        {
            sums.AddDue<T>(_slab, ordinal, _slab.Terms.Living);
        }
        else
        {
            sums.AddStates<T>(_slab, ordinal, _slab.Terms.Living);
        }
    }

    private void Step(ExpectedFrame frame, FlowTable flows, int count, bool isAll, LaneWidth width)
    {
        switch (width)
        {
            case LaneWidth.Eight:
                Wide<Lanes8>(frame, flows, count, isAll);
                break;
            case LaneWidth.Four:
                Wide<Lanes4>(frame, flows, count, isAll);
                break;
            default:
                Run<Lane1>(frame, flows, 0, count);
                break;
        }
    }

    private void Wide<T>(ExpectedFrame frame, FlowTable flows, int count, bool isAll) where T : struct, ILanes<T>
    {
        var whole = isAll ? count : count - (count % T.Count);
        Run<T>(frame, flows, 0, whole);
        Run<Lane1>(frame, flows, whole, count);
    }

    private void Run<T>(ExpectedFrame frame, FlowTable flows, int from, int count) where T : struct, ILanes<T>
    {
        if (frame.Product.Product.Card is null)
        {
            ExpectedInstalments.Run<T>(_slab, from, count, frame, flows);
        }
        else
        {
            ExpectedCards.Run<T>(_slab, from, count, frame, flows);
        }
    }

    /// <summary>Loans with no due day in a first month that is already part lived stand as they are.</summary>
    private void AddUndue(ExpectedFrame frame, FlowTable flows, int count)
    {
        for (var i = count; i < _slab.Terms.Living; i++)
        {
            flows.Add(Flow.Balance, frame.Month.Month, _slab.Terms.Balance[i]);
            flows.Add(Flow.Active, frame.Month.Month, 1);
        }
    }

    /// <summary>Floating loans take the new rate; the payment is recalculated on the mean balance of those on time.</summary>
    private void Reset(ExpectedFrame frame, int count)
    {
        var terms = _slab.Terms;
        for (var i = 0; terms.HasFloating && i < count; i++)
        {
            var probability = _slab.Probability[0][i];
            if (terms.Floating[i] != 0 && terms.Age[i] % RateReset.EveryMonths == 0 && terms.Remaining[i] > 0 && probability > 0)
            {
                var balance = (long)Math.Round(_slab.Balance[0][i] / probability);
                (terms.Rate[i], terms.Payment[i]) = RateReset.Reset(balance, 0, (int)terms.Margin[i], (int)terms.Remaining[i], terms.OnTop[i] != 0, (long)terms.Payment[i], frame.Month.BaseRate);
            }
        }
    }

    /// <summary>Posts everything that was decided before the run, with the levels of the months it still stands in, and parks what is over.</summary>
    private void Settle(Slab slab, ProductFrame product, FlowTable flows)
    {
        for (var i = slab.ParkedFrom; i < slab.Rows.Length; i++)
        {
            PostAll(slab, i, product, flows);
        }

        for (var i = slab.Living - 1; i >= 0; i--)
        {
            PostAll(slab, i, product, flows);
            if (slab.Status[i] >= (double)PaymentStatus.Default)
            {
                slab.Park(i, flows.FirstMonth);
            }
        }
    }

    private void PostAll(Slab slab, int i, ProductFrame product, FlowTable flows)
    {
        while (slab.Pending[i] != 0)
        {
            var (before, month) = (slab.Balance[i], SimMonth.Of((int)slab.PendingDay[i]));
            var isRecovery = slab.Pending[i] == (double)PendingKind.Recovery;
            var isChargeOff = slab.Pending[i] == (double)PendingKind.ChargeOff;
            if (month > product.LastMonth)
            {
                // Its day lies past the horizon: the loan stands as it is in every month of it.
                month = product.LastMonth + 1;
                slab.Pending[i] = 0;
                slab.Balance[i] = 0;
                slab.Status[i] = (double)PaymentStatus.Default;
            }
            else
            {
                Post(slab, i, product, flows);
            }

            for (var m = flows.FirstMonth; !isRecovery && m < month; m++)
            {
                flows.Add(Flow.Balance, m, before - slab.Balance[i]);
                states?.AddTerminated(m - flows.FirstMonth + 1, isChargeOff ? before - slab.Balance[i] : 0);
                flows.Add(Flow.Active, m, slab.Status[i] >= (double)PaymentStatus.Default ? 1 : 0);
            }
        }
    }

    private void Post(Slab slab, int i, ProductFrame product, FlowTable flows)
    {
        var (balance, isChargeOff) = (slab.Balance[i], slab.Pending[i] == (double)PendingKind.ChargeOff);
        Posting.Post(slab, i, product, flows);
        if (isChargeOff)
        {
            // What a charge-off leaves waiting is the recovery; the rest of the balance was the loss.
            perLoan?.Settled.Add((slab.Rows[i], balance - slab.PendingAmount[i]));
        }
    }
}
