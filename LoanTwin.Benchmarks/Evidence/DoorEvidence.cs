using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 8: bad input is refused at the door with field, value and accepted range, all faults at once.</summary>
internal static class DoorEvidence
{
    private static readonly int Day = new DateOnly(2026, 1, 5).DayNumber;

    public static EvidenceLine Line(Options options)
    {
        using var book = new LoanBook(ProductCatalogue.Default);
        var loan = book.Add(Bad());
        var product = book.Add(Bad() with { Product = 7 });
        var matrix = TransitionMatrix.Create([.. Enumerable.Repeat(.1, 30)]);
        var unknown = ProductCatalogue.Default.Find("payday");
        string[] wanted = ["dti", "balance", "term", "ltv", "score", "annualRate", "anchor"];
        var holds = book.Count == 0
            && wanted.All(field => loan.Problem!.Faults.Any(fault => fault.Field == field))
            && matrix.Problem!.Faults.Count(fault => fault.Field.StartsWith("matrix[", StringComparison.Ordinal)) >= TransitionMatrix.From
            && !product.IsSuccess
            && !unknown.IsSuccess;
        return new(
            8,
            "bad input is refused with field, value and accepted range, all faults at once",
            new { loan = Show(loan.Problem), unknownPlace = Show(product.Problem), matrix = Show(matrix.Problem)[..6], unknownProduct = Show(unknown.Problem), loansTaken = book.Count },
            new { fields = wanted, loansTaken = 0 },
            holds);
    }

    private static NewLoan Bad() => new()
    {
        Id = LoanId.Of(Day, 1, 1),
        Product = 1,
        OriginationDay = Day,
        Anchor = 32,
        Amount = 2_000_000,
        AnnualRate = 5_000_000,
        Term = 0,
        CollateralValue = 100_000,
        Score = 900,
        Dti = double.NaN,
        Grade = 2,
        Income = 50_000,
        Balance = -1,
    };

    private static string[] Show(Problem? problem) => [.. problem?.Faults.Select(fault => fault.ToString()) ?? []];
}
