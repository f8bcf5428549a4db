using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Attribution;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Insights;

/// <summary>
/// Photos of the book's risk, taken only when somebody asks: of the living twin between two days, of a past day from the kept state before it
/// and what was lived since. The last few are remembered.
/// </summary>
internal sealed class Photos(TwinService twin, Store store, FigureRows rows, LiveFeed feed) : IDisposable
{
    private const int MostKept = 4;
    private readonly SemaphoreSlim _taking = new(1, 1);
    private readonly LinkedList<RiskPhoto> _kept = new();

    /// <summary>The first day whose loans are kept: nothing can be said loan by loan of an earlier one.</summary>
    public DateOnly? FirstDay => rows.StateDays(int.MaxValue) is [var first, ..] ? DateOnly.FromDayNumber(first) : null;

    /// <summary>Nothing for a day whose loans are not kept, or while the twin is not open.</summary>
    public async Task<RiskPhoto?> OfAsync(DateOnly day, CancellationToken leaving)
    {
        await _taking.WaitAsync(leaving);
        try
        {
            if (_kept.FirstOrDefault(photo => photo.Date == day) is { } known)
            {
                _kept.Remove(known);
                _kept.AddFirst(known);
                return known;
            }

            if (await TakeAsync(day, leaving) is not { } photo)
            {
                return null;
            }

            _kept.AddFirst(photo);
            if (_kept.Count > MostKept)
            {
                _kept.RemoveLast();
            }

            return photo;
        }
        finally
        {
            _taking.Release();
        }
    }

    public void Dispose() => _taking.Dispose();

    private async Task<RiskPhoto?> TakeAsync(DateOnly day, CancellationToken leaving)
    {
        if (feed.Latest is not { } latest || day > latest.Day)
        {
            return null;
        }

        var live = await twin.ReadAsync(lender => lender.World.Day == day.DayNumber ? RiskPhoto.Of(lender) : null, leaving);
        return live ?? await Task.Run(() => FromState(day.DayNumber), leaving);
    }

    private RiskPhoto? FromState(int day)
    {
        if (rows.StateDays(day) is not [.., var state])
        {
            return null;
        }

        using var reader = store.Database.OpenReader();
        using var lender = new StoredTwin(reader).LiveTo(state, day);
        return RiskPhoto.Of(lender);
    }
}
