using System.Runtime.InteropServices;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Benchmarks;

/// <summary>The hardware a figure was taken on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return $"{model}, {Environment.ProcessorCount} cores, {Lanes.Resolve(LaneWidth.Widest)} lanes, {RuntimeInformation.FrameworkDescription}, load average {load}";
    }
}
