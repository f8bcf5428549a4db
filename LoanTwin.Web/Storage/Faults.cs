using System.Diagnostics;

namespace LoanTwin.Web.Storage;

/// <summary>
/// The seam at which tests break storage: it is told before each statement, commit, backup page step and rename, and may throw or end the
/// process there. In service it is <see cref="None"/> and costs one comparison.
/// </summary>
internal sealed class Faults
{
    /// <summary>Set to n in a child process, the n-th step kills it, as kill -9 would; set to day:n, the n-th step of that phase.</summary>
    public const string KillVariable = "LOANTWIN_KILL_AT";

    public const string Day = "day";
    public const string Inbox = "inbox";
    public const string Backup = "backup";
    public const string Migration = "migration";

    public static readonly Faults None = new(null);

    private readonly Action<long, string>? _strike;
    private readonly AsyncLocal<string?> _phase = new();
    private long _steps;

    private Faults(Action<long, string>? strike) => _strike = strike;

    /// <summary>Steps told so far: run a path once unharmed to learn how many there are.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    public static Faults By(Action<long, string> strike) => new(strike);

    /// <summary>Counts and never strikes.</summary>
    public static Faults Counting() => new(static (_, _) => { });

    /// <summary>Fails the n-th step and, as a dead disk would, every later one.</summary>
    public static Faults FailFrom(long n, StorageFault fault = StorageFault.Failed)
        => new((step, name) => { if (step >= n) { throw new StorageException(fault, $"struck at step {step}, {name}"); } });

    /// <summary>Fails the n-th step alone.</summary>
    public static Faults FailAt(long n, StorageFault fault = StorageFault.Failed)
        => new((step, name) => { if (step == n) { throw new StorageException(fault, $"struck at step {step}, {name}"); } });

    public static Faults FromEnvironment() => Environment.GetEnvironmentVariable(KillVariable)?.Split(':') switch
    {
        [var n] when long.TryParse(n, out var step) => KillingAt(null, step),
        [var phase, var n] when long.TryParse(n, out var step) => KillingAt(phase, step),
        _ => None,
    };

    /// <summary>What the steps that this thread tells from now on belong to.</summary>
    public void Enter(string phase)
    {
        if (_strike is not null)
        {
            _phase.Value = phase;
        }
    }

    public void Step(string name)
    {
        if (_strike is not null)
        {
            _strike(Interlocked.Increment(ref _steps), name);
        }
    }

    private static Faults KillingAt(string? phase, long n)
    {
        Faults? faults = null;
        var inPhase = 0L;
        return faults = new((step, name) =>
        {
            var now = faults!._phase.Value ?? "start";
            if (phase is null ? step == n : now == phase && Interlocked.Increment(ref inPhase) == n)
            {
                Kill($"killed in {now} at step {step}: {name}");
            }
        });
    }

    private static void Kill(string line)
    {
        Console.Error.WriteLine(line); // for whoever counts what was hit
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite); // the signal is on its way; nothing more may happen here
    }
}
