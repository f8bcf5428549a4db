using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Statistics;

namespace LoanTwin.Simulation.Rolls;

/// <summary>Which books are rolled, and how far.</summary>
public sealed record RollRatePlan
{
    public int Books { get; init; } = 200;

    public ulong FirstSeed { get; init; } = 1;

    public int Loans { get; init; } = 1_000;

    /// <summary>Months whose moves are judged with each book.</summary>
    public int Months { get; init; } = 12;

    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>How often intervals held the truth over cells of so many months added.</summary>
public sealed record RollCoverage(int Months, int Cells, int Held)
{
    public double Share => Cells == 0 ? double.NaN : (double)Held / Cells;
}

/// <summary>
/// The 90 % intervals of roll rates against what they are about: the mean of the loans' own rows in those months, the economy and the latent factor
/// as lived. Cells are product (or all) x state x state, of at least 30 loans and not impossible by their rows; paid off and prepaid are one, since the
/// row does not tell them apart.
/// </summary>
/// <param name="Coverages">Cells of one month, of a quarter, and of all months.</param>
/// <param name="MeanScore">Mean over books of (moves seen - moves expected) over its standard deviation, all moves into 30 days or worse: within a few 1 / sqrt(books) of zero where the rows are the right ones.</param>
public sealed record RollRateCheck(int Books, ImmutableArray<RollCoverage> Coverages, double MeanScore)
{
    public const int FewestLoans = 30;

    private const int From = 5;
    private const int To = 7;

    /// <summary>Share of held intervals over all cells.</summary>
    public double Share => (double)Coverages.Sum(coverage => coverage.Held) / Coverages.Sum(coverage => coverage.Cells);

    public static RollRateCheck Run(RollRatePlan plan, CancellationToken cancel = default)
    {
        int[] spans = [.. new[] { 1, 3, plan.Months }.Distinct()];
        var books = new BookResult[plan.Books];
        Parallel.For(0, plan.Books, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel }, book => books[book] = Roll(plan, plan.FirstSeed + (ulong)book, spans));
        return new(
            plan.Books,
            [.. spans.Select((span, at) => new RollCoverage(span, books.Sum(book => book.Cells[at]), books.Sum(book => book.Held[at])))],
            books.Average(book => book.Score));
    }

    private static BookResult Roll(RollRatePlan plan, ulong seed, int[] spans)
    {
        using var lender = Lender.Open(new() { Loans = plan.Loans, Seed = seed, YearsLived = 3 });
        var products = lender.World.Book.Shelves.Length;
        var months = new List<Cell[,,]>();
        OwnRows? rows = null;
        LoanBook? before = null;
        for (var month = 0; month < plan.Months + 2; month++)
        {
            LiveMonth(lender);
            if (before is not null && month >= 2)
            {
                months.Add(Cells(before, lender, rows!));
            }

            before?.Dispose();
            (before, rows) = (lender.World.Book.Fork(), OwnRows.At(lender.World, rows));
        }

        before?.Dispose();
        return BookResult.Of(months, products, spans);
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

    private static Cell[,,] Cells(LoanBook before, Lender lender, OwnRows rows)
    {
        var (index, month) = (new LoanIndex(lender.World.Book), SimMonth.Of(lender.World.Day));
        var cells = new Cell[before.Shelves.Length + 1, From, To];
        foreach (var shelf in before.Shelves)
        {
            var climate = lender.World.FrameOf(shelf.Place).At(month).Climate;
            for (var row = 0; row < shelf.Count; row++)
            {
                var from = shelf.Moving.Status[row];
                if (from < (byte)PaymentStatus.Default && rows.Of(shelf, row, climate, month) is { } own && index.TryFind(shelf.Fixed.Id[row], out var place, out var then))
                {
                    var to = Math.Min((int)lender.World.Book.Shelves[place].Moving.Status[then], To - 1);
                    for (var state = 0; state < To; state++)
                    {
                        cells[shelf.Place, from, state] = cells[shelf.Place, from, state].With(state == to, own[state]);
                        cells[before.Shelves.Length, from, state] = cells[before.Shelves.Length, from, state].With(state == to, own[state]);
                    }
                }
            }
        }

        return cells;
    }

    private readonly record struct Cell(int Moved, int Loans, double Expected, double Variance)
    {
        public Cell With(bool moved, double own) => new(Moved + (moved ? 1 : 0), Loans + 1, Expected + own, Variance + (own * (1 - own)));

        public static Cell operator +(Cell a, Cell b) => new(a.Moved + b.Moved, a.Loans + b.Loans, a.Expected + b.Expected, a.Variance + b.Variance);

        public bool Counts => Loans >= FewestLoans && Expected > 0;

        public bool Holds => ShareInterval.Wilson(Moved, Loans).Holds(Expected / Loans);
    }

    private sealed record BookResult(int[] Cells, int[] Held, double Score)
    {
        public static BookResult Of(List<Cell[,,]> months, int products, int[] spans)
        {
            var (cells, held) = (new int[spans.Length], new int[spans.Length]);
            for (var at = 0; at < spans.Length; at++)
            {
                for (var first = 0; first + spans[at] <= months.Count; first += spans[at])
                {
                    var added = Added(months.GetRange(first, spans[at]), products).Where(cell => cell.Counts).ToList();
                    (cells[at], held[at]) = (cells[at] + added.Count, held[at] + added.Count(cell => cell.Holds));
                }
            }

            return new(cells, held, ScoreOf(months, products));
        }

        private static IEnumerable<Cell> Added(List<Cell[,,]> months, int products)
            => from product in Enumerable.Range(0, products + 1)
               from state in Enumerable.Range(0, From)
               from to in Enumerable.Range(0, To)
               select months.Aggregate(default(Cell), (sum, month) => sum + month[product, state, to]);

        private static double ScoreOf(List<Cell[,,]> months, int products)
        {
            var all = new Cell();
            foreach (var month in months)
            {
                for (var from = 0; from < From; from++)
                {
                    for (var to = (int)PaymentStatus.Days30; to <= (int)PaymentStatus.Default; to++)
                    {
                        all += month[products, from, to];
                    }
                }
            }

            return (all.Moved - all.Expected) / Math.Sqrt(all.Variance);
        }
    }
}
