using LoanTwin.Domain.Economy;

namespace LoanTwin.Web.Stress;

/// <summary>What was drawn before and taken back, by draft, while the program runs: a page that is opened anew undoes where the last one stood.</summary>
internal sealed class DraftSteps
{
    private const int MostDrafts = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, EditHistory<Scenario>> _steps = [];
    private readonly Queue<string> _order = [];

    public void Keep(string draft, EditHistory<Scenario> steps)
    {
        lock (_lock)
        {
            if (_steps.TryAdd(draft, steps))
            {
                _order.Enqueue(draft);
            }

            _steps[draft] = steps;
            if (_order.Count > MostDrafts)
            {
                _steps.Remove(_order.Dequeue());
            }
        }
    }

    public EditHistory<Scenario>? Find(string draft)
    {
        lock (_lock)
        {
            return _steps.GetValueOrDefault(draft);
        }
    }
}
