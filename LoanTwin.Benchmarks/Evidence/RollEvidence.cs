using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Rolls;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 3: roll rates are those of loans followed one by one, and their intervals hold the loans' own rows.</summary>
internal static class RollEvidence
{
    private const int Books = 200;
    private const int FollowedBooks = 5;
    private const int FollowedLoans = 5_000;
    private const double Least = .86;
    private const double Most = .98;

    public static EvidenceLine Line(Options options)
    {
        var followed = Enumerable.Range(0, FollowedBooks).Select(book => Follow(options.Seed + (ulong)book)).ToList();
        var check = RollRateCheck.Run(new() { Books = Books, FirstSeed = options.Seed });
        var coverages = check.Coverages.Select(coverage => new { coverage.Months, coverage.Cells, coverage.Held, Share = Math.Round(coverage.Share, 4) }).ToList();
        return new(
            3,
            "roll rates by count and balance agree with a slow recomputation; 90 % intervals hold the mean of the loans' own rows in cells of at least 30 loans, over 200 simulated books",
            new { followed, check.Books, coverages, share = Math.Round(check.Share, 4), meanScore = Math.Round(check.MeanScore, 3) },
            new { differences = 0, share = new[] { Least, Most } },
            followed.TrueForAll(book => book.Differences == 0 && book.Moves > 0) && check.Books == Books && check.Coverages.All(coverage => coverage.Share is >= Least and <= Most));
    }

    /// <summary>One month of a book, loan by loan by its id, against what the pages count.</summary>
    private static Followed Follow(ulong seed)
    {
        using var lender = Lender.Open(new() { Loans = FollowedLoans, Seed = seed });
        LiveMonth(lender);
        using var before = lender.World.Book.Fork();
        LiveMonth(lender);
        var counted = StateMoves.Of(before, lender.World.Book);
        var (began, ended) = (Loans(before), Loans(lender.World.Book));
        var moves = began.Where(loan => loan.Value.Status < (int)PaymentStatus.Default && ended.ContainsKey(loan.Key))
            .ToLookup(loan => (loan.Value.Place, loan.Value.Status, ended[loan.Key].Status), loan => loan.Value.Cents);
        var differences = from place in Enumerable.Range(0, before.Shelves.Length)
                          from state in Enumerable.Range(0, StateMoves.States)
                          from to in Enumerable.Range(0, StateMoves.States)
                          let loans = moves[(place, state, to)]
                          where counted.Counts[place, state, to] != loans.Count() || counted.Balances[place, state, to] != loans.Sum()
                          select (place, state, to);
        return new(seed, moves.Sum(cell => cell.Count()), moves.Count, differences.Count());
    }

    private static void LiveMonth(Lender lender)
    {
        int day;
        do
        {
            day = lender.LiveDay().Day;
        }
        while (day != SimMonth.LastDay(SimMonth.Of(day)));
    }

    private static Dictionary<long, (int Place, int Status, long Cents)> Loans(LoanBook book)
        => book.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => (Id: shelf.Fixed.Id[row], Loan: (shelf.Place, (int)shelf.Moving.Status[row], shelf.Moving.Balance[row])))).ToDictionary();

    /// <summary>Moves of one book, the cells that they fall into, and how many cells differ in count or cents.</summary>
    private sealed record Followed(ulong Seed, int Moves, int Cells, int Differences);
}
