using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Tests.Web.Storage;

public class MigrationsTests
{
    private static readonly Step Second = new(Step.Known[^1].Number + 1, "branches", "CREATE TABLE branches (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO branches VALUES (1);\n-- the end\n");

    private static readonly IReadOnlyList<Step> OneMore = [.. Step.Known, Second];

    [Fact]
    public async Task Step_ThatIsMissing_RunsOnce()
    {
        await using var store = AStore.Open();
        await store.CloseAsync();

        Upgrade(store, OneMore, Faults.None);
        Upgrade(store, OneMore, Faults.None);

        Assert.Equal([1L], Values(store, "SELECT id FROM branches"));
        Assert.Equal(OneMore.Select(step => (long)step.Number), Values(store, "SELECT number FROM schema_steps ORDER BY number"));
    }

    [Fact]
    public async Task Schema_NewerThanTheProgram_IsRefusedAndTheFileStaysAsItIs()
    {
        await using var store = AStore.Open();
        await store.CloseAsync();
        Upgrade(store, OneMore, Faults.None);
        var before = await File.ReadAllBytesAsync(store.DatabasePath);

        var refused = Assert.Throws<StorageException>(() => store.Reopen());

        Assert.Equal($"twin.db has schema step {OneMore.Count} (branches); this LoanTwin knows {Step.Known.Count}. Start the newer LoanTwin that wrote it.", refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(store.DatabasePath));
    }

    [Fact]
    public async Task Step_WithAnotherTextThanTheOneThatRan_IsRefused()
    {
        await using var store = AStore.Open();
        await store.CloseAsync();
        Upgrade(store, OneMore, Faults.None);

        var refused = Assert.Throws<StorageException>(() => Upgrade(store, [.. Step.Known, Second with { Sql = Second.Sql + " " }], Faults.None));

        Assert.Contains($"schema step {Second.Number} (branches) is not the one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_StruckAnywhere_IsThereInWholeOrNotAtAllAndTheNextStartGoesOn()
    {
        var counting = Faults.Counting();
        await using (var store = AStore.Open())
        {
            await store.CloseAsync();
            Upgrade(store, OneMore, counting);
        }

        Assert.InRange(counting.Steps, 4, 100);
        for (var n = 1; n <= counting.Steps; n++)
        {
            await using var store = AStore.Open();
            await store.CloseAsync();

            Assert.Throws<StorageException>(() => Upgrade(store, OneMore, Faults.FailFrom(n)));

            var tables = Values(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'branches'");
            Assert.Equal(Values(store, $"SELECT count(*) FROM schema_steps WHERE number = {Second.Number}"), tables);
            Upgrade(store, OneMore, Faults.None);
            Assert.Equal([1L], Values(store, "SELECT id FROM branches"));
        }
    }

    [Fact]
    public async Task NewDatabase_StruckAnywhere_IsAbsentOrWholeAndTheNextStartMakesIt()
    {
        var counting = Faults.Counting();
        await using (AStore.Open(counting))
        {
        }

        for (var n = 1; n <= counting.Steps; n += n < 10 || n > counting.Steps - 10 ? 1 : 7)
        {
            await using var store = new AStore();

            Assert.Throws<StorageException>(() => store.Reopen(Faults.FailFrom(n)));

            Assert.False(File.Exists(store.DatabasePath));
            store.Reopen();
            Assert.Empty(store.Verify());
        }
    }

    private static void Upgrade(AStore store, IReadOnlyList<Step> steps, Faults faults)
    {
        using var database = new Database(store.DatabasePath);
        using var writer = database.OpenWriter();
        new Migrations(steps, TimeProvider.System, faults).Run(writer);
    }

    private static List<long> Values(AStore store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={store.DatabasePath};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new List<long>();
        while (rows.Read())
        {
            values.Add(rows.GetInt64(0));
        }

        return values;
    }
}
