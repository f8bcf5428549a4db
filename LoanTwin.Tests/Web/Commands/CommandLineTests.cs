using LoanTwin.Web.Commands;

namespace LoanTwin.Tests.Web.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "serve", "", "")]
    [InlineData("serve --Twin:Pace=live", "serve", "", "--Twin:Pace=live")]
    [InlineData("--urls http://127.0.0.1:0 --Twin:Loans=5", "serve", "", "--urls http://127.0.0.1:0 --Twin:Loans=5")]
    [InlineData("--Storage:Folder data generate", "generate", "", "--Storage:Folder data")]
    [InlineData("restore a.backup --Storage:Folder=data", "restore", "a.backup", "--Storage:Folder=data")]
    [InlineData("export --help", "help", "export", "")]
    [InlineData("-h", "help", "", "")]
    public void Words_AndSettings_AreToldApart(string line, string word, string names, string settings)
    {
        var read = CommandLine.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((word, names, settings), (read.Word, string.Join(' ', read.Names), string.Join(' ', read.Settings)));
    }

    [Theory]
    [InlineData("dance", "'dance'")]
    [InlineData("help dance", "'dance'")]
    [InlineData("serve dance", "serve")]
    [InlineData("verify dance", "verify")]
    [InlineData("export", "export FOLDER")]
    [InlineData("restore a b", "restore FILE")]
    [InlineData("restore no-such-file", "no-such-file")]
    [InlineData("generate --Twin:Loans=many --Twin:Seed=-1", "Twin:Seed")]
    public async Task Words_ThatMakeNoSense_AreRefusedWithOneLine(string line, string named)
    {
        var (code, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("backup")]
    [InlineData("export somewhere")]
    public async Task Folder_WithoutATwin_IsRefusedAndNotMade(string line)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"loantwin-none-{Guid.NewGuid():N}");

        var (code, _, error) = await RunAsync([.. line.Split(' '), $"--Storage:Folder={folder}"]);

        Assert.Equal(78, code);
        Assert.Contains(folder, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Help_NamesEveryCommand_AndExplainsEach()
    {
        var (code, output, _) = await RunAsync(["--help"]);

        Assert.Equal(0, code);
        foreach (var command in KnownCommand.All)
        {
            Assert.Contains(command.Usage, output, StringComparison.Ordinal);
            Assert.Contains(command.Summary, (await RunAsync(["help", command.Word])).Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-x", "'-x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData("Ada", "Ada")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(null, "")]
    public void Cell_ThatBeginsLikeAFormula_IsMadeText(object? value, string cell) => Assert.Equal(cell, CsvFile.Cell(value));

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Read(arguments).RunAsync(output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
