using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>Recoveries in expectation: evenly over half to one and a half times the lag after a charge-off in the middle of its month.</summary>
internal static class ExpectedRecovery
{
    /// <summary>Adds the recoveries of all charge-offs of one product to its sums, laid out by flow and month.</summary>
    public static void Spread(Product product, Span<double> sums, int months)
    {
        var chargedOff = sums.Slice((int)Flow.ChargedOff * months, months);
        var loss = sums.Slice((int)Flow.LossBooked * months, months);
        var recovered = sums.Slice((int)Flow.Recovered * months, months);
        for (var month = 0; month < months; month++)
        {
            Spread(product.Loss.RecoveryLagMonths, month + .5, chargedOff[month] - loss[month], recovered);
        }
    }

    private static void Spread(double lag, double from, double amount, Span<double> recovered)
    {
        var (first, last) = (from + (.5 * lag), from + (1.5 * lag));
        for (var month = (int)first; month < Math.Min(recovered.Length, last); month++)
        {
            recovered[month] += amount * (lag == 0 ? 1 : Math.Max(0, Math.Min(month + 1, last) - Math.Max(month, first)) / lag);
        }
    }
}
