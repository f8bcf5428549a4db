using LoanTwin.Simulation.Kernel;

namespace LoanTwin.Simulation.Ledger;

/// <summary>What one day added to the sums of its month, by product and flow.</summary>
internal sealed class DayFlows(int products)
{
    private readonly double[] _before = new double[products * FlowTable.Kinds];
    private FlowTable[] _flows = [];
    private int _month;

    public void Open(FlowTable[] flows, int month)
    {
        (_flows, _month) = (flows, month);
        for (var at = 0; at < _before.Length; at++)
        {
            _before[at] = flows[at / FlowTable.Kinds][(Flow)(at % FlowTable.Kinds), month];
        }
    }

    public long this[Flow flow, int place] => (long)(_flows[place][flow, _month] - _before[(place * FlowTable.Kinds) + (int)flow]);
}
