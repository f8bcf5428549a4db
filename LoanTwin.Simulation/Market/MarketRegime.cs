namespace LoanTwin.Simulation.Market;

/// <summary>What one regime adds in a month: the drift of each factor, and the shocks as a lower triangle.</summary>
public sealed record MarketRegime(double[] Drift, double[,] Shock)
{
    /// <summary>Covariance of a month's shocks.</summary>
    public double[,] Covariance => Dense.Times(Shock, Dense.Transposed(Shock));
}
