using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Kernel;

/// <summary>Instalments owed when a state is recorded, as a table that lanes can pick from.</summary>
internal static class Instalments
{
    public static readonly double[] OwedByState = [.. Enum.GetValues<PaymentStatus>().Select(status => (double)status.InstalmentsOwed())];
}

/// <summary>The yearly servicing fee is billed in twelfths: half-up(balance x fee in 1e-7 / 12e7).</summary>
internal static class Fees
{
    public const double Unit = 12.0 * AnnualRate.One;
    public const double HalfUnit = Unit / 2;
}
