using System.Collections.Immutable;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Stress;

/// <summary>Loss of today's loans of one segment over the horizon, in cents, in both worlds.</summary>
public sealed record SegmentLoss(string By, string Key, double Balance, double Baseline, double Stressed);

/// <summary>Where a scenario hurts, loan by loan and added up: by product, by region, and by year of origination.</summary>
public static class SegmentLosses
{
    public static ImmutableArray<SegmentLoss> Of(StressBench bench, StressQuestion question, CancellationToken cancel = default)
    {
        var world = bench.Lender.World;
        var rows = bench.RowsOf(question);
        var baseline = Losses(question.Baseline, Overlays.None);
        var stressed = Losses(question.Scenario, question.Overlays);
        var sums = new SortedDictionary<(string By, string Key), (double Balance, double Baseline, double Stressed)>();
        foreach (var shelf in world.Book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var calm = baseline.Shelves[shelf.Place].Loss[row];
                var hit = rows is null || rows(shelf.Place, row) ? LossOf(shelf, row) : calm;
                Add(("product", shelf.Product.Key), shelf.Moving.Balance[row], calm, hit);
                Add(("region", Traits.Regions[shelf.Fixed.Region[row]]), shelf.Moving.Balance[row], calm, hit);
                Add(("vintage", $"{DateOnly.FromDayNumber(shelf.Fixed.OriginationDay[row]).Year}"), shelf.Moving.Balance[row], calm, hit);
            }
        }

        return [.. sums.Select(entry => new SegmentLoss(entry.Key.By, entry.Key.Key, entry.Value.Balance, entry.Value.Baseline, entry.Value.Stressed))];

        double LossOf(Shelf shelf, int row) => question.Overlays.LossGivenDefault * stressed.Shelves[shelf.Place].Loss[row];

        Outlook Losses(Domain.Economy.Scenario? scenario, Overlays overlays)
        {
            var last = bench.LastMonth(question.Quarters);
            return Outlook.Of(world, last - SimMonth.Of(world.Day + 1) + 1, bench.Threads, null, bench.Economy(scenario, last), bench.ModelOf(overlays), cancel);
        }

        void Add((string By, string Key) key, double balance, double calm, double hit)
        {
            var sum = sums.GetValueOrDefault(key);
            sums[key] = (sum.Balance + balance, sum.Baseline + calm, sum.Stressed + hit);
        }
    }
}
