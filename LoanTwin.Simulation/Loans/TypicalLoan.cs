using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Loans;

/// <summary>What is typical of the performing loans of one product on one day: the median of each feature.</summary>
public sealed record TypicalLoan
{
    /// <summary>Medians are read from at most so many loans, evenly spaced over the shelf.</summary>
    public const int MostRead = 5_000;

    public required int Loans { get; init; }
    public required double Score { get; init; }
    public required double Grade { get; init; }
    public required double Delinquencies { get; init; }
    public required double Bankruptcies { get; init; }
    public required double Dti { get; init; }
    public required double DtiAtOrigination { get; init; }
    public required double Income { get; init; }
    public required double EmploymentMonths { get; init; }
    public required double Utilisation { get; init; }
    public required double UtilisationAtOrigination { get; init; }

    /// <summary>Monthly spend over the limit.</summary>
    public required double Spend { get; init; }
    public required double Transacts { get; init; }

    /// <summary>Loan to value today; zero where nothing secures the loans.</summary>
    public required double Ltv { get; init; }
    public required double LtvAtOrigination { get; init; }
    public required double Rate { get; init; }

    /// <summary>In cents: what the loan was made for, of a card what it was drawn at.</summary>
    public required double Principal { get; init; }
    public required double Term { get; init; }
    public required double Remaining { get; init; }
    public required double Age { get; init; }

    /// <param name="valueIndex">Of collateral today.</param>
    public static TypicalLoan Of(Shelf shelf, int day, double valueIndex)
    {
        var performing = Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < 5 && (shelf.Moving.DefaultDay[row] == 0 || shelf.Moving.DefaultDay[row] > day)).ToList();
        var every = Math.Max(1, (performing.Count + MostRead - 1) / MostRead);
        int[] rows = [.. performing.Where((_, at) => at % every == 0)];
        var (terms, moving) = (shelf.Fixed, shelf.Moving);
        double Median(Func<int, double> read)
        {
            var values = Array.ConvertAll(rows, row => read(row));
            Array.Sort(values);
            return values.Length == 0 ? 0 : values[values.Length / 2];
        }

        return new()
        {
            Loans = performing.Count,
            Score = Median(row => terms.Score[row]),
            Grade = Median(row => terms.Grade[row]),
            Delinquencies = Median(row => terms.Delinquencies[row]),
            Bankruptcies = Median(row => terms.Bankruptcies[row]),
            Dti = Median(row => moving.Dti[row]),
            DtiAtOrigination = Median(row => terms.Dti[row]),
            Income = Median(row => terms.Income[row]),
            EmploymentMonths = Median(row => terms.EmploymentMonths[row]),
            Utilisation = Median(row => LoanRatios.Utilisation(shelf, row)),
            UtilisationAtOrigination = Median(row => terms.Utilisation[row]),
            Spend = Median(row => terms.CreditLimit[row] > 0 ? (double)terms.MonthlySpend[row] / terms.CreditLimit[row] : 0),
            Transacts = Median(row => (terms.Terms[row] & FixedColumns.Transactor) != 0 ? 1 : 0),
            Ltv = Median(row => LoanRatios.Ltv(shelf, row, valueIndex)),
            LtvAtOrigination = Median(row => LoanRatios.LtvAtOrigination(shelf, row)),
            Rate = Median(row => moving.Rate[row]),
            Principal = Median(row => LoanRatios.Principal(shelf, row)),
            Term = Median(row => terms.Term[row]),
            Remaining = Median(row => moving.Remaining[row]),
            Age = Median(row => moving.Age[row]),
        };
    }
}
