using System.Diagnostics;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Twin;

/// <summary>Runs the twin in the background: opens it, then one day after another at the pace that is set, as long as the program lives.</summary>
internal sealed class TwinService(LivingTwin twin, TwinClock clock, ILogger<TwinService> log) : BackgroundService
{
    private const int MostFailures = 3;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile string? _trouble;

    /// <summary>Why no days go by although they should; nothing when all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>The twin is open and its first figures can be read.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Lets somebody read the lender itself between two days.</summary>
    public async Task<T> ReadAsync<T>(Func<Simulation.Lenders.Lender, T> read, CancellationToken leaving)
    {
        await _gate.WaitAsync(leaving);
        try
        {
            return read(twin.Lender);
        }
        finally
        {
            _gate.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host goes on starting: the first page is up while the twin still opens.
        await Task.Yield();
        try
        {
            var opening = Stopwatch.StartNew();
            await twin.OpenAsync(stoppingToken);
            IsOpen = true;
            log.Opened($"{DateOnly.FromDayNumber(twin.Lender.World.Day):O}", Math.Round(opening.Elapsed.TotalSeconds, 1));
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.Stopped();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (true)
        {
            await clock.WaitAsync(stopping);
            await _gate.WaitAsync(stopping);
            try
            {
                await twin.LiveDayAsync(stopping);
                (failures, _trouble) = (0, null);
                clock.Note();
            }
            catch (StorageException failure) when (failure.Fault is not StorageFault.Stopped)
            {
                // The day is kept; when the disk works again it is stored and shown.
                _trouble = $"storage-{failure.Fault.ToString().ToLowerInvariant()}: {failure.Message}";
                log.NotStored(failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures++;
                Recover(failure, failures);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>A day that failed is undone; after the third time in a row the twin waits for a person.</summary>
    private void Recover(Exception failure, int failures)
    {
        log.DayFailed(failure, failures, MostFailures);
        _trouble = $"a day failed: {failure.Message}";
        if (!TryReopen() || failures >= MostFailures)
        {
            clock.Fail(failure);
        }
    }

    private bool TryReopen()
    {
        try
        {
            twin.Reopen();
            return true;
        }
        catch (Exception failure) when (failure is StorageException or InvalidDataException or SqliteException)
        {
            log.NotReopened(failure);
            _trouble = $"the stored twin could not be opened again: {failure.Message}";
            return false;
        }
    }
}
