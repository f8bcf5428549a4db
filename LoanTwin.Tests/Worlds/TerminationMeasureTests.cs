using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>The share of default events that end the contract is a measured figure of the catalogue, and can be measured again.</summary>
public sealed class TerminationMeasureTests
{
    // Three books of this size lie within .008 of the share of 24,000 loans; the first of them, which the catalogue holds, within .004.
    private const int Loans = 2_000;
    private const ulong Seed = 1;

    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void Share_OfTheCatalogue_IsTheOneMeasuredOnADefaultMix(string key)
    {
        using var book = StartingBook.OfOne(key, Loans, Seed, AWorld.Start);
        var place = Find(key);
        var inCatalogue = ProductCatalogue.Default[place].TerminationShare;

        var share = TerminationMeasure.Of(book, place, AWorld.Start);

        Assert.True(Math.Abs(share - inCatalogue) < .005, $"{key}: the measured share is now {share:F4}");
        Assert.Equal(share, TerminationMeasure.Of(book, place, AWorld.Start));
    }

    /// <summary>Why the average borrower is not asked: the share that an expected loss of a real book needs lies above his.</summary>
    [Theory]
    [MemberData(nameof(Products))]
    public void Share_OfAverageLoans_UnderstatesThatOfAMix(string key)
    {
        var product = ProductCatalogue.Default[Find(key)];
        using var book = IdenticalLoans.Of(product, 1, AWorld.Start, 15);

        Assert.InRange(product.TerminationShare - TerminationMeasure.Of(book, 0, AWorld.Start), .03, .15);
    }

    [Fact]
    public void Share_OfAProductWithoutLoans_IsRefused()
    {
        using var book = StartingBook.OfOne("auto", 10, Seed, AWorld.Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => TerminationMeasure.Of(book, Find("consumer"), AWorld.Start));
    }

    private static int Find(string key) => ProductCatalogue.Default.Find(key).Value;
}
