using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>The products a book may hold, in a fixed order; position in the list is the product's place in every table.</summary>
public sealed class ProductCatalogue
{
    /// <summary>A loan id holds three bits of product (see LoanId).</summary>
    public const int MostProducts = 8;

    private ProductCatalogue(ImmutableArray<Product> products) => Products = products;

    public ImmutableArray<Product> Products { get; }

    public int Count => Products.Length;

    public Product this[int place] => Products[place];

    /// <summary>The five products of calibration.md 1 to 3; rates and shares are fractions.</summary>
    public static ProductCatalogue Default { get; } = Create([Consumer, Auto, Mortgage, Business, CreditCard]).Value;

    private static Product Consumer => new()
    {
        Key = "consumer",
        Name = "Consumer",
        Basis = AccrualBasis.Thirty360,
        Cascade = new([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]),
        Risk = new(-.150, 700, .19, 65_000, 14_500, 43, .126, 0, 0),
        Macro = new(.055, .02, .010, 0),
        Season = [1.05, .92, .90, .94, .98, 1, 1, 1.02, 1.02, 1.02, 1.05, 1.10],
        Exit = new(1.25, .5, 15, false),
        Loss = new(.88, .010, 0, 0, 1, 12, 120),
        TerminationShare = .716,
        AnnualFee = .010,
        Correlation = .06,
        LatentLoading = .305,
        LatentShift = .056,
        MarketSpread = .0480,
        Offer = DefaultOffers.Consumer,
    };

    private static Product Auto => new()
    {
        Key = "auto",
        Name = "Auto",
        Basis = AccrualBasis.Thirty360,
        Cascade = new([.46, .74, .83, .72, .94], [1, 1, 1, 1, .8]),
        Risk = new(-.129, 712, .22, 68_000, 29_000, 69, .083, 1.02, .50),
        Macro = new(.065, .02, .010, 0),
        Season = [1.04, .92, .90, .94, .98, 1, 1, 1.02, 1.03, 1.04, 1.06, 1.07],
        Exit = new(1.45, .5, 12, false),
        Loss = new(.48, .020, 0, 0, 1, 5, 120),
        TerminationShare = .673,
        AnnualFee = .003,
        MonthlyValueLoss = .015,
        Correlation = .05,
        LatentLoading = .303,
        LatentShift = .065,
        MarketSpread = .0360,
        Offer = DefaultOffers.Auto,
    };

    private static Product Mortgage => new()
    {
        Key = "mortgage",
        Name = "Mortgage",
        Basis = AccrualBasis.Thirty360,
        Cascade = new([.30, .65, .78, .85, .15], [1, 1, 1.3, 2.0, 2.2]),
        Risk = new(-.061, 745, .33, 115_000, 300_000, 333, .063, .70, 1.00),
        Macro = new(.085, .02, .015, .017),
        Season = [1.03, .95, .94, .97, .99, 1, 1, 1.01, 1.02, 1.02, 1.03, 1.04],
        Exit = new(.72, .15, 30, true),
        Loss = new(1, 0, .62, .18, .60, 14, 180),
        TerminationShare = .282,
        AnnualFee = .001,
        ValueFollowsHousePrices = true,
        Correlation = .15,
        LatentLoading = .589,
        LatentShift = .233,
        MarketSpread = .0206,
        Offer = DefaultOffers.Mortgage,
    };

    private static Product Business => new()
    {
        Key = "business",
        Name = "Business",
        Basis = AccrualBasis.Thirty360,
        Cascade = new([.40, .61, .85, .86, .85], [1, 1, 1, 1.1, 1.2]),
        Risk = new(-.104, 715, .28, 105_000, 60_000, 89, .098, .55, .25),
        Macro = new(.060, .05, .018, .004),
        Season = [1.02, .99, .98, .99, 1, 1, 1, 1, 1, 1, 1, 1.02],
        Exit = new(1.35, .4, 24, false),
        Loss = new(.55, .020, 0, 0, 1, 12, 120),
        TerminationShare = .669,
        AnnualFee = .005,
        MonthlyValueLoss = .005,
        Correlation = .12,
        LatentLoading = .509,
        LatentShift = .172,
        MarketSpread = .0435,
        Offer = DefaultOffers.Business,
    };

    private static Product CreditCard => new()
    {
        Key = "creditCard",
        Name = "Credit card",
        Basis = AccrualBasis.Actual365,
        Cascade = new([.43, .73, .88, .95, .50], [1, 1, 1, 1.1, 2.5]),
        Risk = new(-.095, 718, .20, 68_000, 8_000, 0, .215, 0, 0),
        Macro = new(.060, .03, .010, 0),
        Season = [1.06, .92, .89, .93, .97, 1, 1, 1.02, 1.02, 1.03, 1.06, 1.10],
        Exit = new(.45, 1, 1, false),
        Loss = new(.87, .008, 0, 0, 1, 12, 180),
        TerminationShare = .619,
        AnnualFee = .028,
        Correlation = .04,
        LatentLoading = .277,
        LatentShift = .049,
        MarketSpread = .1350,
        Offer = DefaultOffers.CreditCard,
        Card = new(920, 115, .16, [.94, .92, .98, .98, 1, 1, 1, 1.01, .99, 1, 1.04, 1.14]),
    };

    public static Result<ProductCatalogue> Create(ImmutableArray<Product> products)
    {
        if (products.IsDefault)
        {
            return Problem.Of(ProblemKind.MissingData, "products", "nothing", "a list of products");
        }

        var faults = new FaultList()
            .RequireRange(products.Length, 1, MostProducts, "products")
            .Require(products.Select(p => p.Key).Distinct().Count() == products.Length, "products.key", "repeated", "each key once");
        foreach (var product in products)
        {
            faults.Add(ProductDoor.Faults(product));
        }

        return faults.Or(() => new ProductCatalogue(products));
    }

    public Result<int> Find(string key)
    {
        for (var place = 0; place < Count; place++)
        {
            if (Products[place].Key == key)
            {
                return place;
            }
        }

        return Problem.Of(ProblemKind.NotFound, "product", key, $"one of {string.Join(", ", Products.Select(p => p.Key))}");
    }
}
