using LoanTwin.Web.Portfolio;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Portfolio;

/// <summary>What the explorer's address says, and what it makes of an address that says nonsense.</summary>
public class ExplorerAddressTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?filter=product%20eq%20'auto'%20and%20score%20lt%20640")]
    [InlineData("?filter=score%20lt%20640&sort=-balance,score&view=strats&by=score:20,product&y=count&columns=balance,rate&sel=7,12&range=36m")]
    [InlineData("?sel=all&view=vintage&measure=cpr")]
    [InlineData("?filter=score%20lt%20640&view=compare&against=region%20eq%20'Lakeland'&against=term%20ge%2013")]
    public void Address_ReadAndWritten_SaysTheSame(string query)
    {
        var once = Of(query);
        var again = Of(once.Href[ExplorerAddress.Home.Length..]);

        Assert.Empty(once.Wrong);
        Assert.Equal(once.Href, again.Href);
        Assert.Equal(query.Length == 0, once.Href == ExplorerAddress.Home);
        foreach (var part in Uri.UnescapeDataString(query).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(part, Uri.UnescapeDataString(once.Href), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Address_WithABadExpression_NamesItAndKeepsTheRest()
    {
        var address = Of("?filter=scor%20lt%205%20and%20score%20lt%20600&sort=shade&view=map&by=luck&columns=hue&sel=x&y=luck");

        Assert.Equal("score lt 600", address.Asked.Text);
        Assert.Equal(7, address.Wrong.Length);
        foreach (var named in new[] { "scor", "shade", "map", "luck", "hue", "x" })
        {
            Assert.Contains(address.Wrong, fault => fault.Contains($"\"{named}\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("?filter=product%20eq%20'auto'&filter=score%20lt%20640", "product eq 'auto' and score lt 640")]
    [InlineData("?filter=score%20lt%20640&of=score&from=580&to=660", "score ge 580 and score lt 660")]
    [InlineData("?filter=score%20lt%20640&of=rate&from=10", "rate ge 0.1 and score lt 640")]
    [InlineData("?of=ltv&to=80.5&upto=le", "ltv le 0.805")]
    [InlineData("?of=originationDay&from=2025-01-01", "originationDay ge 2025-01-01")]
    [InlineData("?filter=score%20lt%20640&of=score&from=&to=", "")]
    public void Address_OfAForm_IsOneFilter(string query, string filter) => Assert.Equal(filter, Of(query).Asked.Text);

    [Theory]
    [InlineData("?of=score&from=many")]
    [InlineData("?of=originationDay&to=soon")]
    public void Address_OfAFormWithNoNumber_SaysSo(string query)
    {
        Assert.Single(Of(query).Wrong);
        Assert.Equal("", Of(query).Asked.Text);
    }

    [Fact]
    public void Filter_ThatDoesNotSpeakOfLoansThatAreOver_LeavesThemOut()
    {
        Assert.Equal("active eq true", Of("").Filter.Text);
        Assert.Equal("active eq false", Of("?filter=active%20eq%20false").Filter.Text);
        Assert.Equal("", Of("").Filtered(Of("").Filter).Asked.Text);
    }

    [Fact]
    public void Sort_OfTheSameColumnAgain_TurnsRound()
    {
        var (score, region) = (LoanField.Find("score")!, LoanField.Find("region")!);

        Assert.Equal("-score", Of("").Sorted(score).OrderText);
        Assert.Equal("score", Of("").Sorted(score).Sorted(score).OrderText);
        Assert.Equal("region", Of("").Sorted(region).OrderText);
        Assert.Equal("-region", Of("").Sorted(region).Sorted(region).OrderText);
    }

    [Fact]
    public void Set_ToCompareWith_IsNamedWhereItIsWrongAndTakenOnce()
    {
        var address = Of("?view=compare&against=scor%20lt%205&against=term%20ge%2013&against=term%20ge%2013&against=");

        Assert.Equal(["term ge 13"], address.Against.Select(set => set.Text));
        Assert.Contains("scor", Assert.Single(address.Wrong), StringComparison.Ordinal);
        Assert.Equal("/stress?population=score%20lt%20640", Of("?filter=score%20lt%20640").StressHref);
    }

    [Fact]
    public void Selection_IsOfTheseLoansAlone()
    {
        var address = Of("?sel=7,12");

        Assert.Equal([7, 12, 9], address.Toggled(9).Selected);
        Assert.Equal([12], address.Toggled(7).Selected);
        Assert.Empty(address.Filtered(FilterClauses.None).Selected);
        Assert.DoesNotContain("sel", address.HrefUnselected, StringComparison.Ordinal);
    }

    private static ExplorerAddress Of(string query) => ExplorerAddress.Of($"http://twin{ExplorerAddress.Home}{query}");
}
