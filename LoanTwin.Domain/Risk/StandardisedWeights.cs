namespace LoanTwin.Domain.Risk;

/// <summary>Risk weights of the standardised approach to credit risk (Basel framework CRE20), as far as this lender needs them.</summary>
public static class StandardisedWeights
{
    /// <summary>Regulatory retail (CRE20.68).</summary>
    public const double Retail = .75;

    /// <summary>Retail customers who repay in full each month (CRE20.68).</summary>
    public const double Transactor = .45;

    /// <summary>Unrated small and medium enterprises outside retail (CRE20.47).</summary>
    public const double SmallBusiness = .85;

    /// <summary>Share of an undrawn card limit that counts as drawn: commitments we may cancel at any time (CRE20.94).</summary>
    public const double UndrawnCardConversion = .10;

    /// <summary>A home loan in default (CRE20.107).</summary>
    public const double DefaultedHome = 1;

    private const double ProvisionThreshold = .20;

    /// <summary>
    /// A home loan whose repayment does not hang on rent: the whole loan gets one weight by balance over the value at origination (CRE20.82).
    /// Without a value there is no relief and the loan is retail.
    /// </summary>
    public static double Home(double balance, double originalValue) => originalValue > 0 ? OfLtv(balance / originalValue) : Retail;

    /// <summary>A loan 90 days past due that is no home loan, by specific provisions over its balance (CRE20.104): 100 % from a fifth on, else 150 %.</summary>
    public static double Defaulted(double provisionShare) => provisionShare >= ProvisionThreshold ? 1 : 1.5;

    /// <summary>A card's risk-weighted assets: what is drawn, and a tenth of what is not.</summary>
    public static double CardAssets(double balance, double undrawn, bool isTransactor)
        => (isTransactor ? Transactor : Retail) * (balance + (UndrawnCardConversion * Math.Max(undrawn, 0)));

    private static double OfLtv(double ltv) => ltv switch
    {
        <= .5 => .20,
        <= .6 => .25,
        <= .8 => .30,
        <= .9 => .40,
        <= 1 => .50,
        _ => .70,
    };
}
