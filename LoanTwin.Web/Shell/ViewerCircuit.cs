using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LoanTwin.Web.Shell;

/// <summary>A browser that is gone keeps no subscription, although its circuit waits some minutes for it to come back.</summary>
internal sealed class ViewerCircuit(Viewer viewer, OpenCircuits circuits) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Add(1);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        viewer.Begin();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        viewer.End();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Add(-1);
        return Task.CompletedTask;
    }
}

/// <summary>How many circuits this process holds, those that wait for their browser included.</summary>
internal sealed class OpenCircuits
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(int number) => Interlocked.Add(ref _count, number);
}
