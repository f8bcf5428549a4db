using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Book;

/// <summary>Everything a loan brings into the book on its first day. Money is whole cents, rates are whole 1e-7, ratios are fractions.</summary>
public readonly record struct NewLoan()
{
    public required long Id { get; init; }
    public required int Product { get; init; }
    public long CustomerId { get; init; }
    public required int OriginationDay { get; init; }
    public required int Anchor { get; init; }
    public required long Amount { get; init; }
    public required int AnnualRate { get; init; }

    /// <summary>Months; zero for a card, which has no end.</summary>
    public required int Term { get; init; }

    /// <summary>Level instalment, or the principal part where interest comes on top.</summary>
    public long Payment { get; init; }

    /// <summary>Interest is billed on top of <see cref="Payment"/>: linear loans, and interest-only ones with a payment of zero.</summary>
    public bool InterestOnTop { get; init; }

    /// <summary>Rate is the base rate plus <see cref="Margin"/>, reset each year.</summary>
    public bool IsFloating { get; init; }

    public int Margin { get; init; }

    /// <summary>Base rate in 1e-7 on the day the loan was made: what half of its funding stays at.</summary>
    public int FundingBase { get; init; }
    public long CreditLimit { get; init; }
    public long MonthlySpend { get; init; }
    public bool IsTransactor { get; init; }
    /// <summary>Value of the collateral on the origination day.</summary>
    public long CollateralValue { get; init; }

    /// <summary>The collateral index of the product on the origination day; value later = value x index later / this.</summary>
    public double ValueIndex { get; init; } = 1;
    public required int Score { get; init; }
    public required double Dti { get; init; }
    public required int Grade { get; init; }
    public required double Income { get; init; }
    public int EmploymentMonths { get; init; }
    public int Delinquencies { get; init; }
    public int Bankruptcies { get; init; }
    public int Region { get; init; }
    public int Ownership { get; init; }
    public int Profession { get; init; }
    public int Purpose { get; init; }

    /// <summary>Instalments already behind it, for a loan that enters a book part-way.</summary>
    public int Age { get; init; }

    /// <summary>Balance on entry; the amount for a fresh loan.</summary>
    public required long Balance { get; init; }

    public PaymentStatus Status { get; init; }

    /// <summary>Billed and unpaid on entry, for a loan that comes in late.</summary>
    public long PrincipalDue { get; init; }
    public long InterestDue { get; init; }
    public long FeesDue { get; init; }

    /// <summary>First day of the running default event; zero while performing.</summary>
    public int DefaultDay { get; init; }

    public double Ltv => CollateralValue > 0 ? (double)Amount / CollateralValue : 0;

    public double Utilisation => CreditLimit > 0 ? (double)Balance / CreditLimit : 0;
}
