using System.Collections.Immutable;
using System.Text.Json;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Stress;

/// <summary>The scenarios there are, what they look like from today, and new ones.</summary>
internal static class ScenarioApi
{
    public static void MapScenarioApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/stress").WithTags("Stress");
        api.MapGet("/scenarios", ListAsync).WithSummary("Every scenario of the library and every kept one in its newest version, with its paths from today.").Produces<ScenariosView>();
        api.MapPost("/scenarios", KeepAsync).WithSummary("Keeps a scenario, from its paths or from a file in the Federal Reserve's layout; with an id as the next version of one.").Produces<ScenarioView>(StatusCodes.Status201Created);
        api.MapGet("/scenarios/{id}", OneAsync).WithSummary("One scenario with its severity, coherence, nearest stretches of history, and what each factor is implied to be by the others.").Produces<ScenarioDetail>();
        api.MapGet("/scenarios/{id}/versions", Versions).WithSummary("All versions of a kept scenario.").Produces<ScenarioVersion[]>();
        api.MapGet("/scenarios/{id}/file", FileAsync).WithSummary("A scenario as a file in the Federal Reserve's layout; factors it does not name stand as they are implied.").Produces<string>(contentType: "text/csv");
        api.MapPost("/coherence", CoherenceAsync).WithSummary("How severe a scenario is among simulated paths, and how well its factors go together.").Produces<CoherenceView>();
    }

    private static async Task<IResult> ListAsync(FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
        => await lender.AskAsync<IResult>(bench =>
        {
            var start = StartOf(bench);
            return TypedResults.Ok(new ScenariosView(bench.Day, [.. ScenarioLibrary.All.Select(known => ScenarioView.Of(known, known.Make(start))), .. rows.Newest().Select(ScenarioView.Of)]));
        }, leaving) ?? TwinApi.NotYet();

    private static async Task<IResult> OneAsync(string id, HttpRequest request, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
    {
        var fields = new QueryFields(request.Query);
        var version = (int?)fields.WholeOrNone("version", 1, int.MaxValue);
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        return await lender.AskAsync<IResult>(bench =>
        {
            var start = StartOf(bench);
            if (Find(id, version, rows, start) is not { } view)
            {
                return NoSuch(id);
            }

            var check = ScenarioCheck.Of(start, view.Scenario);
            var implied = ImpliedValues.Of(start, view.Scenario);
            return TypedResults.Ok(new ScenarioDetail(
                bench.Day, view.View, CoherenceView.Of(bench.Day, check.Standing), [.. check.Relatives.Select(relative => new RelativeView($"{relative.From}", $"{relative.To}", relative.Distance))],
                implied.OrderBy(entry => entry.Key.Place).ToDictionary(entry => entry.Key.Key, entry => entry.Value.ToArray())));
        }, leaving) ?? TwinApi.NotYet();
    }

    private static IResult Versions(string id, ScenarioRows rows)
    {
        var versions = rows.All().Where(own => own.Id == id).Select(own => new ScenarioVersion(own.Version, own.Name, own.Author, own.Made)).ToArray();
        return versions.Length > 0 ? TypedResults.Ok(versions) : NoSuch(id);
    }

    private static async Task<IResult> FileAsync(string id, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
        => await lender.AskAsync<IResult>(bench =>
        {
            var start = StartOf(bench);
            return Find(id, null, rows, start) is { } found
                ? TypedResults.Text(FedScenarioText.Write(ImpliedValues.Filled(start, found.Scenario), start.FirstQuarter).Value, "text/csv")
                : NoSuch(id);
        }, leaving) ?? TwinApi.NotYet();

    private static async Task<IResult> KeepAsync(HttpContext context, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
    {
        var (json, refused) = await RequestBody.ReadAsync(context.Request);
        if (refused is not null)
        {
            return refused;
        }

        var fields = new JsonFields(json);
        var (name, story, source, id, file) = (fields.Word("name") ?? "", fields.WordOrNone("story") ?? "", fields.WordOrNone("source") ?? "user", fields.WordOrNone("id"), fields.WordOrNone("file"));
        var houseBase = fields.NumberOrNone("housePriceBase", MacroFactor.HousePriceIndex.Lowest, MacroFactor.HousePriceIndex.Highest);
        var drawn = ScenarioFields.Read(fields, name, source);
        var opened = await lender.AskAsync(bench => new Opened(Open(StartOf(bench))), leaving);
        if (opened is null)
        {
            return TwinApi.NotYet();
        }

        if (fields.With(opened.Scenario.Problem) is { } problem)
        {
            return ApiProblem.Of(problem);
        }

        return await rows.KeepAsync(id, story, opened.Scenario.Value, Author.Of(context), leaving) is { } kept
            ? TypedResults.Created($"/api/stress/scenarios/{kept.Id}", ScenarioView.Of(kept))
            : NoSuch(id!);

        Result<Scenario> Open(StartingPoint start)
            => (drawn, file) switch
            {
                ({ } paths, null) => paths.Open(rows, start),
                (null, { } text) => FedScenarioFile.Scenario(name, source, text, houseBase ?? start.Today.HousePriceIndex),
                _ => Problem.Of(ProblemKind.Invalid, ScenarioFields.Field, "nothing or both", "either scenario or file"),
            };
    }

    private static async Task<IResult> CoherenceAsync(HttpRequest request, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
    {
        var (json, refused) = await RequestBody.ReadAsync(request);
        if (refused is not null)
        {
            return refused;
        }

        var fields = new JsonFields(json);
        var given = ScenarioFields.Read(fields);
        return await lender.AskAsync<IResult>(bench =>
        {
            var start = StartOf(bench);
            Result<Scenario> scenario = given is null ? Problem.Of(ProblemKind.Invalid, ScenarioFields.Field, "nothing", "an id, or paths by factor") : given.Open(rows, start);
            return fields.With(scenario.Problem) is { } problem ? ApiProblem.Of(problem) : TypedResults.Ok(CoherenceView.Of(bench.Day, ScenarioCheck.Of(start, scenario.Value).Standing));
        }, leaving) ?? TwinApi.NotYet();
    }

    internal static StartingPoint StartOf(StressBench bench) => new(bench.Before, bench.Day.DayNumber, bench.Model);

    private static (ScenarioView View, Scenario Scenario)? Find(string id, int? version, ScenarioRows rows, StartingPoint start)
        => ScenarioLibrary.Find(id) is { } known && (version ?? known.Version) == known.Version && known.Make(start) is var made ? (ScenarioView.Of(known, made), made)
            : rows.Find(id, version) is { } own ? (ScenarioView.Of(own), own.Scenario)
            : null;

    private static ApiProblem NoSuch(string id) => ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "id", id, "a scenario of the library, or a kept one"));

    private sealed record Opened(Result<Scenario> Scenario);
}

/// <summary>A scenario with its paths by factor.</summary>
internal sealed record ScenarioView(
    string Id, int Version, string Kind, string Name, string Story, string Source, string Date, int Quarters, double HousePriceBase, IReadOnlyDictionary<string, double[]> Factors)
{
    public static ScenarioView Of(LibraryScenario known, Scenario scenario)
        => new(known.Id, known.Version, "library", known.Name, known.Story, known.Source, $"{known.Date:O}", scenario.Quarters, scenario.HousePriceBase, Paths(scenario));

    public static ScenarioView Of(OwnScenario own)
        => new(own.Id, own.Version, "own", own.Name, own.Story, own.Source, $"{DateOnly.FromDateTime(own.Made.UtcDateTime):O}", own.Scenario.Quarters, own.Scenario.HousePriceBase, Paths(own.Scenario));

    private static Dictionary<string, double[]> Paths(Scenario scenario) => scenario.Named.ToDictionary(factor => factor.Key, factor => scenario.Of(factor).ToArray());
}

internal sealed record ScenariosView(DateOnly Day, ScenarioView[] Scenarios);

internal sealed record ScenarioVersion(int Version, string Name, string Author, DateTimeOffset Made);

internal sealed record RelativeView(string From, string To, double Distance);

/// <param name="Worst">The factor that strays furthest from what was expected.</param>
/// <param name="Against">The factor that contradicts it most, if any does.</param>
internal sealed record CoherenceView(DateOnly Day, double Coherence, double Severity, string Worst, string? Against)
{
    public static CoherenceView Of(DateOnly day, PathStanding standing) => new(day, standing.Coherence, standing.Severity, standing.Worst.Key, standing.Against?.Key);
}

internal sealed record ScenarioDetail(DateOnly Day, ScenarioView Scenario, CoherenceView Standing, RelativeView[] Relatives, IReadOnlyDictionary<string, double[]> Implied);
