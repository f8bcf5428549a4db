using LoanTwin.Web.Commands;

namespace LoanTwin.Tests.Web;

/// <summary>A small twin, founded once in this test run and copied for each test that needs any: founding takes seconds, going on from a copy does not.</summary>
internal static class FoundedTwin
{
    private static readonly Lazy<Task<byte[]>> Database = new(FoundAsync);

    public static async Task CopyIntoAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "twin.db"), await Database.Value);
    }

    private static async Task<byte[]> FoundAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loantwin-founded-");
        try
        {
            using var errors = new StringWriter();
            var code = await CommandLine.Read(["generate", "--Twin:Loans=60", $"--Storage:Folder={folder.FullName}"]).RunAsync(TextWriter.Null, errors);
            Assert.True(code == 0, errors.ToString());
            return await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "twin.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
