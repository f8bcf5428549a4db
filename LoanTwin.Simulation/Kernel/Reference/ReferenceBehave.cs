using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Phase 3. One draw decides: the exit first, then the loan's own row, best column first (kernel.md 3).</summary>
internal static class ReferenceBehave
{
    private const double TwoTo32 = 4294967296.0;

    public readonly record struct Decision(PaymentStatus Next, bool Exits, bool IsPayoff, uint Second);

    public static Decision Sampled(ReferenceLoan loan, TransitionMatrix matrix, RandomKey key, in Climate climate, in RiskFrame frame, int due)
    {
        var words = key.Draw(loan.Id, due, ChanceStream.Behaviour);
        var exit = Math.Floor(ExitShare(loan, climate) * TwoTo32);
        if (words.Word0 < exit)
        {
            return new(PaymentStatus.OnTime, true, 2.0 * words.Word0 < exit, words.Word1);
        }

        var row = Row(loan, matrix, climate.Odds * Risk(loan, frame));
        var (next, running) = (0, 0.0);
        for (; next < TransitionMatrix.To - 1; next++)
        {
            running += row[next];
            if (words.Word0 < exit + Math.Floor(running * (TwoTo32 - exit)))
            {
                break;
            }
        }

        return new((PaymentStatus)next, false, false, words.Word1);
    }

    /// <summary>What was seen takes the place of the draw; the day of a late payment is still drawn, as usual.</summary>
    public static Decision Observed(ReferenceLoan loan, in Observation seen, RandomKey key, int due)
    {
        var second = key.Draw(loan.Id, due, ChanceStream.Behaviour).Word1;
        if (seen.Status is { } status)
        {
            var exits = status > PaymentStatus.Default;
            return new(exits ? PaymentStatus.OnTime : status, exits, status == PaymentStatus.PaidOff, second);
        }

        var left = InstalmentsLeft.Of(loan.DueCents, loan.DueCents - Math.Min(seen.PaidCents ?? 0, loan.DueCents), loan.Outcome.InstalmentsOwed() + 1);
        return new(InstalmentsLeft.Status(left, true), false, false, second);
    }

    /// <summary>Risk of the loan against the average one, with its drift, inside [0.2, 3.5].</summary>
    public static double Risk(ReferenceLoan loan, in RiskFrame frame)
    {
        var rise = loan.IsCard ? ((double)loan.Balance / loan.CreditLimit) - loan.OriginationUtilisation
            : loan.ValueUnits > 0 ? (loan.Balance / (loan.ValueUnits * frame.ValueIndex)) - loan.OriginationLtv
            : 0;
        var drift = MonthlyRow.LogDrift(loan.Product, loan.Outcome, (double)loan.Dti - loan.OriginationDti, rise);
        return Math.Clamp(Math.Exp(loan.LogRisk + drift - frame.LogScale), BorrowerRisk.Lowest, BorrowerRisk.Highest);
    }

    /// <summary>The row given no exit: worse p a m, same p k, better p / sqrt(m), over their sum.</summary>
    public static double[] Row(ReferenceLoan loan, TransitionMatrix matrix, double m) => MonthlyRow.Weights(loan.Product, loan.Outcome, matrix, m);

    public static double ExitShare(ReferenceLoan loan, in Climate climate) => MonthlyRow.ExitShare(loan.Product, loan.Outcome, loan.Age, loan.Rate, climate);
}
