using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>One loan as an object, with the words of the contract: the slow, obvious twin of a row of columns.</summary>
internal sealed class ReferenceLoan(Shelf shelf, int row)
{
    private readonly Shelf _shelf = shelf;

    public int Row { get; } = row;
    public Product Product { get; } = shelf.Product;
    public ulong Id { get; } = (ulong)shelf.Fixed.Id[row];
    public int Anchor { get; } = shelf.Fixed.Anchor[row];
    public int OriginationDay { get; } = shelf.Fixed.OriginationDay[row];
    public double LogRisk { get; } = shelf.Fixed.LogRisk[row];
    public double ValueUnits { get; } = shelf.Fixed.ValueUnits[row];
    public double OriginationLtv { get; } = shelf.Fixed.CollateralValue[row] == 0 ? 0 : (double)shelf.Fixed.Amount[row] / shelf.Fixed.CollateralValue[row];
    public float OriginationDti { get; } = shelf.Fixed.Dti[row];
    public double OriginationUtilisation { get; } = shelf.Fixed.Utilisation[row];
    public long CreditLimit { get; } = shelf.Fixed.CreditLimit[row];
    public long MonthlySpend { get; } = shelf.Fixed.MonthlySpend[row];
    public int Margin { get; } = shelf.Fixed.Margin[row];
    public bool InterestOnTop { get; } = (shelf.Fixed.Terms[row] & FixedColumns.InterestOnTop) != 0;
    public bool IsFloating { get; } = (shelf.Fixed.Terms[row] & FixedColumns.Floating) != 0;
    public bool IsTransactor { get; } = (shelf.Fixed.Terms[row] & FixedColumns.Transactor) != 0;

    public long Balance { get; set; } = shelf.Moving.Balance[row];
    public long PrincipalDue { get; set; } = shelf.Moving.PrincipalDue[row];
    public long InterestDue { get; set; } = shelf.Moving.InterestDue[row];
    public long FeesDue { get; set; } = shelf.Moving.FeesDue[row];
    public long LateInterest { get; set; } = shelf.Moving.LateInterest[row];
    public long Payment { get; set; } = shelf.Moving.Payment[row];
    public long PendingAmount { get; set; } = shelf.Moving.PendingAmount[row];
    public int Rate { get; set; } = shelf.Moving.Rate[row];
    public int PendingDay { get; set; } = shelf.Moving.PendingDay[row];
    public int DefaultDay { get; set; } = shelf.Moving.DefaultDay[row];
    public float Dti { get; set; } = shelf.Moving.Dti[row];
    public int Remaining { get; set; } = shelf.Moving.Remaining[row];
    public int Age { get; set; } = shelf.Moving.Age[row];
    public PaymentStatus Status { get; set; } = (PaymentStatus)shelf.Moving.Status[row];
    public PaymentStatus Outcome { get; set; } = (PaymentStatus)shelf.Moving.Outcome[row];
    public int Owed { get; set; } = shelf.Moving.Owed[row];
    public PendingKind Pending { get; set; } = (PendingKind)shelf.Moving.Pending[row];

    public long DueCents => FeesDue + InterestDue + PrincipalDue;

    public bool IsCard => Product.Card is not null;

    public bool IsAlive => Status < PaymentStatus.Default;

    public void Wait(PendingKind kind, int day) => (Pending, PendingDay) = (kind, day);

    public void End(PaymentStatus status)
    {
        (Balance, PrincipalDue, InterestDue, FeesDue, LateInterest, Owed) = (0, 0, 0, 0, 0, 0);
        (Status, Outcome) = (status, status);
    }

    /// <summary>Writes the loan back into its row, so that the state hash can compare.</summary>
    public void Give()
    {
        var moving = _shelf.Moving;
        moving.Balance[Row] = Balance;
        moving.PrincipalDue[Row] = PrincipalDue;
        moving.InterestDue[Row] = InterestDue;
        moving.FeesDue[Row] = FeesDue;
        moving.LateInterest[Row] = LateInterest;
        moving.Payment[Row] = Payment;
        moving.PendingAmount[Row] = PendingAmount;
        moving.Rate[Row] = Rate;
        moving.PendingDay[Row] = PendingDay;
        moving.DefaultDay[Row] = DefaultDay;
        moving.Dti[Row] = Dti;
        moving.Remaining[Row] = (short)Remaining;
        moving.Age[Row] = (short)Age;
        moving.Status[Row] = (byte)Status;
        moving.Outcome[Row] = (byte)Outcome;
        moving.Owed[Row] = (byte)Owed;
        moving.Pending[Row] = (byte)Pending;
    }
}
