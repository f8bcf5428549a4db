using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Economy;

/// <summary>A scenario as it comes in from a page, a file or an outside caller; nothing in it has been believed yet.</summary>
public sealed record ProposedScenario(string Name, string Source, IReadOnlyDictionary<string, IReadOnlyList<double?>?> Values)
{
    public Quarter? FirstQuarter { get; init; }

    /// <summary>The index that house prices start from on the scenario's own scale.</summary>
    public double HousePriceBase { get; init; } = 100;
}

/// <summary>The one door for scenarios. Refuses gaps, unknown factors, percent where a fraction is meant and figures out of range, all at once, each by its place.</summary>
public static class ScenarioDoor
{
    public const int MostQuarters = 120;

    public static Result<Scenario> Open(ProposedScenario proposed)
    {
        var faults = new FaultList()
            .Require(!string.IsNullOrWhiteSpace(proposed.Name), "name", proposed.Name, "a name")
            .Require(proposed.Values.Count > 0, "values", "nothing", "at least one factor")
            .RequireRange(proposed.HousePriceBase, MacroFactor.HousePriceIndex.Lowest, MacroFactor.HousePriceIndex.Highest, "housePriceBase");
        var quarters = proposed.Values.Values.Select(path => path?.Count ?? 0).DefaultIfEmpty().Max();
        faults.Require(proposed.Values.Count == 0 || (quarters >= 1 && quarters <= MostQuarters), "quarters", quarters, $"between 1 and {MostQuarters}");
        foreach (var (key, path) in proposed.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            CheckFactor(faults, key, path ?? [], Math.Min(quarters, MostQuarters));
        }

        return faults.Or(() => new Scenario(
            proposed.Name, proposed.Source, proposed.FirstQuarter, proposed.HousePriceBase,
            proposed.Values.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value!.Select(value => value!.Value).ToImmutableArray(), StringComparer.Ordinal)));
    }

    private static void CheckFactor(FaultList faults, string key, IReadOnlyList<double?> path, int quarters)
    {
        if (MacroFactor.Find(key) is not { } factor)
        {
            faults.Require(false, key, "unknown", $"one of {string.Join(", ", MacroFactor.All)}");
            return;
        }

        for (var i = 0; i < quarters; i++)
        {
            CheckValue(faults, factor, i < path.Count ? path[i] : null, $"{key}[{i}]", quarters);
        }
    }

    private static void CheckValue(FaultList faults, MacroFactor factor, double? value, string place, int quarters)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            faults.Require(false, place, value is null ? "nothing" : "NaN", $"a value for each of {quarters} quarters");
        }
        else if (LooksLikePercent(factor, number))
        {
            faults.Require(false, place, number, $"a fraction: {Text((double)((decimal)number / 100))}, not {Text(number)}");
        }
        else
        {
            faults.RequireRange(number, factor.Lowest, factor.Highest, place);
        }
    }

    // Outside the range as it stands, inside it a hundred times smaller: someone wrote percent.
    private static bool LooksLikePercent(MacroFactor factor, double value)
        => factor.Unit == FactorUnit.Fraction && !factor.Accepts(value) && factor.Accepts(value / 100);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
