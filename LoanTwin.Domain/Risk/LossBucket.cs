namespace LoanTwin.Domain.Risk;

/// <summary>
/// Loans that share a one-year default probability and an asset correlation. <see cref="Loss"/> is the sum of what each would lose in a
/// default event (exposure x loss given the event), <see cref="SquaredLoss"/> the sum of the squares of the same amounts.
/// </summary>
public readonly record struct LossBucket(long Count, double Pd, double Correlation, double Loss, double SquaredLoss)
{
    public double ExpectedLoss => Pd * Loss;

    /// <summary>So many equal loans.</summary>
    public static LossBucket OfEqual(long count, double pd, double correlation, double lossEach)
        => new(count, pd, correlation, count * lossEach, count * lossEach * lossEach);

    /// <summary>So many equal and so small loans that luck of their own averages out: Vasicek's limit.</summary>
    public static LossBucket OfVeryMany(double pd, double correlation, double loss) => new(long.MaxValue, pd, correlation, loss, 0);
}
