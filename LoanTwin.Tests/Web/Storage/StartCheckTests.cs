using System.Text;
using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

public class StartCheckTests
{
    public static TheoryData<string> Corpus =>
    [
        "zero length", "one byte", "half a header", "header only", "cut in the first page", "cut in the middle", "last page missing", "not a database",
        "zeroes", "text", "magic damaged", "page size damaged", "root page damaged", "interior zeroed", "every fourth page zeroed", "schema text damaged",
        "another program's database", "digest flipped", "checkpoint flipped", "index emptied",
    ];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task DamagedFile_EndsTheStartWithOneLineAndStaysAsItIs(string kind)
    {
        await using var store = await AStore.FilledAsync();
        var backup = store.Store.Backups.Make(store.Store.Database);
        await store.CloseAsync();
        await File.WriteAllBytesAsync(store.DatabasePath, Damaged(kind, await File.ReadAllBytesAsync(store.DatabasePath)));
        var before = await File.ReadAllBytesAsync(store.DatabasePath);

        var refused = Assert.Throws<StorageException>(() => store.Reopen());
        Assert.Throws<StorageException>(() => store.Reopen());

        Assert.Equal(StorageFault.Refused, refused.Fault);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(store.DatabasePath));
        if (kind != "another program's database") // whole, so there is nothing to rescue
        {
            Assert.Contains(backup.Path, refused.Message, StringComparison.Ordinal);
            var copy = Assert.Single(Directory.EnumerateDirectories(Path.Combine(store.Path, "quarantine")));
            Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(copy, "twin.db")));
        }
    }

    [Fact]
    public async Task DamagedFile_EndsTheProgramWithExitCode78()
    {
        await using var store = await AStore.FilledAsync();
        await store.CloseAsync();
        await File.WriteAllTextAsync(store.DatabasePath, "not a database");
        using var child = ChildProcess.Start(store.Path);

        await child.EndAsync();

        Assert.Equal(StorageException.RefusedExitCode, child.ExitCode);
        Assert.EndsWith("There is no sound backup.", Assert.Single(child.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_WithoutItsDatabase_IsNotSwallowedByANewOne()
    {
        await using var store = new AStore();
        await File.WriteAllTextAsync(store.DatabasePath + "-wal", "acknowledged rows");

        Assert.Throws<StorageException>(() => store.Reopen());

        Assert.False(File.Exists(store.DatabasePath));
    }

    [Fact]
    public async Task SoundStore_Reopens()
    {
        await using var store = await AStore.FilledAsync();
        await store.CloseAsync();

        store.Reopen();

        Assert.False(Directory.Exists(store.Store.Folder.Quarantine));
        Assert.Empty(store.Verify());
    }

    private static byte[] Damaged(string kind, byte[] file)
    {
        const int page = 4096;
        return kind switch
        {
            "zero length" => [],
            "one byte" => file[..1],
            "half a header" => file[..50],
            "header only" => file[..100],
            "cut in the first page" => file[..2000],
            "cut in the middle" => file[..((file.Length / 2) + 100)],
            "last page missing" => file[..^page],
            "not a database" => [.. "MZ not a database"u8, .. file[17..]],
            "zeroes" => new byte[file.Length],
            "text" => Encoding.UTF8.GetBytes(new string('x', 10_000)),
            "magic damaged" => With(file, 3, [0]),
            "page size damaged" => With(file, 16, [0, 3]),
            "root page damaged" => With(file, 100, new byte[8]),
            "interior zeroed" => With(file, page, new byte[page]),
            "every fourth page zeroed" => EveryFourth(file, page),
            "schema text damaged" => With(file, file.AsSpan().IndexOf("CREATE TABLE repayments"u8), "CREATF"u8.ToArray()),
            "another program's database" => Foreign(),
            "digest flipped" => Tampered(file, "UPDATE digests SET added = added + 1 WHERE table_name = 'loans'"),
            "checkpoint flipped" => Tampered(file, $"UPDATE checkpoints SET payload = zeroblob(3000) WHERE day = {AStore.FirstDay + 2}"),
            "index emptied" => Tampered(file, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'loans_status'"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static byte[] With(byte[] file, int at, byte[] bytes)
    {
        Assert.True(at >= 0);
        bytes.CopyTo(file, at);
        return file;
    }

    private static byte[] EveryFourth(byte[] file, int page)
    {
        for (var at = 4 * page; at + page <= file.Length; at += 4 * page)
        {
            Array.Clear(file, at, page);
        }

        return file;
    }

    private static byte[] Foreign()
    {
        var path = Path.GetTempFileName();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            AStore.Run(connection, "CREATE TABLE notes (text TEXT)");
        }

        return Taken(path);
    }

    private static byte[] Tampered(byte[] file, string sql)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, file);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_db_config(connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
            AStore.Run(connection, sql);
        }

        return Taken(path);
    }

    private static byte[] Taken(string path)
    {
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
