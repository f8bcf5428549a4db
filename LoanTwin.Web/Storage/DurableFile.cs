namespace LoanTwin.Web.Storage;

/// <summary>Files that are whole when they appear under their name.</summary>
internal static class DurableFile
{
    /// <summary>Waits until the disk holds what was written.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
