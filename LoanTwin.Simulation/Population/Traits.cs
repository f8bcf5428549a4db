using System.Collections.Immutable;

namespace LoanTwin.Simulation.Population;

/// <summary>Regions, homes and professions, by their number in the columns. Better scores own more often and sit in steadier professions; none of it enters the price.</summary>
public static class Traits
{
    public const int NewGoods = 1;

    /// <summary>Nine made-up regions of unequal size.</summary>
    public static ImmutableArray<string> Regions { get; } = ["Northmark", "Eastvale", "Lakeland", "Highplain", "Southport", "Deltaland", "Mesaton", "Westridge", "Seacoast"];

    public static ImmutableArray<string> Ownerships { get; } = ["rent", "mortgage", "own"];

    public static ImmutableArray<string> Professions { get; } =
        ["Manager", "Teacher", "Director", "Project manager", "Nurse", "Engineer", "Clerk", "Driver", "Sales", "Craft", "Service", "Other"];

    public static ImmutableArray<string> Purposes { get; } = ["general", "new goods"];

    private static readonly double[] RegionShares = [.05, .13, .14, .06, .19, .06, .12, .07, .18];

    public static int Region(double uniform)
    {
        for (var region = 0; region < RegionShares.Length; region++)
        {
            uniform -= RegionShares[region];
            if (uniform < 0)
            {
                return region;
            }
        }

        return RegionShares.Length - 1;
    }

    public static int Ownership(double uniform, double quality, bool buysHome)
    {
        var rents = buysHome ? 0 : Math.Clamp(.38 - (.10 * quality), .05, .80);
        return uniform < rents ? 0 : uniform < rents + (.7 * (1 - rents)) ? 1 : 2;
    }

    /// <summary>The first four are commoner among better scores.</summary>
    public static int Profession(double uniform, double quality)
    {
        var steady = Math.Clamp(.30 + (.08 * quality), .05, .70);
        return uniform < steady
            ? (int)(uniform / steady * 4)
            : 4 + (int)((uniform - steady) / (1 - steady) * (Professions.Length - 4));
    }
}
