using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Ledger;

/// <summary>What the loans of one product stand at when a day closes, as far as the books need it. Money in cents.</summary>
public readonly record struct ProductLevels
{
    public long Balance { get; init; }
    public int Active { get; init; }

    /// <summary>Loans with a missed instalment recorded: those collections works on.</summary>
    public int Late { get; init; }

    /// <summary>Billed and unpaid on loans outside a default event.</summary>
    public long InterestReceivable { get; init; }
    public long FeesReceivable { get; init; }
    public long RecoveryReceivable { get; init; }

    /// <summary>Balance times base rate of origination, in cents x 1e-7.</summary>
    public Int128 FundingBase { get; init; }

    public long Allowance { get; init; }
    public long NonPerforming { get; init; }

    /// <summary>Twelve-month expected loss.</summary>
    public long ExpectedLoss { get; init; }

    public long RiskWeighted { get; init; }
    public long Undrawn { get; init; }

    /// <summary>Instalments of performing loans, due within a month.</summary>
    public long PaymentsAhead { get; init; }
}

/// <summary>One pass over the loans at the close of a day. Whole cents a loan, so the order of adding is free.</summary>
public static class BookLevels
{
    /// <summary>Share of an undrawn limit that counts as drawn at a default, while the card is not late.</summary>
    public const double DrawnAtDefault = .35;

    public static ProductLevels[] Measure(LoanBook book, MarketPath market, int day, PdTable pds)
        => [.. book.Shelves.Select(shelf => Measure(shelf, Climate.Of(shelf.Product, market, LatentPath.None, shelf.Place, SimMonth.Of(day)), day, pds))];

    private static ProductLevels Measure(Shelf shelf, Climate climate, int day, PdTable pds)
    {
        var sum = default(ProductLevels);
        for (var row = 0; row < shelf.Count; row++)
        {
            var moving = shelf.Moving;
            var (status, pending) = ((PaymentStatus)moving.Status[row], (PendingKind)moving.Pending[row]);
            if (status < PaymentStatus.Default || pending == PendingKind.ChargeOff)
            {
                sum = Add(sum, shelf, row, climate, day, pds);
            }
            else if (pending == PendingKind.Recovery)
            {
                sum = sum with { RecoveryReceivable = sum.RecoveryReceivable + moving.PendingAmount[row] };
            }
        }

        return sum;
    }

    private static ProductLevels Add(in ProductLevels sum, Shelf shelf, int row, in Climate climate, int day, PdTable pds)
    {
        var (terms, moving) = (shelf.Fixed, shelf.Moving);
        var balance = moving.Balance[row];
        var status = (PaymentStatus)moving.Status[row];
        var isDefaulted = moving.DefaultDay[row] is var since && since != 0 && since <= day;
        var isCard = shelf.Product.Card is not null;
        var undrawn = isCard ? Math.Max(0, terms.CreditLimit[row] - balance) : 0;
        var cell = PdTable.Cell(shelf, row);
        var (year, ahead) = status == PaymentStatus.Default || isDefaulted ? (1f, 1f) : (pds.Year(cell), pds.Ahead(cell));
        var loss = LossShare(shelf.Product, climate, balance, terms.ValueUnits[row]) * (status == PaymentStatus.Default ? 1 : shelf.Product.TerminationShare);
        var exposure = balance + (status < PaymentStatus.Days30 ? DrawnAtDefault * undrawn : 0);
        var allowance = (long)Math.Round(ahead * loss * exposure);
        return new()
        {
            Balance = sum.Balance + balance,
            Active = sum.Active + 1,
            Late = sum.Late + (status >= PaymentStatus.Days30 ? 1 : 0),
            InterestReceivable = sum.InterestReceivable + (isDefaulted ? 0 : moving.InterestDue[row]),
            FeesReceivable = sum.FeesReceivable + (isDefaulted ? 0 : moving.FeesDue[row]),
            RecoveryReceivable = sum.RecoveryReceivable,
            FundingBase = sum.FundingBase + ((Int128)balance * terms.FundingBase[row]),
            Allowance = sum.Allowance + allowance,
            NonPerforming = sum.NonPerforming + (isDefaulted ? balance : 0),
            ExpectedLoss = sum.ExpectedLoss + (long)Math.Round(year * loss * exposure),
            RiskWeighted = sum.RiskWeighted + RiskWeighted(shelf, row, balance, undrawn, isDefaulted, allowance),
            Undrawn = sum.Undrawn + undrawn,
            PaymentsAhead = sum.PaymentsAhead + (isDefaulted ? 0 : isCard ? balance / 10 : Math.Min(balance, moving.Payment[row])),
        };
    }

    /// <summary>LGD on a charged-off balance today (calibration.md 3).</summary>
    public static double LossShare(Product product, in Climate climate, double balance, double valueUnits)
    {
        var loss = product.Loss;
        return loss.ValueShare > 0
            ? Math.Clamp(1 - (loss.ValueShare * valueUnits * climate.ValueIndex / Math.Max(balance, 1)), loss.Floor, loss.Cap)
            : Math.Clamp(loss.Level + climate.LossShift, loss.Floor, loss.Cap);
    }

    /// <summary>Risk-weighted assets of one loan by the standardised approach, on the balance less its allowance where it is in a default event.</summary>
    private static long RiskWeighted(Shelf shelf, int row, long balance, long undrawn, bool isDefaulted, long allowance)
    {
        var isHome = shelf.Product.Offer.Basel == BaselClass.ResidentialMortgage;
        if (isDefaulted)
        {
            return (long)((balance - allowance) * (isHome ? StandardisedWeights.DefaultedHome : StandardisedWeights.Defaulted((double)allowance / Math.Max(1, balance))));
        }

        return (long)(shelf.Product.Offer.Basel switch
        {
            BaselClass.ResidentialMortgage => balance * StandardisedWeights.Home(balance, shelf.Fixed.CollateralValue[row]),
            BaselClass.SmallBusiness => balance * StandardisedWeights.SmallBusiness,
            _ when shelf.Product.Card is not null => StandardisedWeights.CardAssets(balance, undrawn, (shelf.Fixed.Terms[row] & FixedColumns.Transactor) != 0),
            _ => balance * StandardisedWeights.Retail,
        });
    }
}
