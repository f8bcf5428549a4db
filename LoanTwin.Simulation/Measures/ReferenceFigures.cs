using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Measures;

/// <summary>The same figures loan by loan, as sums over a list of loans: slow and obvious, what <see cref="BookFigures"/> must agree with.</summary>
internal static class ReferenceFigures
{
    public static ProductFigures Of(Shelf shelf, int day, ProductOutlook outlook)
    {
        var loans = Enumerable.Range(0, shelf.Count).Select(row => OneLoan.Of(shelf, row, day, outlook)).Where(loan => loan.IsActive).ToList();
        double Sum(Func<OneLoan, double> of) => loans.Sum(of);
        var performing = loans.Where(loan => !loan.IsInDefaultEvent).ToList();
        return new()
        {
            Product = shelf.Product.Key,
            Balance = Sum(loan => loan.Balance),
            Active = loans.Count,
            Balance30 = Sum(loan => loan.Days >= 30 ? loan.Balance : 0),
            Count30 = loans.Count(loan => loan.Days >= 30),
            Balance60 = Sum(loan => loan.Days >= 60 ? loan.Balance : 0),
            Count60 = loans.Count(loan => loan.Days >= 60),
            Balance90 = Sum(loan => loan.Days >= 90 ? loan.Balance : 0),
            Count90 = loans.Count(loan => loan.Days >= 90),
            NonPerforming = Sum(loan => loan.IsInDefaultEvent ? loan.Balance : 0),
            RateWeight = Sum(loan => loan.Balance * (loan.View.AnnualRate / 1e7)),
            ScoreWeight = Sum(loan => loan.Balance * loan.View.Score),
            DtiWeight = Sum(loan => loan.Balance * loan.View.Dti),
            LtvWeight = Sum(loan => loan.CollateralValue > 0 ? loan.Balance * (loan.Balance / loan.CollateralValue) : 0),
            SecuredBalance = Sum(loan => loan.CollateralValue > 0 ? loan.Balance : 0),
            ExpectedLoss = performing.Sum(loan => loan.Pd * loan.LossGivenEvent),
            CertainLoss = Sum(loan => loan.IsInDefaultEvent ? loan.LossGivenEvent : 0),
            Undrawn = Sum(loan => loan.Undrawn),
            LargestLoan = loans.Select(loan => loan.Balance).DefaultIfEmpty().Max(),
            ByRegion = [.. Enumerable.Range(0, 10).Select(region => Sum(loan => Math.Min(loan.Region, 9) == region ? loan.Balance : 0))],
            Buckets = [.. performing.GroupBy(loan => Bucket(loan.Pd)).OrderBy(bucket => bucket.Key).Select(bucket => Bucketed([.. bucket], shelf.Product.Correlation))],
        };
    }

    /// <summary>0 below 1/2048, 1 from there to 1/1024, and so on to 11 from 1/2 to 1.</summary>
    private static int Bucket(double pd) => Enumerable.Range(1, 11).Count(step => pd >= Math.Pow(2, step - 12));

    private static LossBucket Bucketed(ImmutableArray<OneLoan> loans, double correlation)
    {
        var loss = loans.Sum(loan => loan.LossGivenEvent);
        var pd = loss == 0 ? 0 : loans.Sum(loan => loan.Pd * loan.LossGivenEvent) / loss;
        return new(loans.Length, pd, correlation, loss, loans.Sum(loan => Math.Pow(loan.LossGivenEvent, 2)));
    }

    /// <summary>One loan with everything that the sums ask of it.</summary>
    private sealed record OneLoan(LoanView View, bool IsActive, bool IsInDefaultEvent, int Days, double CollateralValue, double Undrawn, double LossGivenEvent, double Pd, int Region)
    {
        public double Balance => View.Balance;

        public static OneLoan Of(Shelf shelf, int row, int day, ProductOutlook outlook)
        {
            var view = LoanView.Of(shelf, row, day);
            var isTerminated = view.Status == PaymentStatus.Default && shelf.Moving.Pending[row] == (byte)PendingKind.ChargeOff;
            var days = isTerminated ? DaysPastDue.DefaultDays : view.DaysPastDue;
            var value = shelf.Fixed.ValueUnits[row] * outlook.ValueIndex;
            var undrawn = shelf.Product.Card is not null && !isTerminated ? Math.Max(0, view.CreditLimit - view.Balance) : 0;
            var exposure = view.Balance + (days < 30 ? .35 * undrawn : 0);
            return new(
                view,
                !view.Status.IsTerminal() || isTerminated,
                isTerminated || view.DefaultDay is not null,
                days,
                shelf.Product.IsSecured ? value : 0,
                undrawn,
                exposure * Lgd(shelf.Product.Loss, view.Balance, value, outlook.LossShift) * (isTerminated ? 1 : outlook.TerminationShare),
                outlook.Pd12.IsEmpty ? 0 : outlook.Pd12.Span[row],
                shelf.Fixed.Region[row]);
        }

        private static double Lgd(LossTerms terms, double balance, double value, double shift)
        {
            var lgd = terms.ValueShare > 0 ? 1 - (terms.ValueShare * value / Math.Max(balance, 1)) : terms.Level + shift;
            return Math.Min(Math.Max(lgd, terms.Floor), terms.Cap);
        }
    }
}
