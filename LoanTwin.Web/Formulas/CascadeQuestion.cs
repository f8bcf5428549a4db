using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>A loan's month: which product, who borrowed, in what economy. What is not given is average; with nothing given, the published rows.</summary>
internal sealed record CascadeQuestion(
    [property: Description("consumer, auto, mortgage, business or creditCard; consumer when only features or economy are given")] string? Product = null,
    [property: Description("the borrower and the loan; without them a loan of risk 1")] CascadeFeatures? Features = null,
    [property: Description("without it the neutral one, in a month without season")] CascadeEconomy? Economy = null)
    : IQuestion<CascadeQuestion, CascadeAnswer>
{
    private const string Default = "consumer";

    public static CascadeQuestion Read(JsonFields fields)
        => new(fields.WordOrNone("product"), fields.Inner("features", CascadeFeatures.Read), fields.Inner("economy", CascadeEconomy.Read));

    public Result<CascadeAnswer> Answer() => ProductOf(Product ?? Default).Then(product =>
    {
        var isPublished = Product is null && Features is null && Economy is null;

        // The published rows carry the plain exit shares, without a product's scale and ramp.
        var shown = isPublished ? product with { Exit = new ExitCurve(1, 1, 1, false) } : product;
        var faults = new FaultList();
        faults.Add(Features?.Faults(product) ?? []);
        var economy = (Economy ?? new()).On(product, faults);
        return faults.Or(() => CascadeAnswer.Of(shown, Features, economy));
    });

    private static Result<Product> ProductOf(string key)
    {
        var place = ProductCatalogue.Default.Find(key);
        return place.IsSuccess ? ProductCatalogue.Default[place.Value] : place.Problem with { Kind = ProblemKind.Invalid };
    }
}
