using System.Collections.Immutable;

namespace LoanTwin.Domain.Economy;

/// <summary>How the figures of a factor are written.</summary>
public enum FactorUnit
{
    /// <summary>A rate or growth a year as a fraction: 5.9 % is 0.059.</summary>
    Fraction,

    /// <summary>A level, such as a house price index.</summary>
    Index,
}

/// <summary>One of the seven factors of kernel.md 5: its key on every page and in every file, its unit and the range outside which a figure is a mistake.</summary>
public sealed record MacroFactor
{
    private MacroFactor(int place, string key, FactorUnit unit, double lowest, double highest)
        => (Place, Key, Unit, Lowest, Highest) = (place, key, unit, lowest, highest);

    public static MacroFactor BaseRate { get; } = new(0, "baseRate", FactorUnit.Fraction, -.05, .30);

    public static MacroFactor Unemployment { get; } = new(1, "unemployment", FactorUnit.Fraction, 0, .50);

    public static MacroFactor GdpGrowth { get; } = new(2, "gdpGrowth", FactorUnit.Fraction, -.60, .60);

    public static MacroFactor Inflation { get; } = new(3, "inflation", FactorUnit.Fraction, -.30, 1);

    public static MacroFactor HousePriceIndex { get; } = new(4, "housePriceIndex", FactorUnit.Index, 1, 10_000);

    public static MacroFactor CreditSpread { get; } = new(5, "creditSpread", FactorUnit.Fraction, -.02, .50);

    public static MacroFactor Volatility { get; } = new(6, "volatility", FactorUnit.Index, 0, 200);

    /// <summary>All seven in the order of the columns of <see cref="EconomicState"/>.</summary>
    public static ImmutableArray<MacroFactor> All { get; } = [BaseRate, Unemployment, GdpGrowth, Inflation, HousePriceIndex, CreditSpread, Volatility];

    /// <summary>Place among the seven, from zero.</summary>
    public int Place { get; }

    public string Key { get; }

    public FactorUnit Unit { get; }

    public double Lowest { get; }

    public double Highest { get; }

    public static MacroFactor? Find(string key) => All.FirstOrDefault(factor => factor.Key == key);

    public bool Accepts(double value) => value >= Lowest && value <= Highest;

    public override string ToString() => Key;
}
