using LoanTwin.Domain.Lending;

namespace LoanTwin.Web.Views;

/// <summary>The columns that sums are made of.</summary>
internal sealed class SumColumns(BookView view)
{
    public double[] Balance { get; } = view.Columns.Of("balance");
    public double[] Rate { get; } = view.Columns.Of("rate");
    public double[] Score { get; } = view.Columns.Of("score");
    public double[] Dti { get; } = view.Columns.Of("dti");
    public double[] Ltv { get; } = view.Columns.Of("ltv");
    public double[] Pd12 { get; } = view.Columns.Of("pd12");
    public double[] ExpectedLoss { get; } = view.Columns.Of("expectedLoss");
    public double[] DaysPastDue { get; } = view.Columns.Of("daysPastDue");
}

/// <summary>Running sums over loans. Money is whole cents a loan, so that parts add up exactly to the whole.</summary>
internal sealed class LoanTally
{
    private const int Late = 30;

    private readonly SumColumns? _columns;
    private readonly double[] _balance;
    private readonly double[] _rate;
    private readonly double[] _score;
    private long _rates;
    private long _scores;
    private int _lateCount;
    private double _weightedRate;
    private double _dti;
    private double _ltv;
    private int _ltvCount;
    private double _weightedPd;

    /// <summary>For <see cref="AddSimple"/> alone.</summary>
    public LoanTally(BookView view)
    {
        (_balance, _rate, _score) = (view.Columns.Of("balance"), view.Columns.Of("rate"), view.Columns.Of("score"));
    }

    public LoanTally(SumColumns columns)
    {
        _columns = columns;
        (_balance, _rate, _score) = (columns.Balance, columns.Rate, columns.Score);
    }

    public int Count { get; private set; }

    public long Balance { get; private set; }

    public long ExpectedLoss { get; private set; }

    public long LateBalance { get; private set; }

    /// <summary>Means over loans, each counting once.</summary>
    public double MeanRate => Share((double)_rates / AnnualRate.One, Count);

    public double MeanScore => Share(_scores, Count);

    public double MeanDti => Share(_dti, Count);

    /// <summary>Over the secured ones; nothing where none is.</summary>
    public double? MeanLtv => _ltvCount == 0 ? null : _ltv / _ltvCount;

    /// <summary>Weighted by balance.</summary>
    public double Rate => Share(_weightedRate, Balance);

    public double Pd12 => Share(_weightedPd, Balance);

    public double ExpectedLossRate => Share(ExpectedLoss, Balance);

    public double LateBalanceShare => Share(LateBalance, Balance);

    public double LateCountShare => Share(_lateCount, Count);

    /// <summary>Count, balance, mean rate and mean score alone, which need no risk.</summary>
    public void AddSimple(int row)
    {
        Count++;
        Balance += Cents(_balance[row]);
        _rates += (long)Math.Round(_rate[row] * AnnualRate.One);
        _scores += (long)_score[row];
    }

    public void Add(int row)
    {
        AddSimple(row);
        var columns = _columns!;
        var balance = Cents(_balance[row]);
        if (columns.DaysPastDue[row] >= Late)
        {
            _lateCount++;
            LateBalance += balance;
        }

        ExpectedLoss += Cents(columns.ExpectedLoss[row]);
        _weightedRate += balance * _rate[row];
        _weightedPd += balance * columns.Pd12[row];
        _dti += columns.Dti[row];
        if (!double.IsNaN(columns.Ltv[row]))
        {
            _ltv += columns.Ltv[row];
            _ltvCount++;
        }
    }

    public LoanTally And(LoanTally other)
    {
        (Count, Balance, ExpectedLoss, LateBalance) = (Count + other.Count, Balance + other.Balance, ExpectedLoss + other.ExpectedLoss, LateBalance + other.LateBalance);
        (_rates, _scores, _lateCount, _ltvCount) = (_rates + other._rates, _scores + other._scores, _lateCount + other._lateCount, _ltvCount + other._ltvCount);
        (_weightedRate, _weightedPd, _dti, _ltv) = (_weightedRate + other._weightedRate, _weightedPd + other._weightedPd, _dti + other._dti, _ltv + other._ltv);
        return this;
    }

    private static long Cents(double dollars) => (long)Math.Round(dollars * 100);

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
