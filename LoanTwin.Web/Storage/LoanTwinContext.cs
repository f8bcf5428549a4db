using LoanTwin.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace LoanTwin.Web.Storage;

/// <summary>The tables as EF Core sees them, for questions only: connections are read-only and nothing is tracked.</summary>
internal sealed class LoanTwinContext(DbContextOptions<LoanTwinContext> options) : DbContext(options)
{
    public DbSet<StoredAlertRule> AlertRules => Set<StoredAlertRule>();

    public DbSet<StoredAlert> Alerts => Set<StoredAlert>();

    public DbSet<StoredAlertState> AlertStates => Set<StoredAlertState>();

    public DbSet<StoredAlertChange> AlertChanges => Set<StoredAlertChange>();

    public DbSet<StoredAlertMail> AlertMails => Set<StoredAlertMail>();

    public DbSet<StoredApplication> Applications => Set<StoredApplication>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<StoredCheckpoint> Checkpoints => Set<StoredCheckpoint>();

    public DbSet<Collateral> Collateral => Set<Collateral>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Model.StoredDay> Days => Set<Model.StoredDay>();

    public DbSet<DelinquencyRow> DelinquencyHistory => Set<DelinquencyRow>();

    public DbSet<Digest> Digests => Set<Digest>();

    public DbSet<Employment> Employment => Set<Employment>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<StoredJob> Jobs => Set<StoredJob>();

    public DbSet<StoredLoan> Loans => Set<StoredLoan>();

    public DbSet<LoanMark> LoanMarks => Set<LoanMark>();

    public DbSet<MarketRow> MarketRows => Set<MarketRow>();

    public DbSet<MetricRow> MetricRows => Set<MetricRow>();

    public DbSet<PolicyVersion> Policies => Set<PolicyVersion>();

    public DbSet<RegisteredCustomer> RegisteredCustomers => Set<RegisteredCustomer>();

    public DbSet<Repayment> Repayments => Set<Repayment>();

    public DbSet<StoredRun> Runs => Set<StoredRun>();

    public DbSet<StoredRunBlock> RunBlocks => Set<StoredRunBlock>();

    public DbSet<StoredRunInputs> RunInputs => Set<StoredRunInputs>();

    public DbSet<StoredScenario> Scenarios => Set<StoredScenario>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<StoredAlertRule>().ToTable("alert_rules").HasKey(row => new { row.Id, row.Version });
        model.Entity<StoredAlert>().ToTable("alerts").HasKey(row => row.Id);
        model.Entity<StoredAlertState>().ToTable("alert_states").HasKey(row => row.RuleId);
        model.Entity<StoredAlertChange>().ToTable("alert_changes").HasKey(row => row.Sequence);
        model.Entity<StoredAlertMail>().ToTable("alert_mails").HasKey(row => row.Id);
        model.Entity<StoredApplication>().ToTable("applications").HasKey(row => row.Id);
        model.Entity<AuditRow>().ToTable("audit").HasKey(row => row.Sequence);
        model.Entity<StoredCheckpoint>().ToTable("checkpoints").HasKey(row => new { row.Day, row.Kind });
        model.Entity<Collateral>().ToTable("collateral").HasKey(row => row.Id);
        model.Entity<Customer>().ToTable("customers").HasKey(row => row.Id);
        model.Entity<Model.StoredDay>().ToTable("days").HasKey(row => row.Day);
        model.Entity<DelinquencyRow>().ToTable("delinquency_history").HasKey(row => new { row.LoanId, row.Day });
        model.Entity<Digest>().ToTable("digests").HasKey(row => new { row.Day, row.TableName });
        model.Entity<Employment>().ToTable("employment").HasKey(row => row.Id);
        model.Entity<InboxRow>().ToTable("inbox").HasKey(row => row.Sequence);
        model.Entity<StoredJob>().ToTable("jobs").HasKey(row => row.Id);
        model.Entity<StoredLoan>().ToTable("loans").HasKey(row => row.Id);
        model.Entity<LoanMark>().ToTable("loan_marks").HasKey(row => new { row.LoanId, row.Kind, row.Text });
        model.Entity<MarketRow>().ToTable("market_rows").HasKey(row => new { row.Factor, row.Day, row.CommitSequence });
        model.Entity<MetricRow>().ToTable("metric_rows").HasKey(row => new { row.Key, row.Scope, row.Day, row.CommitSequence });
        model.Entity<PolicyVersion>().ToTable("policies").HasKey(row => row.Version);
        model.Entity<RegisteredCustomer>().ToTable("registered_customers").HasKey(row => row.Id);
        model.Entity<Repayment>().ToTable("repayments").HasKey(row => new { row.LoanId, row.Day, row.Number });
        model.Entity<StoredRun>().ToTable("runs").HasKey(row => row.Id);
        model.Entity<StoredRunBlock>().ToTable("run_blocks").HasKey(row => new { row.RunId, row.Block });
        model.Entity<StoredRunInputs>().ToTable("run_inputs").HasKey(row => row.RunId);
        model.Entity<StoredScenario>().ToTable("scenarios").HasKey(row => row.Id);
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(ColumnOf(property.Name));
        }
    }

    /// <summary>PreviousSha256 is previous_sha256.</summary>
    private static string ColumnOf(string property)
        => string.Concat(property.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToLowerInvariant();
}
