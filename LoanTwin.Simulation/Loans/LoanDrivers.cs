using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Loans;

/// <summary>One driver of a loan's risk: what the loan is, what is typical, and how much of the probability that is (below zero: it lowers it).</summary>
public sealed record LoanDriver(string Key, string Words, string Typical, double Change);

/// <summary>
/// Why the probability of a default event within 12 months is what it is: that of the product's typical loan in a calm economy, and what each feature of this
/// loan and the economy of the day add to it. The model itself is asked, once for every combination of own and typical features, and each driver is the mean of
/// what it adds over all orders (the Shapley value), so the parts add up exactly and no order is favoured.
/// </summary>
/// <param name="Start">Of the typical loan of the product in a calm economy.</param>
/// <param name="Pd12">Of this loan as the lender has it recorded.</param>
/// <param name="Drivers">The strongest first; <paramref name="Start"/> plus all of them is <paramref name="Pd12"/>.</param>
public sealed record LoanDrivers(double Start, double Pd12, ImmutableArray<LoanDriver> Drivers)
{
    private const int YearMonths = 12;
    private const int MonthsOfHistory = 12;

    /// <param name="row">Of a loan that is running.</param>
    public static LoanDrivers Of(World world, Shelf shelf, int row, TypicalLoan typical)
    {
        ImmutableArray<LoanFeature> features = [.. LoanFeature.All.Where(feature => feature.Applies(shelf.Product))];
        var (today, words) = Ask(world, shelf, row, typical, features, world.Market);
        var month = SimMonth.Of(world.Day);
        var (calm, _) = Ask(world, shelf, row, typical, features, MarketPath.Neutral(month - MonthsOfHistory, 3 * YearMonths));
        double[] values = [.. calm, .. today];
        ImmutableArray<(string Key, string Words, string Typical)> said = [.. words, ("economy", EconomyWords(world.Market, month), "a calm economy")];
        return Divided(values, said);
    }

    /// <summary>Every combination is one loan of a book: bit b set means that feature b is the loan's own.</summary>
    private static (double[] Pds, ImmutableArray<(string Key, string Words, string Typical)> Words) Ask(World world, Shelf shelf, int row, TypicalLoan typical, ImmutableArray<LoanFeature> features, MarketPath market)
    {
        var rows = new int[1 << features.Length];
        Array.Fill(rows, row);
        using var asked = RecordedLoans.Of(world, shelf.Place, rows, market);
        var copies = asked.Book.Shelves[shelf.Place];
        var index = world.Risk[shelf.Place].ValueIndex;
        var own = new OpenLoan(copies, rows.Length - 1, typical, index);
        ImmutableArray<(string, string, string)> words = [.. features.Select(feature => (feature.Key, feature.Words(own), feature.TypicalWords(own)))];
        for (var mask = 0; mask < rows.Length; mask++)
        {
            for (var at = 0; at < features.Length; at++)
            {
                if ((mask & (1 << at)) == 0)
                {
                    features[at].MakeTypical(new(copies, mask, typical, index));
                }
            }
        }

        return ([.. Outlook.Of(asked, YearMonths, 1).Shelves[shelf.Place].Pd12.ToArray().Select(pd => (double)pd)], words);
    }

    private static LoanDrivers Divided(double[] values, ImmutableArray<(string Key, string Words, string Typical)> said)
    {
        var weights = OrderWeights(said.Length);
        var changes = new double[said.Length];
        for (var mask = 0; mask < values.Length; mask++)
        {
            for (var at = 0; at < changes.Length; at++)
            {
                if ((mask & (1 << at)) == 0)
                {
                    changes[at] += weights[BitOperations.PopCount((uint)mask)] * (values[mask | (1 << at)] - values[mask]);
                }
            }
        }

        return new(values[0], values[^1], [.. said.Zip(changes, (one, change) => new LoanDriver(one.Key, one.Words, one.Typical, change)).OrderByDescending(driver => Math.Abs(driver.Change))]);
    }

    /// <summary>Share of all orders in which a driver comes right after a given set of so many others: s! (n - s - 1)! / n!.</summary>
    private static double[] OrderWeights(int drivers)
    {
        var weights = new double[drivers];
        weights[0] = 1.0 / drivers;
        for (var before = 1; before < drivers; before++)
        {
            weights[before] = weights[before - 1] * before / (drivers - before);
        }

        return weights;
    }

    private static string EconomyWords(MarketPath market, int month)
        => string.Create(CultureInfo.InvariantCulture, $"unemployment {market.At(month).Unemployment:0.0 %}, base rate {market.At(month).BaseRate:0.00 %}, growth {market.YearGrowth(month):0.0 %}");
}
