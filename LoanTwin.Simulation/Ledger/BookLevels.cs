using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Ledger;

/// <summary>What the loans of one product stand at when a day closes, as far as the books need it. Money in cents.</summary>
public record struct ProductLevels
{
    public long Balance { get; set; }
    public int Active { get; set; }

    /// <summary>Loans with a missed instalment recorded: those collections works on.</summary>
    public int Late { get; set; }

    /// <summary>Billed and unpaid on loans outside a default event.</summary>
    public long InterestReceivable { get; set; }
    public long FeesReceivable { get; set; }
    public long RecoveryReceivable { get; set; }

    /// <summary>Balance times base rate of origination, in cents x 1e-7.</summary>
    public Int128 FundingBase { get; set; }

    public long Allowance { get; set; }
    public long NonPerforming { get; set; }

    public long RiskWeighted { get; set; }
    public long Undrawn { get; set; }

    /// <summary>Instalments of performing loans, due within a month.</summary>
    public long PaymentsAhead { get; set; }
}

/// <summary>
/// One pass over the loans at the close of a day. Whole cents a loan, so the order of adding is free. One object measures day after day
/// without allocating by loan.
/// </summary>
public sealed class BookLevels(int products)
{
    private readonly ProductLevels[] _levels = new ProductLevels[products];
    private readonly float[][] _year = [.. Enumerable.Repeat(Array.Empty<float>(), products)];

    /// <summary>By product.</summary>
    public ReadOnlySpan<ProductLevels> Products => _levels;

    /// <summary>Twelve-month probabilities of one product, by row of its shelf, as the table has them; one inside a default event.</summary>
    public ReadOnlyMemory<float> YearOf(Shelf shelf) => _year[shelf.Place].AsMemory(0, shelf.Count);

    /// <summary>The levels of another lender's last close, for a copy of it: what it stands at changes with its next day.</summary>
    public void CopyFrom(BookLevels other)
    {
        other._levels.CopyTo(_levels, 0);
        for (var place = 0; place < _year.Length; place++)
        {
            _year[place] = [.. other._year[place]];
        }
    }

    public void Measure(LoanBook book, MarketPath market, int day, PdTable pds)
    {
        foreach (var shelf in book.Shelves)
        {
            if (_year[shelf.Place].Length < shelf.Count)
            {
                _year[shelf.Place] = new float[shelf.Count * 3 / 2];
            }

            var climate = Climate.Of(shelf.Product, market, LatentPath.None, shelf.Place, SimMonth.Of(day));
            _levels[shelf.Place] = new Pass(shelf, climate, day, pds, _year[shelf.Place]).Run();
        }
    }

    /// <summary>The running sums of one shelf.</summary>
    private ref struct Pass(Shelf shelf, Climate climate, int day, PdTable pds, float[] year)
    {
        private readonly FixedColumns _terms = shelf.Fixed;
        private readonly MovingColumns _moving = shelf.Moving;
        private readonly bool _isCard = shelf.Product.Card is not null;
        private readonly BaselClass _basel = shelf.Product.Offer.Basel;
        private readonly double _termination = shelf.Product.TerminationShare;
        private ProductLevels _sum;

        public ProductLevels Run()
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var (status, pending) = ((PaymentStatus)_moving.Status[row], (PendingKind)_moving.Pending[row]);
                year[row] = 0;
                if (status < PaymentStatus.Default || pending == PendingKind.ChargeOff)
                {
                    Add(row, status);
                }
                else if (pending == PendingKind.Recovery)
                {
                    _sum.RecoveryReceivable += _moving.PendingAmount[row];
                }
            }

            return _sum;
        }

        private void Add(int row, PaymentStatus status)
        {
            var balance = _moving.Balance[row];
            var isDefaulted = status == PaymentStatus.Default || (_moving.DefaultDay[row] is var since && since != 0 && since <= day);
            var undrawn = _isCard ? Math.Max(0, _terms.CreditLimit[row] - balance) : 0;
            _sum.Balance += balance;
            _sum.Active++;
            _sum.Undrawn += undrawn;
            _sum.FundingBase += (Int128)balance * _terms.FundingBase[row];
            _sum.Late += status >= PaymentStatus.Days30 ? 1 : 0;
            if (isDefaulted)
            {
                _sum.NonPerforming += balance;
            }
            else
            {
                _sum.InterestReceivable += _moving.InterestDue[row];
                _sum.FeesReceivable += _moving.FeesDue[row];
                _sum.PaymentsAhead += _isCard ? balance / 10 : Math.Min(balance, _moving.Payment[row]);
            }

            AddRisk(row, status, balance, undrawn, isDefaulted);
        }

        private void AddRisk(int row, PaymentStatus status, long balance, long undrawn, bool isDefaulted)
        {
            var cell = isDefaulted ? 0 : PdTable.Cell(shelf, row);
            var (ofYear, ahead) = isDefaulted ? (1f, 1f) : (pds.Year(cell), pds.Ahead(cell));
            var value = _terms.ValueUnits[row] * climate.ValueIndex;
            var share = shelf.Product.Loss.OfBalance(balance, value, climate.LossShift) * (status == PaymentStatus.Default ? 1 : _termination);
            var exposure = share * (balance + (status < PaymentStatus.Days30 ? CardTerms.DrawnBeforeDefault * undrawn : 0));
            var allowance = (long)Math.Round(ahead * exposure);
            year[row] = ofYear;
            _sum.Allowance += allowance;
            _sum.RiskWeighted += RiskWeighted(row, balance, undrawn, isDefaulted, allowance);
        }

        /// <summary>Risk-weighted assets of one loan by the standardised approach, less its allowance where it is in a default event.</summary>
        private readonly long RiskWeighted(int row, long balance, long undrawn, bool isDefaulted, long allowance)
        {
            if (isDefaulted)
            {
                return (long)((balance - allowance) * (_basel == BaselClass.ResidentialMortgage ? StandardisedWeights.DefaultedHome : StandardisedWeights.Defaulted((double)allowance / Math.Max(1, balance))));
            }

            return (long)(_basel switch
            {
                BaselClass.ResidentialMortgage => balance * StandardisedWeights.Home(balance, _terms.CollateralValue[row]),
                BaselClass.SmallBusiness => balance * StandardisedWeights.SmallBusiness,
                _ when _isCard => StandardisedWeights.CardAssets(balance, undrawn, (_terms.Terms[row] & FixedColumns.Transactor) != 0),
                _ => balance * StandardisedWeights.Retail,
            });
        }
    }
}
