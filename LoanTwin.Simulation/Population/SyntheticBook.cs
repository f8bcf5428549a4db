using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Population;

/// <summary>
/// A plainly synthetic book of performing loans in the default mix, part-way through their terms, for benchmarks and tests of the kernel.
/// The same seed and size give the same loans.
/// </summary>
public static class SyntheticBook
{
    private const double BaseRate = .0375;

    public static LoanBook Create(int loans, ulong seed, DateOnly day, ImmutableArray<ProductMix>? mix = null)
    {
        var book = new LoanBook(ProductCatalogue.Default);
        foreach (var product in mix ?? ProductMix.Default)
        {
            Fill(book, product, (int)Math.Round(loans * product.Share), RandomKey.Future(seed, "synthetic book", 0), day.DayNumber);
        }

        return book;
    }

    /// <summary>A book of one product only.</summary>
    public static LoanBook OfOne(string product, int loans, ulong seed, DateOnly day)
        => Create(loans, seed, day, [ProductMix.Default.Single(mix => mix.Product == product) with { Share = 1 }]);

    private static void Fill(LoanBook book, ProductMix mix, int count, RandomKey key, int day)
    {
        var place = book.Catalogue.Find(mix.Product).Value;
        var loans = new List<NewLoan>(count);
        for (ulong applicant = 0; loans.Count < count; applicant++)
        {
            if (Draw(book.Catalogue[place], place, mix, new Applicant(key, (applicant << 3) | (uint)place), day, loans.Count) is { } loan)
            {
                loans.Add(loan);
            }
        }

        book.Shelves[place].Reserve(count);
        foreach (var loan in loans.OrderBy(loan => loan.Id))
        {
            // A loan of our own making that the door refuses is a bug, so Value may throw.
            _ = book.Add(loan).Value;
        }
    }

    /// <summary>One applicant's loan, or nothing when policy refuses it.</summary>
    private static NewLoan? Draw(Product product, int place, ProductMix mix, Applicant applicant, int day, int slot)
    {
        var z = applicant.Normal();
        var score = (int)Math.Clamp(mix.ScoreMean + (mix.ScoreSd * z), 300, 850);
        var dti = Math.Clamp(mix.DtiMean + (mix.DtiSd * applicant.Normal()), .01, .6);
        var ltv = mix.LtvMean == 0 ? 0 : Math.Clamp(mix.LtvMean + (mix.LtvSd * applicant.Normal()), .2, 1.6);
        var income = mix.MedianIncome * Math.Exp(mix.LogSdIncome * ((.25 * z) + (.968 * applicant.Normal())));
        var amount = Math.Clamp(mix.MedianAmount * Math.Exp((mix.LogSdAmount * applicant.Normal()) + (mix.AmountPerScore * z)), mix.LowestAmount, mix.HighestAmount);
        var risky = Math.Exp(-(score - 690) / 70.0);
        var loan = new NewLoan
        {
            Id = 0,
            Product = place,
            OriginationDay = day,
            Anchor = 1 + (int)(applicant.Uniform() * 31),
            Amount = (long)Math.Round(amount) * 100,
            AnnualRate = 0,
            Term = TermOf(mix, applicant.Uniform()),
            Score = score,
            Dti = dti,
            Grade = (int)Math.Clamp(Math.Round(2 - (.85 * z) - (.53 * applicant.Normal())), 0, 4),
            Income = income,
            EmploymentMonths = (int)Math.Min(-80 * Math.Log(applicant.Uniform()), 600),
            Delinquencies = applicant.Poisson(.22 * risky),
            Bankruptcies = applicant.Uniform() < .04 * risky ? 1 : 0,
            Region = (int)(applicant.Uniform() * 9),
            Balance = 0,
        };
        if (score < mix.LowestScore || dti > .43 || ltv > mix.HighestLtv)
        {
            return null;
        }

        return Priced(product, mix, loan, ltv, z, applicant, day, slot);
    }

    private static NewLoan? Priced(Product product, ProductMix mix, NewLoan loan, double ltv, double z, Applicant applicant, int day, int slot)
    {
        var facts = new BorrowerFacts(
            loan.Score, loan.Dti, loan.Grade, loan.Bankruptcies, loan.Delinquencies, loan.Income, loan.Amount / 100.0, BaseRate + mix.Spread, loan.Term, loan.EmploymentMonths, ltv);
        var lossPrice = mix.LossPrice * Math.Pow(Math.Exp(BorrowerRisk.Log(product.Risk, facts)), mix.LossPower);
        if (lossPrice > mix.HighestLossPrice)
        {
            return null;
        }

        // Rates are quoted to a hundredth of a percent.
        var rate = (int)Math.Round((BaseRate + mix.Spread + lossPrice) * 10_000) * 1_000;
        var priced = loan with { AnnualRate = rate };
        return product.Card is null ? Seasoned(product, priced, ltv, applicant, day, slot) : Opened(product.Card, priced, z, applicant, day, slot);
    }

    private static NewLoan Seasoned(Product product, NewLoan loan, double ltv, Applicant applicant, int day, int slot)
    {
        var age = (int)(applicant.Uniform() * Math.Min(loan.Term, 96));
        var payment = LevelPayment.Of(loan.Amount, new AnnualRate(loan.AnnualRate), loan.Term).RoundedCents;
        var origination = Origination(day, loan.Anchor, age);
        var value = ltv == 0 ? 0 : (long)(loan.Amount / ltv);
        var aged = loan with { Age = age, Payment = payment, Balance = BalanceAfter(loan.Amount, loan.AnnualRate, payment, age), OriginationDay = origination, Id = LoanId.Of(origination, loan.Product, slot) };
        var index = product.ValueFollowsHousePrices ? Math.Pow(1.03, -age / 12.0) : Math.Pow(1 - product.MonthlyValueLoss, SimMonth.Of(origination) - (2026 * 12));
        return aged with { CollateralValue = value, ValueIndex = index };
    }

    private static NewLoan Opened(CardTerms card, NewLoan loan, double z, Applicant applicant, int day, int slot)
    {
        var age = (int)(applicant.Uniform() * 96);
        var isTransactor = applicant.Uniform() < 1 / (1 + Math.Exp(.75 - (.6 * z)));
        var utilisation = 1 / (1 + Math.Exp(.62 + (.65 * z) - (.7 * applicant.Normal()))) * (isTransactor ? .35 : 1);
        var balance = (long)(loan.Amount * utilisation);
        var pays = (isTransactor ? card.TransactorPaysPerMille : card.RevolverPaysPerMille) / 1000.0;
        var growth = 1 + (.028 / 12) + (isTransactor ? 0 : loan.AnnualRate / 1.2e8);
        var origination = Origination(day, loan.Anchor, age);

        // Spending that keeps the balance where it is: next = balance x growth x (1 - pays) + spend.
        var spend = (long)Math.Max(0, balance * (1 - (growth * (1 - pays))));
        return loan with { Age = age, CreditLimit = loan.Amount, Balance = balance, IsTransactor = isTransactor, MonthlySpend = spend, OriginationDay = origination, Id = LoanId.Of(origination, loan.Product, slot) };
    }

    private static int Origination(int day, int anchor, int age) => SimMonth.DueDay(SimMonth.Of(SimMonth.LastDueDay(day, anchor)) - age, anchor);

    private static long BalanceAfter(long amount, int rate, long payment, int age)
    {
        var balance = amount;
        for (var month = 0; month < age; month++)
        {
            balance -= payment - Cents.HalfUp((Int128)balance * rate, 12L * AnnualRate.One);
        }

        return balance;
    }

    private static int TermOf(ProductMix mix, double level)
    {
        foreach (var (months, weight) in mix.Terms)
        {
            level -= weight;
            if (level < 0)
            {
                return months;
            }
        }

        return mix.Terms[^1].Months;
    }
}
