using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Lenders;

public class CheckpointTests
{
    private static readonly LenderPlan Plan = new() { Loans = 1_500, Seed = 9, YearsLived = 1 };

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(30)]
    public void A_lender_read_back_is_the_same_and_lives_the_same_days(int daysBefore)
    {
        using var lender = Lender.Found(Plan).Value;
        Live(lender, daysBefore);

        using var again = Again(lender);

        Assert.Equal(LenderHash.Of(lender), LenderHash.Of(again));
        Live(lender, 75);
        Live(again, 75);
        Assert.Equal(LenderHash.Of(lender), LenderHash.Of(again));
    }

    [Fact]
    public void A_lender_read_back_has_the_same_figures()
    {
        using var lender = Lender.Found(Plan).Value;
        using var again = Again(lender);

        Assert.Equal(lender.Metrics().Select(metric => metric.Value), again.Metrics().Select(metric => metric.Value));
    }

    [Fact]
    public void A_torn_checkpoint_is_refused()
    {
        using var lender = Lender.Found(Plan).Value;
        var bytes = Bytes(lender);

        var torn = new MemoryStream(bytes, 0, bytes.Length / 2);

        Assert.Contains("ends too early", Assert.Throws<InvalidDataException>(() => Lender.Read(torn, ProductCatalogue.Default, MarketModel.Default)).Message);
    }

    [Fact]
    public void A_checkpoint_of_other_products_is_refused()
    {
        using var lender = Lender.Found(Plan).Value;
        var others = ProductCatalogue.Create([.. ProductCatalogue.Default.Products.Select(product => product with { AnnualFee = product.AnnualFee + .001 })]).Value;

        var refused = Assert.Throws<InvalidDataException>(() => Lender.Read(new MemoryStream(Bytes(lender)), others, MarketModel.Default));

        Assert.Contains("products", refused.Message);
    }

    private static Lender Again(Lender lender) => Lender.Read(new MemoryStream(Bytes(lender)), ProductCatalogue.Default, MarketModel.Default);

    private static byte[] Bytes(Lender lender)
    {
        using var stream = new MemoryStream();
        lender.Write(stream);
        return stream.ToArray();
    }

    private static void Live(Lender lender, int days)
    {
        for (var day = 0; day < days; day++)
        {
            lender.LiveDay();
        }
    }
}
