using System.Collections.Immutable;

namespace LoanTwin.Simulation.Warnings;

public sealed partial record WarningScore
{
    private static readonly ImmutableArray<double> FittedMeans = [0.0441, 0.03744, 0.01108, 0.00538, 0.03216, 0.01937, 0.00906, -0.01182, -0.38644, 1.14962, 0.15323, 0.0152, 0.00855, 0.01716];

    /// <summary>Fitted by <see cref="WarningFit"/> to the lived quarters of eight lenders of 10,000 loans, seeds 101 to 108; weights in the order of <see cref="WarningSign.All"/>.</summary>
    public static WarningScore Default { get; } = new(
        "lived-quarters/1",
        [-8.4547, -8.68291, -8.21181, -8.558, -8.6435],
        [1.34188, 5.1383, 5.19981, 5.82785, 0.67197, 0.78865, 0.75934, 1.01309, 0.19717, 0.05171, 0.05413, 0.05504, 0.30819, 0.14086],
        FittedMeans);

    /// <summary>The same fit reading only where borrowers stand; what the list is compared with.</summary>
    public static WarningScore LevelOnly { get; } = new(
        "lived-quarters/1 level",
        [-8.54515, -8.77578, -8.29321, -8.64635, -8.40272],
        [1.34516, 5.21856, 5.30767, 5.94331, 0.7444, 0.89622, 0.89411, 1.02051, 0.19741, 0.02282, 0, 0, 0, 0],
        FittedMeans);

    /// <summary>The same fit reading only where borrowers are going.</summary>
    public static WarningScore TrendOnly { get; } = new(
        "lived-quarters/1 trend",
        [-5.31087, -5.69404, -5.7131, -5.71046, -6.86483],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1.55981, 2.07724, 0.26657, 1.53719],
        FittedMeans);
}
