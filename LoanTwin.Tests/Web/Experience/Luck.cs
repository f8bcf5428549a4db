using System.Globalization;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>The seed of what a test draws by chance: LOANTWIN_SEED where it is given, else another one each time. It is always printed.</summary>
internal static class Luck
{
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("LOANTWIN_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;

    public static Random Printed(ITestOutputHelper output)
    {
        output.WriteLine($"seed {Seed}");
        return new(Seed);
    }
}
