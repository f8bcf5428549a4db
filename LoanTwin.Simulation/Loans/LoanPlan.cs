using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Loans;

/// <summary>Other terms for a running loan, and how closely they are looked at.</summary>
public sealed record LoanPlan
{
    public const int FewestFutures = 40;
    public const int MostFutures = 4_000;

    /// <summary>In 1e-7; nothing leaves the rate as it is.</summary>
    public int? AnnualRate { get; init; }

    /// <summary>Months still to go; nothing leaves them as they are.</summary>
    public int? TermMonths { get; init; }

    public int Futures { get; init; } = 400;

    /// <summary>Another seed is another sample of futures.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>What cannot be asked at all; whether an offer is allowed is a part of the answer.</summary>
    public Result<LoanPlan> Check(Shelf shelf, int row)
    {
        var isCard = shelf.Product.Card is not null;
        var isFloating = (shelf.Fixed.Terms[row] & FixedColumns.Floating) != 0;
        return new FaultList()
            .Require(AnnualRate is not null || TermMonths is not null, "annualRate", "nothing", "a rate, or termMonths, or both")
            .Require(AnnualRate is null or (>= 0 and <= LoanDoor.HighestRate), "annualRate", Rate(AnnualRate), $"0 to {Rate(LoanDoor.HighestRate)}")
            .Require(AnnualRate is null || !isFloating, "annualRate", Rate(AnnualRate), "nothing for a floating rate: it follows the base rate")
            .Require(TermMonths is null || !isCard, "termMonths", TermMonths, "nothing for a card: it has no term")
            .Require(TermMonths is null or (>= 1 and <= LoanDoor.LongestTerm), "termMonths", TermMonths, $"1 to {LoanDoor.LongestTerm}")
            .RequireRange(Futures, FewestFutures, MostFutures, "futures")
            .Or(() => this);
    }

    private static double? Rate(int? tenMillionths) => tenMillionths is { } rate ? (double)rate / Domain.Lending.AnnualRate.One : null;
}
