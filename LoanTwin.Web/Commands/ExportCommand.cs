using System.Text.Json;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Commands;

/// <summary>The twin as CSV, of one moment: loans as they stand, figures of month ends, figures of every stored day, the ledger of every stored day.</summary>
internal static class ExportCommand
{
    private const string Currency = "USD";
    private const string LatestMetrics = "FROM metric_rows m WHERE commit_sequence = (SELECT max(commit_sequence) FROM metric_rows l WHERE l.key = m.key AND l.scope = m.scope AND l.day = m.day)";

    public static Task<int> RunAsync(Run run)
    {
        using var database = FolderReader.Open(run.Folder);
        using var reader = database.OpenReader();
        Database.Run(reader, "BEGIN");
        var stored = new StoredTwin(reader);
        var last = stored.FindLast() ?? throw StorageException.Refused($"The twin in {run.Folder} is not founded yet.");
        var export = new Export(reader, Directory.CreateDirectory(Path.GetFullPath(run.Names[0])).FullName, last);
        foreach (var (file, rows) in new[] { export.Loans(stored), export.Months(), export.Metrics(), export.Ledger(), export.Sheet() })
        {
            run.Output.WriteLine($"{file}: {rows} rows");
        }

        Database.Run(reader, "ROLLBACK");
        return Task.FromResult(CommandLine.Fine);
    }

    private sealed class Export(SqliteConnection reader, string folder, StoredDay last)
    {
        private DateOnly Day => DateOnly.FromDayNumber(last.Day);

        /// <summary>Out of the book itself: the last kept state, lived forward, since what moves every day is in no table.</summary>
        public (string File, long Rows) Loans(StoredTwin stored)
        {
            using var lender = stored.LiveTo(last.CheckpointDay, last.Day);
            return Write("loans", lender.World.Book.Count, csv =>
            {
                foreach (var shelf in lender.World.Book.Shelves)
                {
                    for (var row = 0; row < shelf.Count; row++)
                    {
                        Loan(csv, LoanView.Of(shelf, row, last.Day), Customer.Of(shelf, row));
                    }
                }
            }, "id", "customerId", "product", "region", "status", "daysPastDue", "balance", "arrears", "payment", "originalAmount", "rate", "term", "remainingTerm", "score", "grade", "dti", "originationDay", "nextDue", "name", "employer", "profession");
        }

        /// <summary>The lender's figures on the last stored day of each month.</summary>
        public (string File, long Rows) Months()
        {
            var days = Days($"SELECT DISTINCT day {LatestMetrics} AND scope = 'lender' ORDER BY day").GroupBy(SimMonth.Of).Select(month => month.Max()).ToList();
            return Write("months", days.Count, csv =>
            {
                foreach (var day in days)
                {
                    var values = new Dictionary<string, object?>();
                    Each($"SELECT key, value {LatestMetrics} AND scope = 'lender' AND day = $day", row => values[row.GetString(0)] = row.IsDBNull(1) ? null : row.GetDouble(1), ("$day", day));
                    csv.Write([DateOnly.FromDayNumber(day), .. MetricCatalogue.All.Select(metric => values.GetValueOrDefault(metric.Key))]);
                }
            }, ["day", .. MetricCatalogue.All.Select(metric => metric.Key)]);
        }

        public (string File, long Rows) Metrics()
            => Write("metrics", Count($"SELECT count(*) {LatestMetrics}"), csv => Each(
                $"SELECT day, scope, key, value, commit_sequence {LatestMetrics} ORDER BY day, scope, key",
                row => csv.Write(DateOnly.FromDayNumber(row.GetInt32(0)), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetDouble(3), row.GetInt64(4))),
                "day", "scope", "key", "value", "commitSequence");

        /// <summary>Each product's strip; the first stored day has none, since nothing moved to it.</summary>
        public (string File, long Rows) Ledger()
            => Write("ledger", Count("SELECT coalesce(sum(json_array_length(strip)), 0) FROM days"), csv => Each(
                "SELECT day, strip FROM days ORDER BY day",
                row =>
                {
                    foreach (var product in JsonSerializer.Deserialize<Reconciliation[]>(row.GetString(1))!)
                    {
                        Strip(csv, DateOnly.FromDayNumber(row.GetInt32(0)), StripView.Of(product));
                    }
                }),
                "day", "product", "opening", "originations", "purchases", "capitalised", "transfersIn", "restructureAdjustments", "scheduledPrincipal", "curtailments", "prepayments", "payoffs", "chargeOffs", "reversals", "closing", "difference");

        /// <summary>The lender's balance sheet of each stored day.</summary>
        public (string File, long Rows) Sheet()
            => Write("sheet", Count("SELECT count(*) FROM days"), csv => Each(
                "SELECT day, sheet FROM days ORDER BY day",
                row =>
                {
                    var sheet = JsonSerializer.Deserialize<BalanceSheet>(row.GetString(1))!;
                    csv.Write([DateOnly.FromDayNumber(row.GetInt32(0)), .. new[]
                    {
                        sheet.AccruedInterest, sheet.RecoveryReceivable, sheet.LiquidAssets, sheet.Funding, sheet.Equity, sheet.RiskWeightedAssets, sheet.OperationalRiskAssets, sheet.NetOutflows30,
                    }.Select(cents => (object)Math.Round((decimal)cents / 100, 2))]);
                }),
                "day", "accruedInterest", "recoveryReceivable", "liquidAssets", "funding", "equity", "riskWeightedAssets", "operationalRiskAssets", "netOutflows30");

        private static void Loan(CsvFile csv, LoanView loan, Customer customer)
            => csv.Write(
                loan.Id, customer.Id, loan.Product, customer.Region, loan.Status.Key(), loan.DaysPastDue, Cents.ToDollars(loan.Balance), Cents.ToDollars(loan.Arrears), Cents.ToDollars(loan.Payment),
                Cents.ToDollars(loan.OriginalAmount), loan.AnnualRate / (double)AnnualRate.One, loan.Term, loan.RemainingTerm, loan.Score, loan.Grade, loan.Dti, DateOnly.FromDayNumber(loan.OriginationDay),
                loan.NextDue is { } due ? DateOnly.FromDayNumber(due) : null, customer.Name, customer.Employment.Employer, customer.Employment.Profession);

        private static void Strip(CsvFile csv, DateOnly day, StripView strip)
            => csv.Write(
                day, strip.Product, strip.Opening, strip.Originations, strip.Purchases, strip.Capitalised, strip.TransfersIn, strip.RestructureAdjustments, strip.ScheduledPrincipal, strip.Curtailments,
                strip.Prepayments, strip.Payoffs, strip.ChargeOffs, strip.Reversals, strip.Closing, strip.Difference);

        private (string File, long Rows) Write(string name, long rows, Action<CsvFile> write, params ReadOnlySpan<string> columns)
        {
            var path = Path.Combine(folder, name + ".csv");
            using var csv = new CsvFile(path, $"LoanTwin {name}; day {Day:O}; rows {rows}; currency {Currency}", columns);
            write(csv);
            csv.Finish();
            return (path, rows);
        }

        private List<int> Days(string sql)
        {
            var days = new List<int>();
            Each(sql, row => days.Add(row.GetInt32(0)));
            return days;
        }

        private long Count(string sql)
        {
            var count = 0L;
            Each(sql, row => count = row.GetInt64(0));
            return count;
        }

        private void Each(string sql, Action<SqliteDataReader> deal, params ReadOnlySpan<(string Name, object Value)> values)
        {
            using var command = reader.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }

            using var row = command.ExecuteReader();
            while (row.Read())
            {
                deal(row);
            }
        }
    }
}
