using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>The closed list of ways in which storage itself fails; a broken rule of a table (a double key) is not one of them.</summary>
internal enum StorageFault
{
    /// <summary>Somebody else held the database longer than the wait. Try again.</summary>
    Busy,

    /// <summary>No space on the disk. Works again by itself when there is.</summary>
    Full,

    /// <summary>The disk answered with an error. What was in flight may or may not be there.</summary>
    Failed,

    /// <summary>The writer has been stopped.</summary>
    Stopped,

    /// <summary>The folder or the database must not be opened by this program; the message is the one line to print.</summary>
    Refused,
}

/// <summary>A failure of storage with its kind; the API answers the first four with 503, the program ends on the last.</summary>
internal sealed class StorageException(StorageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>EX_CONFIG of sysexits: something about this place has to be put right by a person.</summary>
    public const int RefusedExitCode = 78;

    /// <summary>EX_IOERR: the disk was full, busy or broken.</summary>
    public const int FailedExitCode = 74;

    public StorageFault Fault { get; } = fault;

    /// <summary>A copy holds something else than what was written: its source, or its own disk, is damaged.</summary>
    public bool IsUnsoundCopy { get; init; }

    /// <summary>What a caller may be told to wait.</summary>
    public TimeSpan RetryAfter => TimeSpan.FromSeconds(Fault is StorageFault.Busy ? 5 : 30);

    public static StorageException Refused(string line, Exception? inner = null) => new(StorageFault.Refused, line, inner);

    /// <summary>The typed failure for an answer of SQLite, or nothing where the statement and not the storage is at fault.</summary>
    public static StorageException? From(Exception failure) => failure switch
    {
        StorageException typed => typed,
        SqliteException sqlite when KindOf(sqlite.SqliteErrorCode) is { } kind => new(kind, $"storage {Word(kind)}: {sqlite.Message}", sqlite),
        IOException or UnauthorizedAccessException => new(StorageFault.Failed, $"storage failed: {failure.Message}", failure),
        _ => null,
    };

    /// <summary>A caller of many works wants an exception of its own: one object thrown by many tasks would mix their traces.</summary>
    public StorageException Again() => new(Fault, Message, this);

    private static StorageFault? KindOf(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageFault.Busy,
        raw.SQLITE_FULL => StorageFault.Full,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_PROTOCOL
            or raw.SQLITE_NOMEM or raw.SQLITE_PERM or raw.SQLITE_AUTH => StorageFault.Failed,
        _ => null,
    };

    private static string Word(StorageFault kind) => kind switch
    {
        StorageFault.Busy => "busy",
        StorageFault.Full => "full",
        _ => "failed",
    };
}
