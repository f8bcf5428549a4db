using System.Collections.Immutable;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The supervisory scenarios of the Federal Reserve, domestic variables, in the columns of <see cref="PublishedHistory"/>. House prices
/// start from the last actual index that each release knew.
/// </summary>
public static class PublishedScenarios
{
    private const double LastActual2025 = 322.1; // 2024 Q4, as known to the 2025 release
    private const double LastActual2026 = 314.9; // 2025 Q4, as known to the 2026 release

    private const string Release2025 = "Federal Reserve Board, 2025 supervisory scenarios (final), February 2025";
    private const string Release2026 = "Federal Reserve Board, 2026 supervisory scenarios (proposed), December 2025";

    public static Scenario Baseline2025 { get; } = Read("Federal Reserve 2025 baseline", Release2025, LastActual2025, """
        2025Q1 4.3 4.3 2.1 2.8 323.7 1.2 26.7
        2025Q2 4.0 4.3 1.9 2.7 325.4 1.3 26.6
        2025Q3 3.9 4.3 1.9 2.6 327.0 1.5 26.6
        2025Q4 3.8 4.3 1.9 2.6 328.6 1.5 26.8
        2026Q1 3.7 4.3 2.0 2.8 330.2 1.6 27.0
        2026Q2 3.6 4.3 2.0 2.6 331.9 1.7 27.2
        2026Q3 3.6 4.3 2.0 2.4 333.5 1.6 27.4
        2026Q4 3.5 4.3 2.0 2.4 335.2 1.8 27.5
        2027Q1 3.4 4.2 2.0 2.3 336.8 1.8 27.6
        2027Q2 3.4 4.2 2.0 2.2 338.5 1.8 27.8
        2027Q3 3.4 4.2 2.0 2.2 340.2 1.8 27.9
        2027Q4 3.4 4.2 1.9 2.1 341.9 1.8 28.0
        2028Q1 3.4 4.2 1.9 2.2 343.6 1.8 28.1
        """);

    public static Scenario SeverelyAdverse2025 { get; } = Read("Federal Reserve 2025 severely adverse", Release2025, LastActual2025, """
        2025Q1 1.8 5.6 -8.9 2.0 275.1 3.8 60.0
        2025Q2 0.1 6.8 -6.7 1.5 255.2 4.7 65.0
        2025Q3 0.1 8.1 -8.0 1.3 239.9 5.0 57.3
        2025Q4 0.1 9.2 -5.9 1.3 228.9 4.9 51.2
        2026Q1 0.1 9.7 -1.8 1.4 222.0 4.8 46.4
        2026Q2 0.1 9.9 0.6 1.4 217.5 4.6 42.6
        2026Q3 0.1 10.0 0.9 1.4 214.4 4.2 39.5
        2026Q4 0.1 9.5 6.4 1.5 220.4 3.8 37.1
        2027Q1 0.1 9.0 6.0 1.5 226.5 3.3 35.2
        2027Q2 0.1 8.6 5.7 1.5 232.6 3.1 33.7
        2027Q3 0.1 8.2 5.3 1.6 238.6 2.7 32.6
        2027Q4 0.1 7.8 5.0 1.6 244.7 2.4 31.6
        2028Q1 0.1 7.5 4.8 1.6 250.6 2.0 30.9
        """);

    public static Scenario Baseline2026 { get; } = Read("Federal Reserve 2026 baseline (proposed)", Release2026, LastActual2026, """
        2026Q1 3.8 4.6 1.4 2.9 313.6 1.4 23.3
        2026Q2 3.6 4.6 1.8 2.6 313.0 1.4 23.5
        2026Q3 3.4 4.6 1.9 2.5 312.5 1.5 23.8
        2026Q4 3.3 4.5 1.9 2.4 312.4 1.5 24.0
        2027Q1 3.3 4.5 2.0 2.2 312.5 1.5 24.2
        2027Q2 3.3 4.4 2.0 2.2 312.9 1.5 24.4
        2027Q3 3.3 4.4 2.0 2.2 313.4 1.6 24.6
        2027Q4 3.3 4.3 2.0 2.2 313.9 1.6 24.7
        2028Q1 3.3 4.3 2.0 2.2 314.3 1.6 24.9
        2028Q2 3.2 4.3 2.0 2.2 315.0 1.5 25.0
        2028Q3 3.2 4.2 2.0 2.2 315.7 1.6 25.1
        2028Q4 3.1 4.2 2.0 2.2 316.5 1.6 25.2
        2029Q1 3.1 4.2 1.9 2.2 317.5 1.6 25.3
        """);

    public static Scenario SeverelyAdverse2026 { get; } = Read("Federal Reserve 2026 severely adverse (proposed)", Release2026, LastActual2026, """
        2026Q1 2.5 5.9 -6.1 2.9 295.5 4.4 58.8
        2026Q2 0.1 7.2 -5.0 2.1 277.1 5.5 72.0
        2026Q3 0.1 8.2 -3.8 1.3 267.6 5.7 70.8
        2026Q4 0.1 9.0 -2.7 1.2 258.4 5.5 66.5
        2027Q1 0.1 9.5 -1.5 1.2 249.4 5.1 62.3
        2027Q2 0.1 9.9 -0.2 1.1 240.9 4.7 58.0
        2027Q3 0.1 10.0 1.1 1.1 232.8 4.3 53.8
        2027Q4 0.1 9.8 2.9 1.1 225.0 3.9 49.5
        2028Q1 0.1 9.4 3.9 1.1 228.4 3.5 45.3
        2028Q2 0.1 9.1 3.9 1.2 232.0 3.1 41.0
        2028Q3 0.1 8.7 3.9 1.2 235.7 2.7 36.8
        2028Q4 0.1 8.4 3.9 1.3 239.4 2.3 32.5
        2029Q1 0.1 8.0 3.9 1.3 243.2 1.8 28.2
        """);

    public static ImmutableArray<Scenario> All { get; } = [Baseline2025, SeverelyAdverse2025, Baseline2026, SeverelyAdverse2026];

    private static Scenario Read(string name, string source, double housePriceBase, string table)
        => ScenarioDoor.Open(FedScenarioFile.Proposed(name, source, QuarterTable.Read(table), housePriceBase)).Value;
}
