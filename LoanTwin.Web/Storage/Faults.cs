using System.Diagnostics;

namespace LoanTwin.Web.Storage;

/// <summary>
/// The seam at which tests break storage: it is told before each statement, commit, backup page step and rename, and may throw or end the
/// process there. In service it is <see cref="None"/> and costs one comparison.
/// </summary>
internal sealed class Faults
{
    /// <summary>Set to n in a child process, the n-th step kills it, as kill -9 would.</summary>
    public const string KillVariable = "LOANTWIN_KILL_AT";

    public static readonly Faults None = new(null);

    private readonly Action<long, string>? _strike;
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

    public static Faults FromEnvironment()
        => long.TryParse(Environment.GetEnvironmentVariable(KillVariable), out var n) ? new((step, _) => KillAt(step, n)) : None;

    public void Step(string name)
    {
        if (_strike is not null)
        {
            _strike(Interlocked.Increment(ref _steps), name);
        }
    }

    private static void KillAt(long step, long n)
    {
        if (step == n)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite); // the signal is on its way; nothing more may happen here
        }
    }
}
