using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Rolls;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>A loan that ended a month in another state than it began it in, with its balance in cents at the beginning.</summary>
internal sealed record LoanMove(long Loan, int Month, byte From, byte To, long Balance);

/// <summary>
/// The loans behind a matrix of roll rates: who moved, month by month, out of the states that are kept at month ends. Those who stayed are too
/// many to be listed. A closed month never changes, so its moves are found once.
/// </summary>
internal sealed class RollMoves(TwinRecords records, FigureRows rows) : IDisposable
{
    private const int MostKnown = 200;

    private readonly ConcurrentDictionary<(int Last, string Filter), ImmutableArray<LoanMove>> _known = new();
    private readonly SemaphoreSlim _finding = new(1, 1);

    /// <summary>Moves of the loans that pass clauses of the contract, in the closed months that end between two days, the latest first.</summary>
    public async Task<IReadOnlyList<LoanMove>> BetweenAsync(DateOnly from, DateOnly to, FilterClauses contract, CancellationToken leaving)
    {
        var days = rows.StateDays(to.DayNumber);
        var months = days.Zip(days.Skip(1)).Where(pair => pair.Second >= from.DayNumber && pair.Second == SimMonth.LastDay(SimMonth.Of(pair.Second))).Reverse().ToList();
        await _finding.WaitAsync(leaving);
        try
        {
            return await Task.Run(() => Find(months, contract, leaving), leaving);
        }
        finally
        {
            _finding.Release();
        }
    }

    public void Dispose() => _finding.Dispose();

    private List<LoanMove> Find(List<(int First, int Last)> months, FilterClauses contract, CancellationToken leaving)
    {
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        var (moves, test) = (new List<LoanMove>(), contract.ContractTest());
        foreach (var (first, last) in months)
        {
            leaving.ThrowIfCancellationRequested();
            moves.AddRange(_known.GetOrAdd((last, contract.Text), _ => Of(first, last, test)));
        }

        return moves;
    }

    private ImmutableArray<LoanMove> Of(int first, int last, Func<Shelf, int, bool> test)
    {
        using var before = records.ReadLender(first);
        using var after = records.ReadLender(last);
        return
        [
            .. from move in StateMoves.Each(before.World.Book, after.World.Book, test)
               where move.From != move.To
               select new LoanMove(move.Shelf.Fixed.Id[move.Row], last, move.From, move.To, move.Shelf.Moving.Balance[move.Row]),
        ];
    }
}
