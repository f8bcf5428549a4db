using System.Diagnostics;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Twin;

/// <summary>Runs the twin in the background: opens it, then one day after another at the pace that is set, as long as the program lives.</summary>
internal sealed class TwinService(LivingTwin twin, TwinClock clock, TwinPriority priority, IHostApplicationLifetime life, ILogger<TwinService> log) : BackgroundService
{
    private const int MostFailures = 3;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile string? _trouble;
    private bool _isOpen;

    /// <summary>Why no days go by although they should; nothing when all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; private set; }

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

    /// <summary>The same for somebody who does not wait long for a day that is being stored: nothing after that time.</summary>
    public async Task<T?> TryReadAsync<T>(Func<Simulation.Lenders.Lender, T> read, TimeSpan patience, CancellationToken leaving) where T : class
    {
        if (!await _gate.WaitAsync(patience, leaving))
        {
            return null;
        }

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
            _isOpen = true;
            log.Opened($"{DateOnly.FromDayNumber(twin.Lender.World.Day):O}", Math.Round(opening.Elapsed.TotalSeconds, 1));
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Who waits for days is told now; the server would wait for that answer.
            clock.Fail(new StorageException(StorageFault.Stopped, "the program is stopping"));
            log.Stopped();
        }
        catch (Exception failure) when (!_isOpen && failure is StorageException or InvalidDataException)
        {
            // Without its first picture there is nothing to show: one line, and whoever started the program decides.
            ExitCode = failure is StorageException { Fault: not StorageFault.Refused } ? StorageException.FailedExitCode : StorageException.RefusedExitCode;
            await Console.Error.WriteLineAsync(failure.Message.ReplaceLineEndings(" "));
            life.StopApplication();
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
                using var today = priority.BeginDay();
                await twin.LiveDayAsync(CancellationToken.None); // a day that has begun is stored before the program ends
                if (_trouble is not null)
                {
                    log.StoredAgain();
                }

                (failures, _trouble) = (0, null);
                TwinMeter.Note(twin.Latest!);
                clock.Note();
            }
            catch (StorageException failure)
            {
                // The day is kept; when the disk works again it is stored and shown.
                _trouble = TwinTrouble.TextOf(failure);
                log.NotStored(failure.Message);
            }
            catch (Exception failure)
            {
                failures++;
                Recover(failure, failures);
            }
            finally
            {
                _gate.Release();
            }

            if (_trouble is not null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stopping); // outside of the gate: reads go on
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
