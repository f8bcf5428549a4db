#pragma warning disable IDE0011
using System.Diagnostics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

var day = new DateOnly(2026, 1, 1);
var last = new DateOnly(2028, 3, 31);
var seed = ulong.Parse(args.ElementAtOrDefault(0) ?? "1");
var book = SyntheticBook.Create(int.Parse(args.ElementAtOrDefault(2) ?? "5000"), seed, day);
var world = new World(book, MarketPath.Neutral(2025 * 12, 120), seed, day.DayNumber, hasLatent: false);
var n = int.Parse(args.ElementAtOrDefault(1) ?? "800");
var s = Horizon.Run(world, new HorizonPlan { Question = "bench", LastDay = last, Futures = n, Threads = 1 }).Value;
var e = Horizon.Run(world, new HorizonPlan { Question = "bench", LastDay = last, Threads = 1, Behaviour = Behaviour.Expected }).Value;
foreach (var flow in Enum.GetValues<Flow>())
{
    Console.Write($"{flow,-18}");
    for (var p = 0; p < 5; p++)
    {
        double sm = 0, em = 0;
        var per = new double[n];
        for (var m = s.FirstMonth; m < s.FirstMonth + s.Months; m++)
        {
            em += e.Of(0, p, flow, m);
            for (var f = 0; f < n; f++) per[f] += s.Of(f, p, flow, m);
        }
        var est = LoanTwin.Simulation.Statistics.Estimate.Of(per); sm = est.Mean;
        Console.Write($" {em / sm - 1,9:P3} z{(em - sm) / est.StandardError,6:F1}");
    }
    Console.WriteLine();
}
foreach (var flow in new[] { Flow.DefaultEvents, Flow.LossBooked })
{
    double z2 = 0; int c = 0; double mz = 0;
    for (var p = 0; p < 5; p++) for (var m = s.FirstMonth; m < s.FirstMonth + s.Months; m++)
    {
        var est = s.Mean(p, flow, m);
        if (est.StandardError > 0) { var z = (e.Of(0, p, flow, m) - est.Mean) / est.StandardError; z2 += z * z; c++; mz = Math.Max(mz, Math.Abs(z)); }
    }
    Console.WriteLine($"{flow} mean z2 {z2 / c:F3} of {c} max {mz:F1}");
}
var tot = s.MeanTotal(Flow.LossBooked);
Console.WriteLine($"total loss expected/sampled-1 {e.Total(0, Flow.LossBooked) / tot.Mean - 1:P3} se {tot.StandardError / tot.Mean:P3}");
for (var k = 0; k < 8; k++)
{
var sw = Stopwatch.StartNew();
e = Horizon.Run(world, new HorizonPlan { Question = "bench", LastDay = last, Threads = 1, Behaviour = Behaviour.Expected }).Value;
Console.WriteLine($"expected {sw.Elapsed.TotalMilliseconds} ms, {e.LoanMonths / sw.Elapsed.TotalSeconds / 1e6:F1} M/s");
}
return 0;
