using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Warnings;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>
/// The list of a view, with trends over the month-end states that are kept. A month end never changes, so its photo is taken once, one at a time because a
/// whole state is in memory while it is; the latest few stay.
/// </summary>
internal sealed class EarlyWarnings(TwinRecords records, FigureRows rows) : IDisposable
{
    private readonly ConcurrentDictionary<int, MonthEndPhoto> _photos = new();
    private readonly ConditionalWeakTable<BookView, WarningList> _lists = [];
    private readonly ConditionalWeakTable<BookView, WarningList> _turning = [];
    private readonly SemaphoreSlim _taking = new(1, 1);

    /// <summary>Month ends before a day, latest first: at most as many as trends look back over, without a gap.</summary>
    public async Task<MonthEndPhoto[]> BeforeAsync(int day, CancellationToken leaving)
    {
        var kept = rows.StateDays(day - 1).ToHashSet();
        var photos = new List<MonthEndPhoto>();
        for (var month = SimMonth.Of(day) - 1; photos.Count < BorrowerSigns.MonthsBack && kept.Contains(SimMonth.LastDay(month)); month--)
        {
            photos.Add(await PhotoAsync(SimMonth.LastDay(month), leaving));
        }

        foreach (var old in _photos.Keys.Where(known => SimMonth.Of(known) < SimMonth.Of(day) - BorrowerSigns.MonthsBack - 1))
        {
            _photos.TryRemove(old, out _);
        }

        return [.. photos];
    }

    public WarningList Of(BookView view, MonthEndPhoto[] before)
        => _lists.GetValue(view, _ => WarningList.Of(view.World.Book, view.Day, before, WarningScore.Default));

    /// <summary>Those who still pay on time, by their trend.</summary>
    public WarningList TurningOf(BookView view, MonthEndPhoto[] before)
        => _turning.GetValue(view, _ => WarningList.TurningOf(view.World.Book, view.Day, before));

    /// <summary>The answer that a page and a program get alike.</summary>
    public async Task<WarningsView> AnswerAsync(BookView view, WarningQuestion question, CancellationToken leaving)
    {
        var before = await BeforeAsync(view.Day, leaving);
        return WarningsView.Of(view, question, question.IsTurning ? TurningOf(view, before) : Of(view, before), before.Length);
    }

    public void Dispose() => _taking.Dispose();

    private async Task<MonthEndPhoto> PhotoAsync(int day, CancellationToken leaving)
    {
        if (_photos.TryGetValue(day, out var known))
        {
            return known;
        }

        await _taking.WaitAsync(leaving);
        try
        {
            return _photos.GetOrAdd(day, Take);
        }
        finally
        {
            _taking.Release();
        }
    }

    private MonthEndPhoto Take(int day)
    {
        using var lender = records.ReadLender(day);
        return MonthEndPhoto.Of(lender.World.Book, day);
    }
}
