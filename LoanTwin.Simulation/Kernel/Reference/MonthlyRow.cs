using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>The three formulas of a loan's own month (docs/method/cascade.md), from plain figures: its drift, its exit share, its row.</summary>
public static class MonthlyRow
{
    /// <summary>
    /// Log of what a loan's present adds to its risk at origination: score points lost in its state, rise of debt to income, and rise of
    /// utilisation for a card or of loan to value for a secured loan.
    /// </summary>
    public static double LogDrift(Product product, PaymentStatus state, double dtiRise, double utilisationOrLtvRise)
    {
        var drift = BorrowerRisk.PerHundredPointsLost * RiskFrame.PointsLost[(int)state] / 100;
        drift += BorrowerRisk.PerUnitDti * dtiRise;
        return drift + ((product.Card is null ? product.Risk.LtvSlope : CardTerms.UtilisationSlope) * utilisationOrLtvRise);
    }

    /// <summary>The row given no exit: worse p a m, same p k, better p / sqrt(m), over their sum.</summary>
    public static double[] Weights(Product product, PaymentStatus state, TransitionMatrix matrix, double m)
    {
        var from = (int)state;
        var row = new double[TransitionMatrix.To];
        for (var to = 0; to < row.Length; to++)
        {
            var p = matrix[from, to];
            row[to] = to > from ? p * product.Cascade.AdverseOdds[from] * m
                : to == from ? p * product.Cascade.StayOdds[from]
                : p / Math.Sqrt(m);
        }

        var sum = row.Sum();
        return [.. row.Select(weight => weight / sum)];
    }

    /// <summary>Share of loans in this state, so many months on book and at this rate (in 1e-7), that leave early this month.</summary>
    public static double ExitShare(Product product, PaymentStatus state, double age, double rate, in Climate climate)
    {
        var curve = product.Exit;
        var share = curve.Scale * ExitCurve.ByState[(int)state];
        if (state == PaymentStatus.OnTime)
        {
            share *= curve.RampStart + ((1 - curve.RampStart) * Math.Min(age / curve.RampMonths, 1));
        }

        if (curve.Refinances)
        {
            var threshold = Math.Round((climate.MarketRate + .005) * AnnualRate.One);
            share *= 1 + (climate.RefinanceGain * Math.Clamp((rate - threshold) / AnnualRate.One, 0, .02));
        }

        return share;
    }
}
