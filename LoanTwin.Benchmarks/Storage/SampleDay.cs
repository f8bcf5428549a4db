using LoanTwin.Web.Storage;

namespace LoanTwin.Benchmarks.Storage;

/// <summary>A day of plausible rows, without a lender behind it.</summary>
internal static class SampleDay
{
    /// <summary>Settles what waits in the inbox and writes the day with its metric rows.</summary>
    public static void Write(WriteScope scope, int day, int rows)
    {
        var through = 0L;
        foreach (var command in Inbox.ReadWaiting(scope))
        {
            Inbox.Settle(scope, command.Sequence, "applied", day, "{}");
            through = command.Sequence;
        }

        var sequence = scope.CommitSequence;
        var metrics = scope.Table("metric_rows");
        for (var i = 0; i < rows; i++)
        {
            metrics.Insert(day, "balance", $"segment {i}", i * 1.25, sequence);
        }

        scope.Table("days").Insert(day, sequence, Cell.Nothing, "[]", "{}", through);
        AuditTrail.Append(scope, DateTimeOffset.UtcNow, "twin", "day.commit", $"day {day}", "{}");
    }

    public static void WriteRepayments(WriteScope scope, int day, int rows)
    {
        var repayments = scope.Table("repayments");
        for (var i = 0; i < rows; i++)
        {
            repayments.Insert(1, day, i, "scheduled", 25_000, 20_000, 5_000, 0);
        }
    }
}
