#pragma warning disable IDE0011
using System.Diagnostics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

var day = new DateOnly(2026, 1, 1);
foreach (var what in args.Length > 0 ? args : ["mix", "consumer", "auto", "mortgage", "business", "creditCard"])
{
    var book = what == "mix" ? SyntheticBook.Create(50_000, 1, day) : SyntheticBook.OfOne(what, 50_000, 1, day);
    var world = new World(book, MarketPath.Neutral(2025 * 12, 120), 1, day.DayNumber);
    var best = double.MaxValue; HorizonOutcome? o = null;
    for (var k = 0; k < 4; k++)
    {
        var t0 = Process.GetCurrentProcess().TotalProcessorTime;
        o = Horizon.Run(world, new HorizonPlan { Question = "bench", LastDay = new DateOnly(2028, 3, 31), Futures = 64, Threads = 1 }).Value;
        best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - t0).TotalSeconds);
    }
    Console.WriteLine($"{what}: {o!.LoanMonths / best / 1e6:F1} M loan-months/s; {best / o.LoanMonths * 1e9:F2} ns");
}
return 0;
