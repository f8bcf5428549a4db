using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Commands;

/// <summary>A verified copy through a reader of its own: whoever serves the folder goes on writing and is not asked.</summary>
internal static class BackupCommand
{
    public static Task<int> RunAsync(Run run)
    {
        using var database = FolderReader.Open(run.Folder);
        var place = run.Names is [var named] ? Path.GetFullPath(named) : DataFolder.BackupsIn(run.Folder);
        try
        {
            var backup = new Backups(place, TimeProvider.System).Make(database);
            run.Output.WriteLine($"{backup.Path}{(backup.Day > 0 ? $" ({DateOnly.FromDayNumber(backup.Day):O}, verified)" : " (verified)")}");
            return Task.FromResult(CommandLine.Fine);
        }
        catch (StorageException unsound) when (unsound.IsUnsoundCopy)
        {
            run.Errors.WriteLine(unsound.Message);
            return Task.FromResult(CommandLine.Found);
        }
    }
}
