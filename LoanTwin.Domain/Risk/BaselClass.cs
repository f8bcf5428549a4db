namespace LoanTwin.Domain.Risk;

/// <summary>The exposure class of the standardised approach a product falls into.</summary>
public enum BaselClass
{
    Retail,
    SmallBusiness,
    ResidentialMortgage,
}
