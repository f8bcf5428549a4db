using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Population;

/// <summary>
/// The performing book a lender opens with: people who passed the policy and took the offer, part-way through their contracts. What came
/// before the first day is the neutral economy: rates as of a base rate of 3.75 %, house prices growing 3 % a year up to the level given. The same seed and size
/// give the same loans, on any number of threads.
/// </summary>
public static class StartingBook
{
    private const int Block = 4096;
    private const double YearlyPriceRise = .03;

    public static LoanBook Create(int loans, ulong seed, DateOnly day, ProductCatalogue? catalogue = null, BusinessPolicies? policy = null, double housePrices = 100)
    {
        var book = new LoanBook(catalogue ?? ProductCatalogue.Default);
        var counts = Counts(loans, [.. book.Shelves.Select(shelf => shelf.Product.Offer.Applicants.Share)]);
        foreach (var shelf in book.Shelves)
        {
            Fill(book, shelf.Place, counts[shelf.Place], seed, day, policy ?? BusinessPolicies.Default, housePrices);
        }

        return book;
    }

    /// <summary>Whole loans by share; the largest remainders take what rounding down leaves over.</summary>
    private static int[] Counts(int loans, double[] shares)
    {
        var total = shares.Sum();
        double[] exact = [.. shares.Select(share => loans * share / total)];
        int[] counts = [.. exact.Select(count => (int)count)];
        foreach (var place in Enumerable.Range(0, counts.Length).OrderByDescending(place => exact[place] - counts[place]).Take(loans - counts.Sum()))
        {
            counts[place]++;
        }

        return counts;
    }

    /// <summary>A book of one product only.</summary>
    public static LoanBook OfOne(string product, int loans, ulong seed, DateOnly day)
    {
        var book = new LoanBook(ProductCatalogue.Default);
        Fill(book, book.Catalogue.Find(product).Value, loans, seed, day, BusinessPolicies.Default, 100);
        return book;
    }

    private static void Fill(LoanBook book, int place, int count, ulong seed, DateOnly day, BusinessPolicies policy, double housePrices)
    {
        var product = book.Catalogue[place];
        var crowd = new Crowd(product, place, RandomKey.Future(seed, "starting book", 0), day, policy, housePrices);
        var loans = new List<NewLoan>(count + Block);
        for (var first = 0L; loans.Count < count; first += Block * (long)Environment.ProcessorCount)
        {
            // Blocks are drawn side by side and joined in order, so the number of threads decides nothing.
            var blocks = new List<NewLoan>[Environment.ProcessorCount];
            var from = first;
            Parallel.For(0, blocks.Length, at => blocks[at] = crowd.Standing(from + (at * Block), Block));
            loans.AddRange(blocks.SelectMany(block => block));
        }

        book.Shelves[place].Reserve(count);
        for (var at = 0; at < count; at++)
        {
            // The place in line is the slot, so ids are unique; they carry the arrival day, so the order is theirs.
            loans[at] = loans[at] with { Id = LoanId.Of(loans[at].OriginationDay, place, at), CustomerId = LoanId.Of(loans[at].OriginationDay, place, at) };
        }

        foreach (var loan in loans.Take(count).OrderBy(loan => loan.Id))
        {
            // A loan of our own making that the door refuses is a bug, so Value may throw.
            _ = book.Add(loan).Value;
        }
    }

    /// <summary>The people who could stand in the book of one product.</summary>
    private sealed class Crowd(Product product, int place, RandomKey key, DateOnly day, BusinessPolicies policy, double housePrices)
    {
        private static readonly double BaseRate = EconomicState.Neutral.BaseRate;
        private readonly Seniority _seniority = new(product);
        private readonly BorrowerLimits _limits = policy.For(product);
        private readonly int _month = SimMonth.Of(day.DayNumber);

        public List<NewLoan> Standing(long first, int count)
        {
            var loans = new List<NewLoan>(count / 2);
            for (var at = first; at < first + count; at++)
            {
                var person = Person.Draw(product, key, (at << LoanId.ProductBits) | (uint)place);
                if (person.Thinning < _seniority.Standing(person.Term) && TryLend(person, out var loan))
                {
                    loans.Add(loan);
                }
            }

            return loans;
        }

        private bool TryLend(in Person person, out NewLoan loan)
        {
            var verdict = Verdict.On(person, product, policy, _limits, BaseRate);
            loan = verdict.IsTakenBy(person) ? Aged(person, verdict.Price) : default;
            return verdict.IsTakenBy(person);
        }

        private NewLoan Aged(in Person person, in PriceBuildUp price)
        {
            var anchor = 1 + (int)(person.Seniority.Day * 31);
            var age = _seniority.AgeAt(person.Term, person.Seniority.Age);
            var origination = DateOnly.FromDayNumber(SimMonth.DueDay(SimMonth.Of(SimMonth.LastDueDay(day.DayNumber, anchor)) - age, anchor));
            var loan = Contract.Of(product, place, person, price, 0, origination, IndexAt(SimMonth.Of(origination.DayNumber)));
            return loan with
            {
                Anchor = anchor,
                Age = age,
                Balance = product.Card is null ? BalanceAfter(loan.Amount, loan.AnnualRate, loan.Payment, age) : loan.Balance,
            };
        }

        private double IndexAt(int month)
            => Climate.ValueIndexOf(product, EconomicState.Neutral with { HousePriceIndex = housePrices * Math.Pow(1 + YearlyPriceRise, (month - _month) / 12.0) }, month);

        private static long BalanceAfter(long amount, int rate, long payment, int age)
        {
            var balance = amount;
            for (var month = 0; month < age; month++)
            {
                balance -= payment - Cents.HalfUp((Int128)balance * rate, 12L * AnnualRate.One);
            }

            return balance;
        }
    }
}
