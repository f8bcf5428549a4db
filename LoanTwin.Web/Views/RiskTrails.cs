using LoanTwin.Simulation.Market;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Views;

/// <summary>
/// Remembers the risk of each kept state: of the living lender while it stands on a month end, else of the state as it was stored. What a view
/// compares itself with is there before the view is, so that an answer depends on its day alone and not on who has looked before.
/// </summary>
internal sealed class RiskTrails(TwinService twin, TwinRecords records, LiveFeed feed) : BackgroundService
{
    private readonly SemaphoreSlim _taking = new(1, 1);
    private volatile RiskTrail _latest = RiskTrail.None;

    public RiskTrail Latest => _latest;

    /// <summary>With what a day is compared with, where that is kept.</summary>
    public async Task<RiskTrail> ReadyAsync(int day, CancellationToken leaving)
    {
        if (!_latest.Knows(SimMonth.FirstDay(SimMonth.Of(day)) - 1) && Compared(day) is { } state)
        {
            await TakeAsync(state, leaving);
        }

        return _latest;
    }

    public override void Dispose()
    {
        base.Dispose();
        _taking.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var isFilled = false;
        try
        {
            await foreach (var picture in feed.WatchAsync(stoppingToken))
            {
                await KeepAsync(picture.Day.DayNumber, stoppingToken);
                if (!isFilled)
                {
                    isFilled = true;
                    await FillAsync(picture.Day.DayNumber, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program is stopping.
        }
    }

    /// <summary>On a month end the living lender is at hand, and a large one is not read again.</summary>
    private async Task KeepAsync(int day, CancellationToken stopping)
    {
        if (day == SimMonth.LastDay(SimMonth.Of(day)) && !_latest.Knows(day) && await twin.ReadAsync(lender => lender.World.Day == day ? MonthEndRisk.Of(lender) : null, stopping) is { } living)
        {
            await AddAsync(day, () => living, stopping);
        }
    }

    /// <summary>The year that was lived before the program was started.</summary>
    private async Task FillAsync(int day, CancellationToken stopping)
    {
        foreach (var state in records.StateDays().Where(state => state < day).TakeLast(RiskTrail.MostMonths).Reverse())
        {
            await TakeAsync(state, stopping);
        }
    }

    private int? Compared(int day)
    {
        var kept = records.StateDays().Where(state => state < day).ToList();
        return kept.Where(state => state < SimMonth.FirstDay(SimMonth.Of(day))).Select(state => (int?)state).LastOrDefault() ?? kept.Select(state => (int?)state).LastOrDefault();
    }

    private Task TakeAsync(int state, CancellationToken leaving) => AddAsync(state, () =>
    {
        using var lender = records.ReadLender(state);
        return MonthEndRisk.Of(lender);
    }, leaving);

    private async Task AddAsync(int day, Func<MonthEndRisk> take, CancellationToken leaving)
    {
        await _taking.WaitAsync(leaving);
        try
        {
            if (!_latest.Knows(day))
            {
                _latest = _latest.With(await Task.Run(take, leaving));
            }
        }
        finally
        {
            _taking.Release();
        }
    }
}
