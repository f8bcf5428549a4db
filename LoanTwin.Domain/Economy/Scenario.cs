using System.Collections.Immutable;

namespace LoanTwin.Domain.Economy;

/// <summary>
/// A way the economy might go: for each factor it names, one value a quarter. Factors it does not name follow from the named ones by the
/// market model. Its first quarter is laid on the first calendar quarter that begins on or after the fork day, whatever its own date was.
/// </summary>
public sealed record Scenario
{
    internal Scenario(string name, string source, Quarter? firstQuarter, double houseBase, ImmutableSortedDictionary<string, ImmutableArray<double>> values)
        => (Name, Source, FirstQuarter, HousePriceBase, Values) = (name, source, firstQuarter, houseBase, values);

    public string Name { get; }

    /// <summary>Who published it and when.</summary>
    public string Source { get; }

    /// <summary>The quarter its source gave it, for the reader alone.</summary>
    public Quarter? FirstQuarter { get; }

    /// <summary>The house price index of the day before the scenario, on the scenario's own scale: its last actual index.</summary>
    public double HousePriceBase { get; }

    /// <summary>Values by factor key.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Values { get; }

    public int Quarters => Values.First().Value.Length;

    public IEnumerable<MacroFactor> Named => MacroFactor.All.Where(Names);

    public bool Names(MacroFactor factor) => Values.ContainsKey(factor.Key);

    public ImmutableArray<double> Of(MacroFactor factor) => Values[factor.Key];
}
