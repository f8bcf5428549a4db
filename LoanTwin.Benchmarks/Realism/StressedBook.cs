using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Realism;

/// <summary>The book of a lender, closed, under the severely adverse path for nine quarters in expectation.</summary>
internal sealed class StressedBook : IDisposable
{
    private const int Months = 27;
    private readonly World _world;
    private readonly HorizonOutcome _outcome;

    private StressedBook(World world, HorizonOutcome outcome) => (_world, _outcome) = (world, outcome);

    public static StressedBook Severe(Lender lender)
    {
        var world = lender.World.Under(ScenarioOverlay.Of(lender.World.Market, lender.World.Day, PublishedScenarios.SeverelyAdverse2026, lender.World.Economy!));
        var last = SimMonth.LastDay(SimMonth.Of(world.Day) + Months - 1);
        var outcome = Horizon.Run(world, new HorizonPlan { Question = "severe", LastDay = DateOnly.FromDayNumber(last), Behaviour = Behaviour.Expected, HasLatent = false });
        return new(world, outcome.Value);
    }

    public double Loss(int place) => Sum(place, Flow.LossBooked);

    public double CashLoss(int place) => Sum(place, Flow.ChargedOff) - Sum(place, Flow.Recovered);

    public double Opening(int place)
    {
        var balance = 0.0;
        foreach (var cents in _world.Book.Shelves[place].Moving.Balance[.._world.Book.Shelves[place].Count])
        {
            balance += cents;
        }

        return balance;
    }

    public void Dispose() => _world.Dispose();

    private double Sum(int place, Flow flow) => Enumerable.Range(_outcome.FirstMonth, Months).Sum(month => _outcome.Of(0, place, flow, month));
}
