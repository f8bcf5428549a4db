using LoanTwin.Simulation.Market;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>
/// What a month end lets go of, in its own transaction: daily figures grow thin after ten years and payments end after three. Charge-offs stay,
/// because the losses of vintages are read from them.
/// </summary>
internal static class Retention
{
    private const int FigureMonths = 120;
    private const int PaymentMonths = 36;

    /// <summary>The first day whose payments are kept once a day is stored.</summary>
    public static int FirstPaymentDay(int day) => SimMonth.FirstDay(SimMonth.Of(day) - (IsMonthEnd(day) ? PaymentMonths - 1 : PaymentMonths));

    /// <summary>The first day all of whose figures are kept; before it month ends are.</summary>
    public static int FirstFigureDay(int day) => SimMonth.FirstDay(SimMonth.Of(day) - (IsMonthEnd(day) ? FigureMonths - 1 : FigureMonths));

    public static void Apply(WriteScope scope, int day)
    {
        if (!IsMonthEnd(day))
        {
            return;
        }

        foreach (var payment in Find(scope, "SELECT loan_id, day, number FROM repayments INDEXED BY repayments_day WHERE day < ?1 AND kind <> 'chargeOff'", FirstPaymentDay(day), row => (Loan: row.Whole(0), Day: row.Whole(1), Number: row.Whole(2))))
        {
            scope.Table("repayments").Delete(payment.Loan, payment.Day, payment.Number);
        }

        var first = FirstFigureDay(day);
        foreach (var figure in Find(scope, "SELECT key, scope, day, commit_sequence FROM metric_rows INDEXED BY metric_rows_day WHERE day < ?1", first, row => (Key: row.Text(0), Scope: row.Text(1), Day: row.Whole(2), Commit: row.Whole(3))).Where(figure => !IsMonthEnd((int)figure.Day)))
        {
            scope.Table("metric_rows").Delete(figure.Key, figure.Scope, figure.Day, figure.Commit);
        }

        foreach (var factor in Find(scope, "SELECT factor, day, commit_sequence FROM market_rows INDEXED BY market_rows_day WHERE day < ?1", first, row => (Key: row.Text(0), Day: row.Whole(1), Commit: row.Whole(2))).Where(factor => !IsMonthEnd((int)factor.Day)))
        {
            scope.Table("market_rows").Delete(factor.Key, factor.Day, factor.Commit);
        }
    }

    private static bool IsMonthEnd(int day) => day == SimMonth.LastDay(SimMonth.Of(day));

    private static List<T> Find<T>(WriteScope scope, string sql, int before, Func<Statement, T> of)
    {
        var rows = scope.Read(sql).BindAll(before);
        var found = new List<T>();
        try
        {
            while (rows.Next())
            {
                found.Add(of(rows));
            }
        }
        finally
        {
            rows.Reset();
        }

        return found;
    }
}
