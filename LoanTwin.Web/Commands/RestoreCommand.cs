using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Commands;

/// <summary>A backup becomes the database of an empty folder, after it has been verified there.</summary>
internal static class RestoreCommand
{
    public static Task<int> RunAsync(Run run)
    {
        var file = Path.GetFullPath(run.Names[0]);
        if (!File.Exists(file))
        {
            return Task.FromResult(CommandLine.Refuse(run.Errors, $"There is no file {file}."));
        }

        using var folder = DataFolder.Open(run.Folder);
        try
        {
            Backups.Restore(file, folder);
            run.Output.WriteLine($"restored into {folder.Root}, verified");
            return Task.FromResult(CommandLine.Fine);
        }
        catch (Exception unsound) when (unsound is StorageException { IsUnsoundCopy: true } or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT })
        {
            run.Errors.WriteLine($"{file} is not restored: {unsound.Message}");
            return Task.FromResult(CommandLine.Found);
        }
    }
}
