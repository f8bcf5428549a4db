using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Stress;

/// <summary>Other factors held, a shift of unemployment or of house prices that never shrinks along the path never lowers what is expected to default so far.</summary>
public class MonotoneStressTests
{
    private const int Months = 27;
    private static readonly DateOnly LastDay = new(2028, 3, 31);
    private static readonly int First = 2026 * 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Cumulative_defaulted_balance_never_falls(int part)
    {
        for (var at = 0; at < 25; at++)
        {
            var random = new Random((1000 * part) + at);
            var calm = Path(random);
            var shifts = Shifts(random, out var isHouses);
            using var world = World(random, calm);
            using var worse = world.Under(Shifted(calm, shifts, isHouses));

            var (a, b) = (Run(world), Run(worse));

            var (before, after) = (0.0, 0.0);
            for (var month = First; month < First + Months; month++)
            {
                before += Sum(a, month);
                after += Sum(b, month);
                Assert.True(after >= before - (1e-9 * Math.Max(1, before)), $"part {part}, book {at}, {(isHouses ? "houses" : "unemployment")}, month {month - First}: {after} below {before}");
            }
        }
    }

    private static World World(Random random, MarketPath market)
        => new(StartingBook.Create(random.Next(20, 400), (ulong)random.Next(1, int.MaxValue), new(2025, 12, 31)), market, 1, new DateOnly(2025, 12, 31).DayNumber, hasLatent: false);

    private static HorizonOutcome Run(World world) => Horizon.Run(world, new() { Question = "monotone", LastDay = LastDay, Behaviour = Behaviour.Expected, HasLatent = false }).Value;

    private static double Sum(HorizonOutcome outcome, int month) => Enumerable.Range(0, 5).Sum(place => outcome.Of(0, place, Flow.DefaultedBalance, month));

    private static MarketPath Path(Random random)
        => History.Path.Continued(MarketModel.Default, RandomKey.Future((ulong)random.Next(), "monotone", 0), First + Months);

    private static double[] Shifts(Random random, out bool isHouses)
    {
        isHouses = random.Next(2) == 0;
        var (level, shifts) = (0.0, new double[Months + 1]);
        for (var i = 0; i < shifts.Length; i++)
        {
            level += random.NextDouble() < .3 ? random.NextDouble() * (isHouses ? .04 : .01) : 0;
            shifts[i] = level;
        }

        return shifts;
    }

    private static MarketPath Shifted(MarketPath path, double[] shifts, bool isHouses)
        => MarketPath.Create(path.FirstMonth, [.. path.States.Select((state, i) => path.FirstMonth + i < First
            ? state
            : isHouses
                ? state with { HousePriceIndex = state.HousePriceIndex * Math.Exp(-shifts[path.FirstMonth + i - First]) }
                : state with { Unemployment = Math.Min(.5, state.Unemployment + shifts[path.FirstMonth + i - First]) })]).Value;
}
