using System.Diagnostics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

var day = new DateOnly(2026, 1, 1);
var clock = Stopwatch.StartNew();
var book = SyntheticBook.Create(100_000, 1, day);
Console.WriteLine($"made {book.Count} in {clock.ElapsedMilliseconds} ms");
var world = new World(book, MarketPath.Neutral(2025 * 12, 120), 1, day.DayNumber);
#pragma warning disable IDE0011
foreach (var w in new[] { LaneWidth.Eight, LaneWidth.Four, LaneWidth.One })
foreach (var chunk in new[] { 256, 512, 1024, 2048 })
{
    var best = double.MaxValue; HorizonOutcome? o = null;
    for (var k = 0; k < 4; k++)
    {
        clock.Restart();
        o = Horizon.Run(world, new HorizonPlan { Question = "bench", LastDay = new DateOnly(2028, 3, 31), Futures = 4, Threads = 1, Chunk = chunk, Width = w }).Value;
        best = Math.Min(best, clock.Elapsed.TotalSeconds);
    }
    Console.WriteLine($"{w} {chunk}: {o!.LoanMonths / best / 1e6:F1} M loan-months/s; loss {o.MeanTotal(Flow.LossBooked).Mean / 100:N0} of {book.Shelves.Sum(s => s.Moving.Balance[..s.Count].ToArray().Sum()) / 100.0:N0}, events {o.MeanTotal(Flow.DefaultEvents).Mean}");
}
return 0;
