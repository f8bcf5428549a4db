using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Stress;

/// <summary>A scenario as a request gives it: the id of one that is kept, or its paths by factor.</summary>
/// <param name="Id">Nothing where the paths are given.</param>
/// <param name="Values">Nothing where an id is given.</param>
internal sealed record ScenarioFields(string? Id, ProposedScenario? Values)
{
    public const string Field = "scenario";

    /// <summary>Reads the field <c>scenario</c>; nothing when it was not given.</summary>
    public static ScenarioFields? Read(JsonFields fields, string name = "drawn", string source = "request")
        => fields.IsWord(Field) ? new(fields.WordOrNone(Field), null) : fields.Inner(Field, inner => new ScenarioFields(null, Paths(inner, name, source)));

    /// <summary>The scenario itself; its faults are named by where they stand in the request.</summary>
    public Result<Scenario> Open(ScenarioRows rows, StartingPoint start)
    {
        if (Id is { } id)
        {
            return ScenarioLibrary.Find(id) is { } known ? known.Make(start)
                : rows.Find(id) is { } own ? own.Scenario
                : Problem.Of(ProblemKind.NotFound, Field, id, "the id of a scenario of the library, or of a kept one");
        }

        // Where no index was given house prices count from today's.
        var proposed = Values!.HousePriceBase > 0 ? Values : Values with { HousePriceBase = start.Today.HousePriceIndex };
        var opened = ScenarioDoor.Open(proposed);
        return opened.IsSuccess ? opened : opened.Problem with { Faults = [.. opened.Problem.Faults.Select(fault => fault.Field == "name" ? fault : fault with { Field = $"{Field}.{fault.Field}" })] };
    }

    private static ProposedScenario Paths(JsonFields fields, string name, string source)
    {
        var values = new Dictionary<string, IReadOnlyList<double?>?>();
        foreach (var factor in MacroFactor.All)
        {
            if (fields.NumbersOrNone(factor.Key, ScenarioDoor.MostQuarters) is { } path)
            {
                values[factor.Key] = [.. path.Select(value => (double?)value)];
            }
        }

        return new(name, source, values) { HousePriceBase = fields.NumberOrNone("housePriceBase", MacroFactor.HousePriceIndex.Lowest, MacroFactor.HousePriceIndex.Highest) ?? 0 };
    }
}
