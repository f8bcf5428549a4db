using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Benchmarks.Running;

/// <summary>A process that founds a lender, forks it and says how much memory it has had: no address of the program makes a fork yet.</summary>
internal static class TwinMemory
{
    public static int Print(int loans, ulong seed)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = loans, Seed = seed }).Value;
        using var fork = lender.Fork(RandomKey.Future(seed, "memory", 0));
        for (var day = 0; day < 5; day++)
        {
            lender.LiveDay();
            fork.LiveDay();
        }

        Json.Print(new { loans = lender.World.Book.Count, residentMegabytes = TwinProgram.MegabytesOf(Environment.ProcessId, "VmRSS"), peakMegabytes = TwinProgram.MegabytesOf(Environment.ProcessId, "VmHWM") });
        return 0;
    }
}
