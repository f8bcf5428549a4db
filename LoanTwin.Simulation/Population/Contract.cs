using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Population;

/// <summary>The loan that a person and a price make, on its first day. A card opens with what it will be drawn at, moved over from another lender.</summary>
public static class Contract
{
    /// <param name="valueIndex">The collateral index of the product on the day.</param>
    public static NewLoan Of(Product product, int place, in Person person, in PriceBuildUp price, long id, DateOnly day, double valueIndex)
    {
        var rate = price.Rate;
        var loan = new NewLoan
        {
            Id = id,
            Product = place,
            CustomerId = id,
            OriginationDay = day.DayNumber,
            Anchor = day.Day,
            Amount = person.Amount,
            AnnualRate = rate.TenMillionths,
            FundingBase = (int)Math.Round(price.BaseRate * AnnualRate.One),
            Term = person.Term,
            Balance = person.Drawn(product),
            Score = person.Score,
            Dti = person.Dti,
            Grade = person.Grade,
            Income = person.Income,
            EmploymentMonths = person.EmploymentMonths,
            Delinquencies = person.Delinquencies,
            Bankruptcies = person.Bankruptcies,
            Region = person.Region,
            Ownership = person.Ownership,
            Profession = person.Profession,
            Purpose = person.Purpose,
            CollateralValue = person.Ltv == 0 ? 0 : (long)(person.Amount / person.Ltv),
            ValueIndex = valueIndex,
        };
        return product.Card is { } card
            ? Card(product, card, loan, person)
            : loan with { Payment = LevelPayment.Of(loan.Amount, rate, loan.Term).RoundedCents };
    }

    /// <summary>Spending that keeps the balance of a card where it is: next = balance x growth x (1 - pays) + spend.</summary>
    public static long SteadySpend(Product product, CardTerms card, long balance, AnnualRate rate, bool isTransactor)
    {
        var pays = (isTransactor ? card.TransactorPaysPerMille : card.RevolverPaysPerMille) / 1000.0;
        var growth = 1 + (product.AnnualFee / 12) + (isTransactor ? 0 : rate.TenMillionths / (12.0 * AnnualRate.One));
        return (long)Math.Max(0, balance * (1 - (growth * (1 - pays))));
    }

    private static NewLoan Card(Product product, CardTerms card, in NewLoan loan, in Person person)
        => loan with
        {
            CreditLimit = loan.Amount,
            IsTransactor = person.IsTransactor,
            MonthlySpend = SteadySpend(product, card, loan.Balance, new(loan.AnnualRate), person.IsTransactor),
        };
}
