namespace LoanTwin.Benchmarks.Running;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loantwin-evidence-");

    public string Path => _folder.FullName;

    public string Below(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A copy of a data folder that nobody has open.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "twin.db*"))
        {
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        }
    }
}
