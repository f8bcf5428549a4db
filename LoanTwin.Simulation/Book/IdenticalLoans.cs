using System.Collections.Immutable;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Book;

/// <summary>
/// A homogeneous book: new loans of one product to its average borrower, all on time. The one book whose default rate a one-factor law
/// describes. Seasons are flat and the average borrower's log risk is zero, so in a neutral economy nothing moves but luck.
/// </summary>
public static class IdenticalLoans
{
    /// <summary>A card is drawn to a third of its limit.</summary>
    public const int LimitPerBalance = 3;

    public static LoanBook Of(Product product, int loans, DateOnly day, int anchor)
    {
        var calm = Calm(product);
        var book = new LoanBook(ProductCatalogue.Create([calm]).Value);
        var origination = LastDueDay(day, anchor);
        book.Shelves[0].Reserve(loans);
        for (var slot = 0; slot < loans; slot++)
        {
            // A loan of our own making that the door refuses is a bug, so Value may throw.
            _ = book.Add(Loan(calm, origination, anchor, slot)).Value;
        }

        return book;
    }

    private static Product Calm(Product product)
    {
        ImmutableArray<double> flat = [.. Enumerable.Repeat(1.0, 12)];
        return product with { Season = flat, Risk = product.Risk with { Level = 0 }, Card = product.Card is { } card ? card with { SpendSeason = flat } : null };
    }

    private static NewLoan Loan(Product product, int origination, int anchor, int slot)
    {
        var average = product.Risk;
        var cents = (long)(average.Principal * 100);
        var rate = new AnnualRate((int)Math.Round(average.AnnualRate * AnnualRate.One));
        var isCard = product.Card is not null;
        var term = isCard ? 0 : (int)average.TermMonths;
        return new NewLoan
        {
            Id = LoanId.Of(origination, 0, slot),
            Product = 0,
            OriginationDay = origination,
            Anchor = anchor,
            Amount = cents,
            Balance = cents,
            AnnualRate = (int)Math.Round(average.AnnualRate * AnnualRate.One),
            Term = term,
            Payment = isCard ? 0 : LevelPayment.Of(cents, rate, term).RoundedCents,
            CreditLimit = isCard ? cents * LimitPerBalance : 0,
            MonthlySpend = product.Card is { } card ? SteadySpend(product, card, cents) : 0,
            CollateralValue = product.IsSecured ? (long)(cents / average.Ltv) : 0,
            Score = (int)average.Score,
            Dti = average.Dti,
            Grade = 2,
            Income = average.Income,
            EmploymentMonths = 60,
        };
    }

    /// <summary>Spending that keeps a revolver's balance where it is.</summary>
    private static long SteadySpend(Product product, CardTerms card, long cents)
        => (long)(cents * (1 - ((1 + ((product.AnnualFee + product.Risk.AnnualRate) / 12)) * (1 - (card.RevolverPaysPerMille / 1000.0)))));

    private static int LastDueDay(DateOnly day, int anchor)
    {
        DateOnly DueIn(DateOnly month) => new(month.Year, month.Month, Math.Min(anchor, DateTime.DaysInMonth(month.Year, month.Month)));
        var due = DueIn(day);
        return (due <= day ? due : DueIn(day.AddMonths(-1))).DayNumber;
    }
}
