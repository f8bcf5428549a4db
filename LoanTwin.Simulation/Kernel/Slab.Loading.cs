using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>How rows of a shelf come into a slab and go back.</summary>
public sealed partial class Slab
{
    /// <summary>Empties the slab and makes it ready for loans of one product.</summary>
    public void Clear(Product product)
    {
        (Living, HasFloating, _clearedCount, ParkedFrom) = (0, false, 0, Ids.Length);
        Use(product.Card is not null, floats: false);
    }

    public void Take(Shelf shelf, int row, in RiskFrame risk)
    {
        var i = Living++;
        var terms = shelf.Fixed;
        var flags = terms.Terms[row];
        Ids[i] = (ulong)terms.Id[row];
        Rows[i] = row;
        Anchor[i] = terms.Anchor[row];
        OnTop[i] = (flags & FixedColumns.InterestOnTop) != 0 ? 1 : 0;
        Floating[i] = (flags & FixedColumns.Floating) != 0 ? 1 : 0;
        Transactor[i] = (flags & FixedColumns.Transactor) != 0 ? 1 : 0;
        Margin[i] = terms.Margin[row];
        ValueUnits[i] = terms.ValueUnits[row];
        Limit[i] = terms.CreditLimit[row];
        Spend[i] = terms.MonthlySpend[row];
        var card = shelf.Product.Card;
        PaysPerMille[i] = card is null ? 0 : Transactor[i] != 0 ? card.TransactorPaysPerMille : card.RevolverPaysPerMille;
        (RiskBase[i], RiskPerCent[i]) = risk.Of(shelf, row);
        ParkedMonth[i] = 0;
        TakeMoving(shelf.Moving, row, i);
        if (Floating[i] != 0 && !HasFloating)
        {
            HasFloating = true;
            Use(_isCard, floats: true);
        }
    }

    /// <summary>Writes every row back to its place in a shelf.</summary>
    public void Give(Shelf shelf)
    {
        for (var i = 0; i < Living; i++)
        {
            GiveMoving(shelf.Moving, Rows[i], i);
        }

        for (var i = ParkedFrom; i < Rows.Length; i++)
        {
            GiveMoving(shelf.Moving, Rows[i], i);
        }
    }

    /// <summary>A copy of another slab of the same size, for the next future over the same loans.</summary>
    public void CopyFrom(Slab other)
    {
        (Living, ParkedFrom, HasFloating, _clearedCount) = (other.Living, other.ParkedFrom, other.HasFloating, 0);
        Use(other._isCard, HasFloating);
        CopyRows(other.Ids, Ids);
        CopyRows(other.Rows, Rows);
        for (var column = 0; column < _used.Length; column++)
        {
            CopyRows(other._used[column], _used[column]);
        }
    }

    /// <summary>Picks the columns of a kind of loan; a slab that stays with its kind allocates nothing.</summary>
    private void Use(bool isCard, bool floats)
    {
        if (_used.Length == 0 || (_isCard, _usesFloats) != (isCard, floats))
        {
            (_isCard, _usesFloats) = (isCard, floats);
            _used = Columns(isCard, floats);
        }
    }

    private void CopyRows<T>(T[] from, T[] to)
    {
        Array.Copy(from, to, Living);
        Array.Copy(from, ParkedFrom, to, ParkedFrom, to.Length - ParkedFrom);
    }

    private void CopyRows(Column from, Column to)
    {
        from.Slice(0, Living).CopyTo(to.Slice(0, Living));
        from.Slice(ParkedFrom, Rows.Length - ParkedFrom).CopyTo(to.Slice(ParkedFrom, Rows.Length - ParkedFrom));
    }

    /// <summary>The columns that loans of this kind use; the others never move.</summary>
    private Column[] Columns(bool isCard, bool floats)
    {
        Column[] moving =
        [
            Balance, PrincipalDue, InterestDue, FeesDue, LateInterest, Payment, PendingAmount, Rate, PendingDay, DefaultDay, Remaining, Age, Status,
            Outcome, Owed, Pending, Anchor, RiskBase, RiskPerCent, ParkedMonth,
        ];
        Column[] own = isCard ? [Limit, Spend, PaysPerMille, Transactor] : floats ? [OnTop, ValueUnits, Margin, Floating] : [OnTop, ValueUnits];
        return [.. moving, .. own];
    }

    private void TakeMoving(MovingColumns moving, int row, int i)
    {
        Balance[i] = moving.Balance[row];
        PrincipalDue[i] = moving.PrincipalDue[row];
        InterestDue[i] = moving.InterestDue[row];
        FeesDue[i] = moving.FeesDue[row];
        LateInterest[i] = moving.LateInterest[row];
        Payment[i] = moving.Payment[row];
        PendingAmount[i] = moving.PendingAmount[row];
        Rate[i] = moving.Rate[row];
        PendingDay[i] = moving.PendingDay[row];
        DefaultDay[i] = moving.DefaultDay[row];
        Remaining[i] = moving.Remaining[row];
        Age[i] = moving.Age[row];
        Status[i] = moving.Status[row];
        Outcome[i] = moving.Outcome[row];
        Owed[i] = moving.Owed[row];
        Pending[i] = moving.Pending[row];
    }

    private void GiveMoving(MovingColumns moving, int row, int i)
    {
        moving.Balance[row] = (long)Balance[i];
        moving.PrincipalDue[row] = (long)PrincipalDue[i];
        moving.InterestDue[row] = (long)InterestDue[i];
        moving.FeesDue[row] = (long)FeesDue[i];
        moving.LateInterest[row] = (long)LateInterest[i];
        moving.Payment[row] = (long)Payment[i];
        moving.PendingAmount[row] = (long)PendingAmount[i];
        moving.Rate[row] = (int)Rate[i];
        moving.PendingDay[row] = (int)PendingDay[i];
        moving.DefaultDay[row] = (int)DefaultDay[i];
        moving.Remaining[row] = (short)Remaining[i];
        moving.Age[row] = (short)Age[i];
        moving.Status[row] = (byte)Status[i];
        moving.Outcome[row] = (byte)Outcome[i];
        moving.Owed[row] = (byte)Owed[i];
        moving.Pending[row] = (byte)Pending[i];
    }
}
