using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>
/// What a borrower in each of the five living states does next month, given that the loan does not leave early:
/// five rows (on time, grace, 30, 60, 90 days) by six columns (the same five and default). Each row sums to one.
/// </summary>
public sealed class TransitionMatrix
{
    public const int From = 5;
    public const int To = 6;

    // Wide enough for rows typed to four decimals, far too narrow for a forgotten entry.
    private const double SumTolerance = 1e-9;

    private readonly ImmutableArray<double> _rows;

    private TransitionMatrix(ImmutableArray<double> rows) => _rows = rows;

    /// <summary>
    /// The published monthly rows for on time, grace and 30 days (kernel.md 3, divided by one minus their exit share) and the
    /// calibrated rows for 60 and 90 days (calibration.md 1): an average-risk consumer loan in a neutral economy.
    /// </summary>
    public static TransitionMatrix Published { get; } = Create(
        [
            .92 / .99, .05 / .99, .02 / .99, 0, 0, 0,
            .65 / .98, .15 / .98, .18 / .98, 0, 0, 0,
            .35 / .98, .10 / .98, .15 / .98, .38 / .98, 0, 0,
            .26, .08, .12, .13, .41, 0,
            .10, .03, .05, .10, .36, .36,
        ]).Value;

    public double this[int from, int to] => _rows[(from * To) + to];

    public static Result<TransitionMatrix> Create(ImmutableArray<double> rows)
    {
        var faults = new FaultList().Require(rows.Length == From * To, "matrix", rows.Length, $"{From} rows of {To} entries");
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        for (var from = 0; from < From; from++)
        {
            CheckRow(rows, from, faults);
        }

        return faults.Or(() => new TransitionMatrix(rows));
    }

    private static void CheckRow(ImmutableArray<double> rows, int from, FaultList faults)
    {
        var sum = 0.0;
        for (var to = 0; to < To; to++)
        {
            var p = rows[(from * To) + to];
            sum += p;
            faults.RequireRange(p, 0, 1, $"matrix[{from},{to}]");

            // One month bills one instalment, so a month can add at most one to what is owed.
            var owes = ((PaymentStatus)to).InstalmentsOwed();
            var owed = ((PaymentStatus)from).InstalmentsOwed();
            faults.Require(p == 0 || owes <= owed + 1, $"matrix[{from},{to}]", p, "0, because one month cannot add two missed instalments");
        }

        faults.Require(Math.Abs(sum - 1) <= SumTolerance, $"matrix[{from}]", sum, "a row that sums to 1");
    }
}
