using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Ledger;

/// <summary>The levels loan by loan, as sums over a list: slow and obvious, what <see cref="BookLevels"/> must agree with to the cent.</summary>
internal static class ReferenceLevels
{
    public static ProductLevels Of(Shelf shelf, MarketPath market, int day, PdTable pds)
    {
        var climate = Climate.Of(shelf.Product, market, LatentPath.None, shelf.Place, SimMonth.Of(day));
        var loans = Enumerable.Range(0, shelf.Count).Select(row => new OneLoan(shelf, row, climate, day, pds)).ToList();
        var active = loans.Where(loan => loan.IsActive).ToList();
        var performing = active.Where(loan => !loan.IsDefaulted).ToList();
        return new()
        {
            Balance = active.Sum(loan => loan.Balance),
            Active = active.Count,
            Late = active.Count(loan => loan.Status >= PaymentStatus.Days30),
            InterestReceivable = performing.Sum(loan => shelf.Moving.InterestDue[loan.Row]),
            FeesReceivable = performing.Sum(loan => shelf.Moving.FeesDue[loan.Row]),
            RecoveryReceivable = loans.Where(loan => loan.AwaitsRecovery).Sum(loan => shelf.Moving.PendingAmount[loan.Row]),
            FundingBase = active.Aggregate((Int128)0, (sum, loan) => sum + ((Int128)loan.Balance * shelf.Fixed.FundingBase[loan.Row])),
            Allowance = active.Sum(loan => loan.Allowance),
            NonPerforming = active.Where(loan => loan.IsDefaulted).Sum(loan => loan.Balance),
            RiskWeighted = active.Sum(loan => loan.RiskWeighted),
            Undrawn = active.Sum(loan => loan.Undrawn),
            PaymentsAhead = performing.Sum(loan => shelf.Product.Card is null ? Math.Min(loan.Balance, shelf.Moving.Payment[loan.Row]) : loan.Balance / 10),
        };
    }

    private sealed class OneLoan
    {
        public OneLoan(Shelf shelf, int row, Climate climate, int day, PdTable pds)
        {
            var view = LoanView.Of(shelf, row, day);
            var pending = (PendingKind)shelf.Moving.Pending[row];
            var isCard = shelf.Product.Card is not null;
            (Row, Balance, Status) = (row, view.Balance, view.Status);
            IsActive = !view.Status.IsTerminal() || pending == PendingKind.ChargeOff;
            AwaitsRecovery = !IsActive && pending == PendingKind.Recovery;
            IsDefaulted = view.Status == PaymentStatus.Default || view.DefaultDay is not null;
            Undrawn = isCard ? Math.Max(0, view.CreditLimit - view.Balance) : 0;
            var exposure = view.Balance + (view.Status < PaymentStatus.Days30 ? .35 * Undrawn : 0);
            var lgd = shelf.Product.Loss.OfBalance(view.Balance, shelf.Fixed.ValueUnits[row] * climate.ValueIndex, climate.LossShift);
            var lost = lgd * (view.Status == PaymentStatus.Default ? 1 : shelf.Product.TerminationShare) * exposure;
            Allowance = (long)Math.Round((IsDefaulted ? 1 : pds.Ahead(PdTable.Cell(shelf, row))) * lost);
            RiskWeighted = (long)(IsDefaulted ? OfDefaulted(shelf) : shelf.Product.Offer.Basel switch
            {
                BaselClass.ResidentialMortgage => Balance * StandardisedWeights.Home(Balance, shelf.Fixed.CollateralValue[row]),
                BaselClass.SmallBusiness => Balance * .85,
                _ => (isCard && (shelf.Fixed.Terms[row] & FixedColumns.Transactor) != 0 ? .45 : .75) * (Balance + (.1 * Undrawn)),
            });
        }

        public int Row { get; }
        public long Balance { get; }
        public PaymentStatus Status { get; }
        public bool IsActive { get; }
        public bool AwaitsRecovery { get; }
        public bool IsDefaulted { get; }
        public long Undrawn { get; }
        public long Allowance { get; }
        public long RiskWeighted { get; }

        private double OfDefaulted(Shelf shelf)
            => (Balance - Allowance) * (shelf.Product.Offer.Basel == BaselClass.ResidentialMortgage ? 1 : Allowance >= .2 * Math.Max(1, Balance) ? 1 : 1.5);
    }
}
