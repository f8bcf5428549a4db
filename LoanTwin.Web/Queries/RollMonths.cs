using System.Collections.Concurrent;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Rolls;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>How the loans of each product moved between two month-end states.</summary>
internal sealed record RollMonth(DateOnly From, DateOnly To, StateMoves Moves);

/// <summary>
/// Moves between the month-end states that are kept, counted once and remembered: a closed month never changes. One at a time, since two whole
/// states are in memory while it is done.
/// </summary>
internal sealed class RollMonths(TwinRecords records, FigureRows rows) : IDisposable
{
    private const int MostKnown = 1_000;

    private readonly ConcurrentDictionary<(int From, int To, string Filter), RollMonth> _known = new();
    private readonly SemaphoreSlim _counting = new(1, 1);

    /// <summary>The closed months whose last day lies between two days, oldest first. The opening state of the twin begins the first of them.</summary>
    public Task<IReadOnlyList<RollMonth>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken leaving) => BetweenAsync(from, to, FilterClauses.None, leaving);

    /// <summary>The same of the loans that pass clauses of the contract.</summary>
    public async Task<IReadOnlyList<RollMonth>> BetweenAsync(DateOnly from, DateOnly to, FilterClauses contract, CancellationToken leaving)
    {
        var days = rows.StateDays(to.DayNumber);
        var months = new List<RollMonth>();
        foreach (var (first, last) in days.Zip(days.Skip(1)).Where(pair => pair.Second >= from.DayNumber && pair.Second == SimMonth.LastDay(SimMonth.Of(pair.Second))))
        {
            months.Add(await OfAsync(first, last, contract, leaving));
        }

        return months;
    }

    public void Dispose() => _counting.Dispose();

    private async Task<RollMonth> OfAsync(int first, int last, FilterClauses contract, CancellationToken leaving)
    {
        var question = (first, last, contract.Text);
        if (_known.TryGetValue(question, out var known))
        {
            return known;
        }

        await _counting.WaitAsync(leaving);
        try
        {
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            return _known.GetOrAdd(question, _ => Count(first, last, contract.ContractTest()));
        }
        finally
        {
            _counting.Release();
        }
    }

    private RollMonth Count(int first, int last, Func<Shelf, int, bool> test)
    {
        using var before = records.ReadLender(first);
        using var after = records.ReadLender(last);
        return new(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), StateMoves.Of(before.World.Book, after.World.Book, test));
    }
}
