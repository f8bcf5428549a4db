using System.Text.RegularExpressions;

namespace LoanTwin.Tests.House;

/// <summary>What may lie in the repository: our own text, in one form, that names no machine and no registry.</summary>
public partial class TrackedFileTests
{
    private static readonly string[] TextEndings =
        [".cs", ".razor", ".css", ".js", ".svg", ".json", ".md", ".props", ".targets", ".csproj", ".sln", ".editorconfig", ".gitignore", ".npmrc", "run"];

    private static readonly string[] PackageEndings = [".woff", ".woff2", ".ttf", ".otf", ".dll", ".nupkg", ".tgz", ".map", ".wasm"];

    [Fact]
    public void TrackedText_NamesNoRegistryAndNoMachine()
        => Complaint.None(from file in TextFiles
                          from line in Repository.Read(file).Split('\n')
                          where NamesAPlace(line)
                          select $"{file}: {line.Trim()}");

    [Fact]
    public void TrackedText_IsPlain()
        => Complaint.None(TextFiles.Where(file => !file.EndsWith(".sln", StringComparison.Ordinal)) // dotnet new writes its own form
            .SelectMany(file => FormFaults(file, Repository.Read(file))));

    [Fact]
    public void TrackedFiles_AreOursAlone() => Assert.DoesNotContain(Repository.Files, IsFromAPackage);

    [Fact]
    public void TrackedScripts_AreWrittenByHand()
        => Assert.DoesNotContain(Repository.Files, file => file.EndsWith(".js", StringComparison.Ordinal) && LooksBuilt(Repository.Read(file)));

    [Theory]
    [InlineData("\"resolved\": \"https://registry.", "npmjs.org/x.tgz\"")]
    [InlineData("http://deb.", "debian.org/debian")]
    [InlineData("source /", "root/.profile")]
    [InlineData("cd /", "tmp/build")]
    public void NameOfAPlace_InALine_IsReported(string head, string tail) => Assert.True(NamesAPlace(head + tail));

    [Theory]
    [InlineData("wwwroot/css/twin.css")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("../root/file")]
    public void OrdinaryLine_IsNotReported(string line) => Assert.False(NamesAPlace(line));

    [Theory]
    [InlineData("a \n", "trailing blank")]
    [InlineData("a\r\n", "carriage return")]
    [InlineData("\ta\n", "tab")]
    [InlineData("a", "no newline at the end")]
    [InlineData("", "no newline at the end")]
    public void FaultOfForm_IsReported(string text, string fault) => Assert.Contains($"x.cs: {fault}", FormFaults("x.cs", text));

    [Theory]
    [InlineData("LoanTwin.Web/wwwroot/app.css")]
    [InlineData("wwwroot-assets/lib/plotly.js")]
    [InlineData("wwwroot-assets/js/vendor.min.js")]
    [InlineData("build/browser-packages/node_modules/x/index.json")]
    [InlineData("wwwroot-assets/fonts/inter.woff2")]
    [InlineData("LoanTwin.Web/obj/x.json")]
    public void FileOfAPackage_IsReported(string file) => Assert.True(IsFromAPackage(file));

    [Fact]
    public void BuiltScript_IsReported() => Assert.True(LooksBuilt("/*! library 1.0 */") && LooksBuilt(new string('a', 401)) && !LooksBuilt("toggle();"));

    private static IEnumerable<string> TextFiles => Repository.Files.Where(file => TextEndings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)));

    private static bool NamesAPlace(string line) => RegistryHost().IsMatch(line) || MachinePath().IsMatch(line);

    private static bool IsFromAPackage(string file)
        => PackageEndings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
            || PackageFolder().IsMatch(file)
            || file.Contains(".min.", StringComparison.Ordinal)
            || (file.EndsWith(".js", StringComparison.Ordinal) && !file.StartsWith("wwwroot-assets/js/", StringComparison.Ordinal));

    private static bool LooksBuilt(string script)
        => script.Contains("/*!", StringComparison.Ordinal)
            || script.Contains("@license", StringComparison.Ordinal)
            || script.Split('\n').Any(line => line.Length > 400);

    private static IEnumerable<string> FormFaults(string file, string text)
    {
        var faults = new (string Name, bool Found)[]
        {
            ("trailing blank", TrailingBlank().IsMatch(text)),
            ("carriage return", text.Contains('\r')),
            ("tab", text.Contains('\t')),
            ("byte order mark", text.StartsWith('\uFEFF')),
            ("no newline at the end", !text.EndsWith('\n')),
            ("more than one newline at the end", text.EndsWith("\n\n", StringComparison.Ordinal)),
        };
        return faults.Where(fault => fault.Found).Select(fault => $"{file}: {fault.Name}");
    }

    [GeneratedRegex("https?://[a-z0-9.-]*(nuget|npm|debian|pypi)")]
    private static partial Regex RegistryHost();

    [GeneratedRegex("(^|[^a-z.])/(work|root|tmp)/[a-z.]")]
    private static partial Regex MachinePath();

    [GeneratedRegex("(^|/)(node_modules|bin|obj|lib|wwwroot)/")]
    private static partial Regex PackageFolder();

    [GeneratedRegex("[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlank();
}
