using System.Text.RegularExpressions;
using LoanTwin.Web.Address;

namespace LoanTwin.Tests.House;

/// <summary>The front door tells the truth: every room it names exists, every room that exists is named.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = Repository.Read("README.md");

    [Fact]
    public void Rooms_OfTheTable_Exist()
        => Assert.DoesNotContain(RoomRow().Matches(Text).Select(match => match.Groups[1].Value), room => !Directory.Exists(Repository.PathOf(room)));

    [Fact]
    public void Rooms_OfTheWebProject_AreInTheTable()
        => Assert.DoesNotContain(RoomTable.Web.Keys, room => !Text.Contains($"`LoanTwin.Web/{room}`", StringComparison.Ordinal));

    [Fact]
    public void Address_OfTheReadme_IsTheDefault() => Assert.Contains(LoopbackAddress.Default, Text, StringComparison.Ordinal);

    [Fact]
    public void Picture_OfTheReadme_ExistsAndIsSmall()
        => Assert.All(
            Picture().Matches(Text).Select(match => new FileInfo(Repository.PathOf(match.Groups[1].Value))),
            picture => Assert.InRange(picture.Length, 10_000, 200_000));

    [GeneratedRegex("^\\| `([A-Za-z.\\-/]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex RoomRow();

    [GeneratedRegex("!\\[[^\\]]+\\]\\(([^)]+)\\)")]
    private static partial Regex Picture();
}
