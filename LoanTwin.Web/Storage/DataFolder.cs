namespace LoanTwin.Web.Storage;

/// <summary>What is left on the disk that holds the data.</summary>
internal readonly record struct FreeSpace(long FreeBytes, long TotalBytes)
{
    private const long WarnBytes = 500_000_000;
    private const double WarnShare = 0.05;

    /// <summary>Early enough to act: under 500 MB or under 5 %.</summary>
    public bool IsLow => FreeBytes < WarnBytes || FreeBytes < TotalBytes * WarnShare;
}

/// <summary>
/// The one folder of everything the program keeps. It is held by an operating-system lock as long as the program lives, so that no second
/// program, and no second writer, can open it; the system lets go of the lock however the program ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>The setting that names the folder.</summary>
    public const string Setting = "Storage:Folder";

    public const string DatabaseName = "twin.db";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Root, _lock) = (path, held);

    public string Root { get; }

    public string Database => Path.Combine(Root, DatabaseName);

    public string Backups => BackupsIn(Root);

    public string Logs => Path.Combine(Root, "logs");

    public string Quarantine => Path.Combine(Root, "quarantine");

    public static string BackupsIn(string folder) => Path.Combine(folder, "backups");

    /// <summary>The folder that the settings name, else "data" beside the solution, else (a published copy) beside the program.</summary>
    public static string PathFrom(IConfiguration settings)
        => settings[Setting] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(SolutionFolder() ?? AppContext.BaseDirectory, "data");

    /// <summary>Opens or makes the folder and locks it. Throws <see cref="StorageFault.Refused"/> with one clear line.</summary>
    public static DataFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var held = Lock(full);
            var folder = new DataFolder(full, held);
            folder.MakeRooms();
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw StorageException.Refused($"The data folder {full} cannot be written: {failure.Message}", failure);
        }
    }

    public FreeSpace ReadFreeSpace()
    {
        var drive = new DriveInfo(Root);
        return new FreeSpace(drive.AvailableFreeSpace, drive.TotalSize);
    }

    public void Dispose() => _lock.Dispose();

    // The lock file is written to, because a folder on a read-only disk can still hold a file that opens.
    private static FileStream Lock(string folder)
    {
        var held = Hold(Path.Combine(folder, ".lock"), folder);
        held.SetLength(0);
        held.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
        held.Flush(flushToDisk: true);
        return held;
    }

    private static FileStream Hold(string path, string folder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
        {
            throw StorageException.Refused($"The data folder {folder} is in use by another LoanTwin.", failure);
        }
    }

    private void MakeRooms()
    {
        Directory.CreateDirectory(Backups);
        Directory.CreateDirectory(Logs);
    }

    private static string? SolutionFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoanTwin.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
