using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Book;

/// <summary>All loans of one product, row by row: fixed columns shared with every fork, moving columns of its own.</summary>
public sealed class Shelf : IDisposable
{
    public Shelf(Product product, int place)
        : this(product, place, new FixedColumns(), new MovingColumns(0), 0)
    {
    }

    private Shelf(Product product, int place, FixedColumns terms, MovingColumns moving, int count)
        => (Product, Place, Fixed, Moving, Count) = (product, place, terms, moving, count);

    public Product Product { get; }

    /// <summary>Position of the product in the catalogue.</summary>
    public int Place { get; }

    public FixedColumns Fixed { get; private set; }

    public MovingColumns Moving { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether a loan is here; ids come in rising order, so the last one answers for almost every newcomer.</summary>
    public bool Holds(long id) => Count > 0 && id <= Fixed.Id[Count - 1] && Fixed.Id.AsSpan(0, Count).Contains(id);

    /// <summary>Not yet paid off, prepaid or charged off: what the metrics count.</summary>
    public bool IsActive(int row) => Moving.Status[row] < (byte)PaymentStatus.Default || Moving.Pending[row] == (byte)PendingKind.ChargeOff;

    public void Reserve(int rows)
    {
        lock (Fixed.Gate)
        {
            Fixed.Reserve(rows);
        }

        if (rows > Moving.Capacity)
        {
            var grown = Moving.Copy(Count, Math.Max(rows, Moving.Capacity * 3 / 2));
            Moving.Dispose();
            Moving = grown;
        }
    }

    /// <summary>Appends a loan that has passed the door and returns its row.</summary>
    public int Add(in NewLoan loan)
    {
        Reserve(Count + 1);
        var row = Count++;
        WriteTerms(row, loan);
        var moving = Moving;
        moving.Balance[row] = loan.Balance;
        moving.PrincipalDue[row] = loan.PrincipalDue;
        moving.InterestDue[row] = loan.InterestDue;
        moving.FeesDue[row] = loan.FeesDue;
        moving.LateInterest[row] = 0;
        moving.Payment[row] = loan.Payment;
        moving.PendingAmount[row] = 0;
        moving.Rate[row] = loan.AnnualRate;
        moving.PendingDay[row] = 0;
        moving.DefaultDay[row] = loan.DefaultDay;
        moving.Dti[row] = (float)loan.Dti;
        moving.Remaining[row] = (short)(loan.Term - (loan.Term == 0 ? 0 : loan.Age));
        moving.Age[row] = (short)loan.Age;
        moving.Status[row] = (byte)loan.Status;
        moving.Outcome[row] = (byte)loan.Status;
        moving.Owed[row] = (byte)loan.Status.InstalmentsOwed();
        moving.Pending[row] = 0;
        return row;
    }

    private void WriteTerms(int row, in NewLoan loan)
    {
        lock (Fixed.Gate)
        {
            if (!Fixed.Claim(row))
            {
                // Another fork has written its own loan into this row of the shared columns: from here on they part.
                Fixed = Fixed.Copy(row);
            }

            Fixed.Write(row, loan, Product.Risk);
        }
    }

    /// <summary>An independent shelf over the same fixed columns.</summary>
    public Shelf Fork() => new(Product, Place, Fixed, Moving.Copy(Count, Moving.Capacity), Count);

    /// <summary>Drops the rows that are not kept and closes the gaps; the others stay in their order. Columns shared with forks are left to them.</summary>
    internal void Compact(Func<int, bool> keeps)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(keeps)];
        var moving = new MovingColumns(kept.Length);
        moving.Gather(Moving, kept);
        Moving.Dispose();
        (Fixed, Moving, Count) = (Fixed.Gathered(kept), moving, kept.Length);
    }

    /// <summary>A shelf of its own with some of the rows, one row as often as it is named.</summary>
    internal Shelf Picked(int[] rows)
    {
        var moving = new MovingColumns(rows.Length);
        moving.Gather(Moving, rows);
        return new(Product, Place, Fixed.Gathered(rows), moving, rows.Length);
    }

    internal void Keep(Checkpoint checkpoint)
    {
        Count = checkpoint.Value(Count);
        if (checkpoint.Reads)
        {
            Moving.Dispose();
            Moving = new(Count);
        }

        Fixed.Keep(checkpoint, Count);
        Moving.Keep(checkpoint, Count);
    }

    public void Dispose() => Moving.Dispose();
}
