using System.Reflection;
using System.Xml.Linq;
using LoanTwin.Tests.House.Samples.Attic;
using LoanTwin.Tests.House.Samples.Cellar;

namespace LoanTwin.Tests.House;

public class RoomArrowTests
{
    [Theory]
    [InlineData("LoanTwin.Domain")]
    [InlineData("LoanTwin.Simulation", "LoanTwin.Domain")]
    [InlineData("LoanTwin.Web", "LoanTwin.Domain", "LoanTwin.Simulation")]
    public void Project_OfTheHouse_ReferencesOnlyTheOnesBelowIt(string project, params string[] below)
    {
        var referenced = Elements(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(below, referenced.Order());
    }

    [Fact]
    public void Domain_ReferencesNoPackage()
        => Complaint.None(Elements("LoanTwin.Domain", "PackageReference").Concat(Elements("LoanTwin.Domain", "FrameworkReference")));

    [Fact]
    public void Simulation_Rooms_LookOnlyWhereTheTableAllows()
        => Complaint.None(new RoomArrows("LoanTwin.Simulation", RoomTable.Simulation).Complaints(TypesOf("LoanTwin.Simulation")));

    [Fact]
    public void Web_Rooms_LookOnlyWhereTheTableAllows()
        => Complaint.None(new RoomArrows("LoanTwin.Web", RoomTable.Web).Complaints(TypesOf("LoanTwin.Web")));

    [Theory]
    [InlineData("LoanTwin.Domain")]
    [InlineData("LoanTwin.Simulation")]
    [InlineData("LoanTwin.Web")]
    public void Namespace_OfASourceFile_IsItsFolder(string project)
    {
        var misplaced = Repository.Files
            .Where(file => file.StartsWith(project + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !IsAtHome(file, Repository.Read(file)));

        Complaint.None(misplaced);
    }

    [Theory]
    [InlineData("LoanTwin.Domain/Risk/Loss.cs", "using System;\n\nnamespace LoanTwin.Domain.Risk;\n", true)]
    [InlineData("LoanTwin.Domain/Risk/Loss.cs", "namespace LoanTwin.Domain.Lending;\n", false)]
    [InlineData("LoanTwin.Web/Program.cs", "app.Run();\n", true)]
    public void Namespace_ThatIsNotTheFolder_IsReported(string file, string text, bool isAtHome) => Assert.Equal(isAtHome, IsAtHome(file, text));

    [Fact]
    public void Arrow_ThatIsNotListed_IsReported()
    {
        var arrows = new RoomArrows("LoanTwin.Tests.House.Samples", new Dictionary<string, string[]> { ["Attic"] = [], ["Cellar"] = [] });

        Assert.Equal(["Cellar -> Attic: Ladder uses Trunk"], arrows.Complaints(Samples));
    }

    [Fact]
    public void Arrow_ThatIsListed_IsAccepted()
    {
        var arrows = new RoomArrows("LoanTwin.Tests.House.Samples", new Dictionary<string, string[]> { ["Attic"] = [], ["Cellar"] = ["Attic"] });

        Assert.Empty(arrows.Complaints(Samples));
    }

    [Fact]
    public void Room_ThatIsNotListed_IsReported()
    {
        var arrows = new RoomArrows("LoanTwin.Tests.House.Samples", new Dictionary<string, string[]> { ["Attic"] = [] });

        Assert.Equal(["LoanTwin.Tests.House.Samples.Cellar.Ladder lies in no listed room of LoanTwin.Tests.House.Samples"], arrows.Complaints([typeof(Ladder)]));
    }

    // With the class that the compiler writes for the lambda, as in a whole assembly.
    private static IEnumerable<Type> Samples => [typeof(Trunk), typeof(Ladder), .. typeof(Ladder).GetNestedTypes(BindingFlags.NonPublic)];

    private static bool IsAtHome(string file, string text)
        => !$"\n{text}".Contains("\nnamespace ", StringComparison.Ordinal)
            || $"\n{text}".Contains($"\nnamespace {Path.GetDirectoryName(file)!.Replace('/', '.')};", StringComparison.Ordinal);

    internal static Type[] TypesOf(string assembly) => Assembly.Load(assembly).GetTypes();

    private static IEnumerable<string> Elements(string project, string name)
        => XDocument.Parse(Repository.Read($"{project}/{project}.csproj")).Descendants(name).Select(element => (string?)element.Attribute("Include") ?? "");
}
