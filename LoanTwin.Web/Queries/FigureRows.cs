using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Queries;

/// <summary>One value of a series.</summary>
internal sealed record SeriesPoint(DateOnly Day, double Value);

/// <summary>One stored day of the ledger: strip and sheet as they were written.</summary>
internal sealed record StoredLedgerDay(int Day, long CommitSequence, string Strip, string Sheet);

/// <summary>Figures of stored days. Of rows that say the same twice, the one of the latest commit up to <c>known</c> holds.</summary>
internal sealed class FigureRows(Store store)
{
    public IReadOnlyDictionary<string, (double? Value, long Sequence)> Metrics(int day, string scope, long known)
        => Read(
            "SELECT key, value, max(commit_sequence) FROM metric_rows WHERE day = $day AND scope = $scope AND commit_sequence <= $known GROUP BY key",
            [("$day", day), ("$scope", scope), ("$known", known)],
            row => (row.GetString(0), row.IsDBNull(1) ? (double?)null : row.GetDouble(1), row.GetInt64(2)))
            .ToDictionary(row => row.Item1, row => (row.Item2, row.Item3));

    public IReadOnlyDictionary<string, (double Value, long Sequence)> Market(int day, long known)
        => Read(
            "SELECT factor, value, max(commit_sequence) FROM market_rows WHERE day = $day AND commit_sequence <= $known GROUP BY factor",
            [("$day", day), ("$known", known)],
            row => (row.GetString(0), row.GetDouble(1), row.GetInt64(2)))
            .ToDictionary(row => row.Item1, row => (row.Item2, row.Item3));

    /// <summary>Days with a value, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> Series(string key, string scope, int from, int to, long known)
        => Read(
            "SELECT day, value, max(commit_sequence) FROM metric_rows WHERE key = $key AND scope = $scope AND day BETWEEN $from AND $to AND commit_sequence <= $known GROUP BY day HAVING value IS NOT NULL ORDER BY day",
            [("$key", key), ("$scope", scope), ("$from", from), ("$to", to), ("$known", known)],
            row => new SeriesPoint(DateOnly.FromDayNumber(row.GetInt32(0)), row.GetDouble(1)));

    /// <summary>The last stored day not after a day.</summary>
    public int? LastDayUpTo(int day) => Read("SELECT max(day) FROM metric_rows WHERE day <= $day", [("$day", day)], row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0)).FirstOrDefault();

    /// <summary>One factor of the economy, days with a value, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> Factor(string factor, int from, int to)
        => Read(
            "SELECT day, value, max(commit_sequence) FROM market_rows WHERE factor = $factor AND day BETWEEN $from AND $to GROUP BY day ORDER BY day",
            [("$factor", factor), ("$from", from), ("$to", to)],
            row => new SeriesPoint(DateOnly.FromDayNumber(row.GetInt32(0)), row.GetDouble(1)));

    /// <summary>The stored day that lies nearest, as far as it was known; the earlier of two.</summary>
    public int? NearestDay(int day, long known)
        => Read(
            """
            SELECT d FROM (
              SELECT max(day) AS d FROM metric_rows WHERE day <= $day AND commit_sequence <= $known
              UNION SELECT min(day) FROM metric_rows WHERE day >= $day AND commit_sequence <= $known)
            WHERE d IS NOT NULL ORDER BY abs(d - $day), d LIMIT 1
            """,
            [("$day", day), ("$known", known)],
            row => (int?)row.GetInt32(0)).FirstOrDefault();

    public (int Total, IReadOnlyList<StoredLedgerDay> Days) Ledger(int from, int to, int limit, int offset)
    {
        (string, object?)[] range = [("$from", from), ("$to", to)];
        var total = Read("SELECT count(*) FROM days WHERE day BETWEEN $from AND $to", range, row => row.GetInt32(0))[0];
        var days = Read(
            $"SELECT day, commit_sequence, strip, sheet FROM days WHERE day BETWEEN $from AND $to ORDER BY day LIMIT {limit} OFFSET {offset}",
            range,
            row => new StoredLedgerDay(row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetString(3)));
        return (total, days);
    }

    /// <summary>Days whose whole state is kept, up to a day, oldest first.</summary>
    public IReadOnlyList<int> StateDays(int upTo)
        => Read("SELECT day FROM checkpoints WHERE kind = 'lender' AND day <= $day ORDER BY day", [("$day", upTo)], row => row.GetInt32(0));

    private List<T> Read<T>(string sql, IEnumerable<(string Name, object? Value)> values, Func<SqliteDataReader, T> of)
    {
        using var reader = store.Database.OpenReader();
        return reader.Read(sql, of, values);
    }
}
