using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Book;

/// <summary>The columns of one product that never change after origination; every fork shares them.</summary>
public sealed class FixedColumns
{
    private int _capacity;
    private int _used;

    /// <summary>Held while rows are added: forks that share these columns may add at the same time.</summary>
    public Lock Gate { get; private set; } = new();

    public long[] Id { get; private set; } = [];
    public long[] CustomerId { get; private set; } = [];
    public int[] OriginationDay { get; private set; } = [];
    public short[] Term { get; private set; } = [];
    public byte[] Anchor { get; private set; } = [];
    public byte[] Terms { get; private set; } = [];
    public long[] Amount { get; private set; } = [];
    public long[] CreditLimit { get; private set; } = [];
    public long[] MonthlySpend { get; private set; } = [];
    public long[] CollateralValue { get; private set; } = [];
    /// <summary>Collateral in cents at an index of one.</summary>
    public double[] ValueUnits { get; private set; } = [];
    public int[] Margin { get; private set; } = [];

    /// <summary>Base rate on the day of origination, in 1e-7.</summary>
    public int[] FundingBase { get; private set; } = [];
    public short[] Score { get; private set; } = [];
    public float[] Dti { get; private set; } = [];
    public float[] Utilisation { get; private set; } = [];
    public float[] Income { get; private set; } = [];
    public short[] EmploymentMonths { get; private set; } = [];
    public byte[] Grade { get; private set; } = [];
    public byte[] Delinquencies { get; private set; } = [];
    public byte[] Bankruptcies { get; private set; } = [];
    public byte[] Region { get; private set; } = [];
    public byte[] Ownership { get; private set; } = [];
    public byte[] Profession { get; private set; } = [];
    public byte[] Purpose { get; private set; } = [];

    /// <summary>Log of the origination risk of the borrower (calibration.md 2).</summary>
    public double[] LogRisk { get; private set; } = [];

    public const byte InterestOnTop = 1;
    public const byte Floating = 2;
    public const byte Transactor = 4;

    /// <summary>Takes the next free row; false when another fork of the same book has already taken it.</summary>
    public bool Claim(int row) => Interlocked.CompareExchange(ref _used, row + 1, row) == row;

    public FixedColumns Copy(int rows)
    {
        var copy = (FixedColumns)MemberwiseClone();
        copy._capacity = 0;
        copy.Gate = new();
        copy.Reserve(rows + 1);
        copy._used = rows + 1;
        return copy;
    }

    public void Reserve(int rows)
    {
        if (rows <= _capacity)
        {
            return;
        }

        // Resizing makes new arrays, so a fork that still reads the old ones is not disturbed.
        _capacity = Math.Max(rows, _capacity * 3 / 2);
        Id = Grown(Id);
        CustomerId = Grown(CustomerId);
        OriginationDay = Grown(OriginationDay);
        Term = Grown(Term);
        Anchor = Grown(Anchor);
        Terms = Grown(Terms);
        Amount = Grown(Amount);
        CreditLimit = Grown(CreditLimit);
        MonthlySpend = Grown(MonthlySpend);
        CollateralValue = Grown(CollateralValue);
        ValueUnits = Grown(ValueUnits);
        Margin = Grown(Margin);
        FundingBase = Grown(FundingBase);
        Score = Grown(Score);
        Dti = Grown(Dti);
        Utilisation = Grown(Utilisation);
        Income = Grown(Income);
        EmploymentMonths = Grown(EmploymentMonths);
        Grade = Grown(Grade);
        Delinquencies = Grown(Delinquencies);
        Bankruptcies = Grown(Bankruptcies);
        Region = Grown(Region);
        Ownership = Grown(Ownership);
        Profession = Grown(Profession);
        Purpose = Grown(Purpose);
        LogRisk = Grown(LogRisk);
    }

    public void Write(int row, in NewLoan loan, RiskCurve curve)
    {
        Id[row] = loan.Id;
        CustomerId[row] = loan.CustomerId;
        OriginationDay[row] = loan.OriginationDay;
        Term[row] = (short)loan.Term;
        Anchor[row] = (byte)loan.Anchor;
        Terms[row] = (byte)((loan.InterestOnTop ? InterestOnTop : 0) | (loan.IsFloating ? Floating : 0) | (loan.IsTransactor ? Transactor : 0));
        Amount[row] = loan.Amount;
        CreditLimit[row] = loan.CreditLimit;
        MonthlySpend[row] = loan.MonthlySpend;
        CollateralValue[row] = loan.CollateralValue;
        ValueUnits[row] = loan.CollateralValue / loan.ValueIndex;
        Margin[row] = loan.Margin;
        FundingBase[row] = loan.FundingBase;
        Score[row] = (short)loan.Score;
        Dti[row] = (float)loan.Dti;
        Utilisation[row] = (float)loan.Utilisation;
        Income[row] = (float)loan.Income;
        EmploymentMonths[row] = (short)loan.EmploymentMonths;
        Grade[row] = (byte)loan.Grade;
        Delinquencies[row] = (byte)loan.Delinquencies;
        Bankruptcies[row] = (byte)loan.Bankruptcies;
        Region[row] = (byte)loan.Region;
        Ownership[row] = (byte)loan.Ownership;
        Profession[row] = (byte)loan.Profession;
        Purpose[row] = (byte)loan.Purpose;
        LogRisk[row] = BorrowerRisk.Log(curve, Facts(loan));
    }

    private static BorrowerFacts Facts(in NewLoan loan)
    {
        var principal = loan.CreditLimit > 0 ? Math.Max(loan.Balance, 100) : loan.Amount;
        return new(
            loan.Score, loan.Dti, loan.Grade, loan.Bankruptcies, loan.Delinquencies, loan.Income, principal / 100.0,
            loan.AnnualRate / 1e7, loan.Term, loan.EmploymentMonths, loan.Ltv);
    }

    /// <summary>Writes or reads the first rows of every column.</summary>
    internal void Keep(Checkpoint checkpoint, int rows)
    {
        Id = checkpoint.Column(Id, rows);
        CustomerId = checkpoint.Column(CustomerId, rows);
        OriginationDay = checkpoint.Column(OriginationDay, rows);
        Term = checkpoint.Column(Term, rows);
        Anchor = checkpoint.Column(Anchor, rows);
        Terms = checkpoint.Column(Terms, rows);
        Amount = checkpoint.Column(Amount, rows);
        CreditLimit = checkpoint.Column(CreditLimit, rows);
        MonthlySpend = checkpoint.Column(MonthlySpend, rows);
        CollateralValue = checkpoint.Column(CollateralValue, rows);
        ValueUnits = checkpoint.Column(ValueUnits, rows);
        Margin = checkpoint.Column(Margin, rows);
        FundingBase = checkpoint.Column(FundingBase, rows);
        Score = checkpoint.Column(Score, rows);
        Dti = checkpoint.Column(Dti, rows);
        Utilisation = checkpoint.Column(Utilisation, rows);
        Income = checkpoint.Column(Income, rows);
        EmploymentMonths = checkpoint.Column(EmploymentMonths, rows);
        Grade = checkpoint.Column(Grade, rows);
        Delinquencies = checkpoint.Column(Delinquencies, rows);
        Bankruptcies = checkpoint.Column(Bankruptcies, rows);
        Region = checkpoint.Column(Region, rows);
        Ownership = checkpoint.Column(Ownership, rows);
        Profession = checkpoint.Column(Profession, rows);
        Purpose = checkpoint.Column(Purpose, rows);
        LogRisk = checkpoint.Column(LogRisk, rows);
        if (checkpoint.Reads)
        {
            (_capacity, _used) = (rows, rows);
        }
    }

    /// <summary>Columns of their own with some of the rows.</summary>
    internal FixedColumns Gathered(int[] rows) => new()
    {
        _capacity = rows.Length,
        _used = rows.Length,
        Id = Picked(Id, rows),
        CustomerId = Picked(CustomerId, rows),
        OriginationDay = Picked(OriginationDay, rows),
        Term = Picked(Term, rows),
        Anchor = Picked(Anchor, rows),
        Terms = Picked(Terms, rows),
        Amount = Picked(Amount, rows),
        CreditLimit = Picked(CreditLimit, rows),
        MonthlySpend = Picked(MonthlySpend, rows),
        CollateralValue = Picked(CollateralValue, rows),
        ValueUnits = Picked(ValueUnits, rows),
        Margin = Picked(Margin, rows),
        FundingBase = Picked(FundingBase, rows),
        Score = Picked(Score, rows),
        Dti = Picked(Dti, rows),
        Utilisation = Picked(Utilisation, rows),
        Income = Picked(Income, rows),
        EmploymentMonths = Picked(EmploymentMonths, rows),
        Grade = Picked(Grade, rows),
        Delinquencies = Picked(Delinquencies, rows),
        Bankruptcies = Picked(Bankruptcies, rows),
        Region = Picked(Region, rows),
        Ownership = Picked(Ownership, rows),
        Profession = Picked(Profession, rows),
        Purpose = Picked(Purpose, rows),
        LogRisk = Picked(LogRisk, rows),
    };

    private static T[] Picked<T>(T[] column, int[] rows) => Array.ConvertAll(rows, row => column[row]);

    private T[] Grown<T>(T[] column)
    {
        Array.Resize(ref column, _capacity);
        return column;
    }
}
