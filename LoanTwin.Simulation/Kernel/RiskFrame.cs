using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Borrower drift, read on due days: risk = exp(origination part + .44 per 100 points of score lost + 1.1 x rise in debt to income + l x rise
/// in LTV + .6 x rise in utilisation), over the cross-section mean of the drift, so that levels stay with the economy. The mean and the price level at which
/// collateral is compared are those of the last measurement; between measurements prices stand still in the drift.
/// </summary>
public readonly record struct RiskFrame(double LogScale, double ValueIndex)
{
    /// <summary>
    /// Points the score stands below its origination level while a state is the latest recorded one. The bureau reads the latest
    /// status alone, which keeps the expected run exact: its memory is the state.
    /// </summary>
    public static readonly double[] PointsLost = [0, 3, 9, 16, 22, 33, 0, 0];

    public static readonly double[] LogRiskOfPointsLost = [.. PointsLost.Select(points => BorrowerRisk.PerHundredPointsLost * points / 100)];

    public static readonly double LogLowest = Math.Log(BorrowerRisk.Lowest);

    public static readonly double LogHighest = Math.Log(BorrowerRisk.Highest);

    /// <summary>The part of a loan's log risk that does not move with its balance, and the part a cent of balance adds.</summary>
    public (double Base, double PerCent) Of(Shelf shelf, int row)
    {
        var terms = shelf.Fixed;
        var log = terms.LogRisk[row] + (BorrowerRisk.PerUnitDti * ((double)shelf.Moving.Dti[row] - terms.Dti[row])) - LogScale;
        if (shelf.Product.Card is not null)
        {
            return (log - (CardTerms.UtilisationSlope * terms.Utilisation[row]), CardTerms.UtilisationSlope / terms.CreditLimit[row]);
        }

        var slope = shelf.Product.Risk.LtvSlope;
        if (slope == 0 || terms.CollateralValue[row] == 0)
        {
            return (log, 0);
        }

        var origination = (double)terms.Amount[row] / terms.CollateralValue[row];
        return (log - (slope * origination), slope / (terms.ValueUnits[row] * ValueIndex));
    }
}
