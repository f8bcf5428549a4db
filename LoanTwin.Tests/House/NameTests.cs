using LoanTwin.Tests.House.Samples.Habits;
using Microsoft.Extensions.Hosting;

namespace LoanTwin.Tests.House;

/// <summary>Names say what a thing is to a lender. These endings say only that it is code.</summary>
public class NameTests
{
    private static readonly string[] EmptyEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service"];

    [Theory]
    [InlineData("LoanTwin.Domain")]
    [InlineData("LoanTwin.Simulation")]
    [InlineData("LoanTwin.Web")]
    public void TypeName_OfAProject_HasNoEmptyEnding(string project) => Complaint.None(EmptyNames(RoomArrowTests.TypesOf(project)));

    [Fact]
    public void TypeName_WithAnEmptyEnding_IsReportedUnlessHosted()
        => Assert.Equal(["LoanManager", "LoanService"], EmptyNames([typeof(LoanManager), typeof(LoanService), typeof(TwinService)]));

    [Fact]
    public void Program_IsATitlePage() => Assert.InRange(Repository.Read("LoanTwin.Web/Program.cs").TrimEnd().Split('\n').Length, 1, 40);

    private static IEnumerable<string> EmptyNames(IEnumerable<Type> types)
        => from type in types
           let name = type.Name.Split('`')[0]
           where EmptyEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
           where !(name.EndsWith("Service", StringComparison.Ordinal) && type.IsAssignableTo(typeof(IHostedService)))
           select name;
}
