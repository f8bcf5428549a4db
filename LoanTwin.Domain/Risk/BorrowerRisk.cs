using LoanTwin.Domain.Lending;

namespace LoanTwin.Domain.Risk;

/// <summary>The facts about a borrower that risk is read from, as they stood when the loan was made.</summary>
public readonly record struct BorrowerFacts(
    double Score, double Dti, int Grade, int Bankruptcies, int Delinquencies, double Income, double Principal,
    double AnnualRate, double TermMonths, double EmploymentMonths, double Ltv);

/// <summary>The origination part of a loan's risk (calibration.md 2): the log of its odds against the average borrower of its product.</summary>
public static class BorrowerRisk
{
    public const double PerHundredPointsLost = .44;
    public const double PerUnitDti = 1.1;

    /// <summary>Risk, drift included, is kept inside these bounds (kernel.md 3).</summary>
    public const double Lowest = .2;
    public const double Highest = 3.5;

    /// <summary>
    /// c + .44 (score* - score)/100 + 1.1 (dti - dti*) + .08 (grade - 2) + .25 bankrupt + .10 min(delinquencies, 3) - .10 ln(income/income*)
    /// + .05 ln(principal/principal*) + 1.2 (rate - rate*) + .03 (term - term*)/60 - .03 (min(employment, 120) - 60)/60 + l (ltv - ltv*)
    /// </summary>
    public static double Log(RiskCurve curve, in BorrowerFacts facts)
        => curve.Level
            + (PerHundredPointsLost * (curve.Score - facts.Score) / 100)
            + (PerUnitDti * (facts.Dti - curve.Dti))
            + (.08 * (Math.Min(facts.Grade, 4) - 2))
            + (.25 * Math.Min(facts.Bankruptcies, 1))
            + (.10 * Math.Min(facts.Delinquencies, 3))
            - (.10 * Math.Log(facts.Income / curve.Income))
            + (.05 * Math.Log(facts.Principal / curve.Principal))
            + (1.2 * (facts.AnnualRate - curve.AnnualRate))
            + (.03 * (facts.TermMonths - curve.TermMonths) / 60)
            - (.03 * (Math.Min(facts.EmploymentMonths, 120) - 60) / 60)
            + (curve.LtvSlope * (facts.Ltv - curve.Ltv));
}
