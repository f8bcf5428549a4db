using System.ComponentModel;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>The facts that a loan's risk is read from: as they stood at origination, and three of them as they stand now. What is not given is the product's average.</summary>
internal sealed record CascadeFeatures(
    [property: Description("credit score at origination, 300 to 850")] double? Score = null,
    [property: Description("debt to income at origination, fraction")] double? Dti = null,
    [property: Description("0 (best) to 6")] int? Grade = null,
    [property: Description("yearly income")] double? Income = null,
    [property: Description("amount lent")] double? Amount = null,
    [property: Description("fraction a year")] double? AnnualRate = null,
    [property: Description("agreed payments")] int? TermMonths = null,
    [property: Description("months in the present job")] int? EmploymentMonths = null,
    [property: Description("earlier delinquencies")] int? Delinquencies = null,
    [property: Description("earlier bankruptcies")] int? Bankruptcies = null,
    [property: Description("loan to value at origination, fraction; secured products alone")] double? Ltv = null,
    [property: Description("used share of the limit at origination; creditCard alone")] double? Utilisation = null,
    [property: Description("debt to income now; as at origination where not given")] double? CurrentDti = null,
    [property: Description("loan to value now")] double? CurrentLtv = null,
    [property: Description("used share of the limit now")] double? CurrentUtilisation = null,
    [property: Description("months since origination: new loans leave early less often; without it, a seasoned loan")] int? MonthsOnBook = null)
{
    private const double HighestDti = 3;
    private const int AverageGrade = 2;
    private const double AverageEmploymentMonths = 60;

    public static CascadeFeatures Read(JsonFields fields) => new(
        fields.NumberOrNone("score", 300, 850),
        fields.NumberOrNone("dti", 0, HighestDti),
        fields.WholeOrNone("grade", 0, 6),
        fields.NumberOrNone("income", 1, 1e9),
        fields.NumberOrNone("amount", 1, LoanDoor.HighestAmount / 100),
        fields.NumberOrNone("annualRate", 0, LoanDoor.HighestRate / (double)Domain.Lending.AnnualRate.One),
        fields.WholeOrNone("termMonths", 1, LoanDoor.LongestTerm),
        fields.WholeOrNone("employmentMonths", 0, 1_200),
        fields.WholeOrNone("delinquencies", 0, 100),
        fields.WholeOrNone("bankruptcies", 0, 100),
        fields.NumberOrNone("ltv", 0, LoanDoor.HighestLtv),
        fields.NumberOrNone("utilisation", 0, CardTerms.CapShare),
        fields.NumberOrNone("currentDti", 0, HighestDti),
        fields.NumberOrNone("currentLtv", 0, LoanDoor.HighestLtv),
        fields.NumberOrNone("currentUtilisation", 0, CardTerms.CapShare),
        fields.WholeOrNone("monthsOnBook", 0, 1_200));

    /// <summary>What this product has no use for is refused, never ignored.</summary>
    public IEnumerable<Fault> Faults(Product product)
    {
        var (unsecured, noLimit) = ($"nothing: {product.Key} has no collateral", $"nothing: {product.Key} has no limit");
        return new FaultList()
            .Require(product.IsSecured || Ltv is null, "features.ltv", Ltv, unsecured)
            .Require(product.IsSecured || CurrentLtv is null, "features.currentLtv", CurrentLtv, unsecured)
            .Require(product.Card is not null || Utilisation is null, "features.utilisation", Utilisation, noLimit)
            .Require(product.Card is not null || CurrentUtilisation is null, "features.currentUtilisation", CurrentUtilisation, noLimit)
            .Require(product.Card is null || CurrentUtilisation is null || Utilisation is not null, "features.utilisation", null, "the share at origination, where the present one is given")
            .Faults;
    }

    public double LogRisk(RiskCurve curve) => BorrowerRisk.Log(curve, new(
        Score ?? curve.Score,
        Dti ?? curve.Dti,
        Grade ?? AverageGrade,
        Bankruptcies ?? 0,
        Delinquencies ?? 0,
        Income ?? curve.Income,
        Amount ?? curve.Principal,
        AnnualRate ?? curve.AnnualRate,
        TermMonths ?? curve.TermMonths,
        EmploymentMonths ?? AverageEmploymentMonths,
        Ltv ?? curve.Ltv));

    public double DtiRise(RiskCurve curve) => CurrentDti is { } now ? now - (Dti ?? curve.Dti) : 0;

    public double UtilisationOrLtvRise(Product product) => product.Card is not null
        ? CurrentUtilisation - Utilisation ?? 0
        : CurrentLtv is { } now ? now - (Ltv ?? product.Risk.Ltv) : 0;
}
