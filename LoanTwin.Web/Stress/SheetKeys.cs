using LoanTwin.Simulation.Stress;

namespace LoanTwin.Web.Stress;

/// <summary>What a request calls the ways of the balance sheet.</summary>
internal static class SheetKeys
{
    public const string Usual = "runOff";

    private static readonly (string Key, SheetMode Mode)[] All = [(Usual, SheetMode.RunOff), ("static", SheetMode.Static), ("dynamic", SheetMode.Dynamic)];

    public static string Known { get; } = string.Join(", ", All.Select(known => known.Key));

    public static SheetMode? Find(string key) => All.Where(known => known.Key == key).Select(known => (SheetMode?)known.Mode).FirstOrDefault();

    /// <summary>In the reader's words.</summary>
    public static string Words(string key) => key == Usual ? "run-off" : key;

    public static string Key(this SheetMode mode) => All.First(known => known.Mode == mode).Key;
}
