using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>Instalments owed when a state is recorded, as a table that lanes can pick from.</summary>
internal static class Instalments
{
    public static readonly double[] OwedByState = [.. Enum.GetValues<PaymentStatus>().Select(status => (double)status.InstalmentsOwed())];
}

/// <summary>The yearly servicing fee is billed in twelfths: half-up(balance x fee in 1e-7 / 12e7).</summary>
internal static class Fees
{
    private static readonly WholeDivision Twelfths = new(12.0 * AnnualRate.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Monthly<T>(T balance, double feeRate) where T : struct, ILanes<T>
        => Twelfths.Floor(T.MultiplyAdd(balance, T.Of(feeRate), T.Of(6.0 * AnnualRate.One)));
}
