using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Tests.Web.Storage;

public class DatabaseTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("mmap_size", "0")]
    [InlineData("busy_timeout", "5000")]
    [InlineData("trusted_schema", "0")]
    [InlineData("secure_delete", "1")]
    public async Task Writer_IsSet(string pragma, string wanted)
    {
        await using var store = AStore.Open();

        var have = await store.Store.Writer.WriteAsync(scope =>
        {
            var row = scope.Read($"PRAGMA {pragma}");
            row.Next();
            var text = row.Text(0);
            row.Reset();
            return text;
        });

        Assert.Equal(wanted, have);
    }

    [Fact]
    public async Task Reader_NeverWritesAndNeverCheckpoints()
    {
        await using var store = AStore.Open();
        using var reader = store.Store.Database.OpenReader();

        Assert.Throws<SqliteException>(() => AStore.Run(reader, "DELETE FROM inbox"));
        using var command = reader.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public void Sqlite_IsTheVersionThatTheOneWriterRuleWasWrittenFor() => Assert.True(Version.Parse(Database.SqliteVersion) >= new Version(3, 50, 4));

    [Fact]
    public async Task Rows_BehindAReference_AreRefused()
    {
        await using var store = AStore.Open();

        await Assert.ThrowsAsync<SqliteException>(() => store.Store.Writer.WriteAsync(scope => scope.Table("collateral").Insert(1, 99, "car", 1, 1)));
    }
}
