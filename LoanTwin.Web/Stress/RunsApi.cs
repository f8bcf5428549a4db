using System.Globalization;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Api;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Stress;

/// <summary>Long questions of the lab: sampled runs, what they have come to, runs beside each other, and the search for the mildest breach.</summary>
internal static class RunsApi
{
    private const double MostWeight = 1e6;

    public static void MapRunsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/stress").WithTags("Stress");
        api.MapPost("/runs", AskAsync).WithSummary("Asks for a scenario on sampled paths, from the last committed day; the answer is a job to wait for.")
            .Produces<AskedView>(StatusCodes.Status202Accepted).Refuses(400, 404, 413, 415, 503);
        api.MapPost("/reverse", ReverseAsync).WithSummary("Asks for the mildest path of the economy that breaks a limit; the answer is a job to wait for.")
            .Produces<AskedView>(StatusCodes.Status202Accepted).Refuses(400, 413, 415, 503);
        api.MapGet("/runs/{id}", Find).WithSummary("What a run has come to; while it works, and after it was cancelled, what is known so far.").Produces<StressRunView>().Refuses(404, 503);
        api.MapGet("/runs/{id}/pack", Pack).WithSummary("A stress run to take away: html is one page that prints, csv has every figure in a row, json is the run itself.")
            .Produces<string>(contentType: "text/html").Refuses(400, 404, 503);
        api.MapGet("/runs/{id}/sensitivity", SensitivityAsync).WithSummary("What each factor does to the world of a run on the book of the day: loss and lowest capital with it at its baseline, the largest effect first.")
            .Produces<SensitivityView>().Refuses(404, 503);
        api.MapGet("/compare", Compare).WithSummary("Up to five runs on the same luck, ranked: which world is worst, and how often that holds.").Produces<CompareView>().Refuses(400, 404, 503);
    }

    private static async Task<IResult> AskAsync(HttpContext context, StressRuns runs, FrozenLender lender, ScenarioRows rows, LiveFeed feed, CancellationToken leaving)
    {
        var (json, refused) = await RequestBody.ReadAsync(context.Request);
        if (refused is not null)
        {
            return refused;
        }

        var fields = new JsonFields(json);
        var given = ScenarioFields.Read(fields);
        var sheet = fields.WordOrNone("balanceSheet") ?? SheetKeys.Usual;
        var (quarters, paths, seed) = (fields.WholeOrNone("quarters", 1, StressQuestion.MostQuarters) ?? 9, fields.WholeOrNone("paths", 1, StressPlan.MostPaths), fields.WholeOrNone("seed", 0, int.MaxValue));
        var (population, overlays, mode) = (fields.WordOrNone("population"), AnswerApi.OverlaysOf(fields), SheetKeys.Find(sheet));
        if (await WorldAsync(given, lender, rows, leaving) is not { } world || feed.Latest is not { } latest)
        {
            return TwinApi.NotYet();
        }

        var question = new StressRunQuestion(
            world.IsSuccess ? world.Value : RunWorld.Calm, quarters, string.IsNullOrWhiteSpace(population) ? null : population, mode is null ? SheetKeys.Usual : sheet, overlays.Cures, overlays.LossGivenDefault,
            overlays.Prepayments, paths ?? StressRunQuestion.UsualPaths, StressRunQuestion.BlockOf(latest.LoansActive, mode ?? SheetMode.RunOff));
        var faults = new FaultList().Require(mode is not null, "balanceSheet", sheet, $"one of {SheetKeys.Known}");
        faults.Add(question.Faults(0));
        faults.Add(world.Problem?.Faults ?? []);
        return fields.With(faults.Any ? faults.ToProblem(world.Problem?.Kind ?? ProblemKind.Invalid) : null) is { } problem
            ? ApiProblem.Of(problem)
            : Accepted(await runs.AskAsync(question, (ulong?)seed, Author.Of(context), leaving));
    }

    /// <summary>Scenarios of the library are made by the run itself on its own day; all others are written down now. Nothing while the twin still opens.</summary>
    private static async Task<Result<RunWorld>?> WorldAsync(ScenarioFields? given, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
        => given is null ? RunWorld.Calm
            : given.Id is { } id && ScenarioLibrary.Find(id) is { } known ? RunWorld.Of(known)
            : (await lender.AskAsync(bench => new Opened(given.Open(rows, ScenarioApi.StartOf(bench))), leaving))?.World;

    private static async Task<IResult> ReverseAsync(HttpContext context, StressRuns runs, LiveFeed feed, CancellationToken leaving)
    {
        var (json, refused) = await RequestBody.ReadAsync(context.Request);
        if (refused is not null)
        {
            return refused;
        }

        var fields = new JsonFields(json);
        var (metric, limit) = (fields.Word("metric") ?? "", fields.Number("limit"));
        var (quarters, seed, sheet) = (fields.WholeOrNone("quarters", 1, StressQuestion.MostQuarters) ?? 9, fields.WholeOrNone("seed", 0, int.MaxValue), fields.WordOrNone("balanceSheet") ?? SheetKeys.Usual);
        var mode = SheetKeys.Find(sheet);
        var question = new ReverseRunQuestion(metric, limit, quarters, mode is null ? SheetKeys.Usual : sheet);
        var faults = new FaultList().Require(mode is not null, "balanceSheet", sheet, "runOff or static");
        faults.Add(question.Ask(0).Check().Problem?.Faults ?? []);
        if (fields.With(faults.Any ? faults.ToProblem() : null) is { } problem)
        {
            return ApiProblem.Of(problem);
        }

        return feed.Latest is null ? TwinApi.NotYet() : Accepted(await runs.AskAsync(question, (ulong?)seed, Author.Of(context), leaving));
    }

    private static IResult Find(string id, StressRuns runs)
        => runs.Find(id) is { } run ? TypedResults.Ok(StressRunView.Of(run)) : NoSuch(id);

    private static IResult Pack(string id, HttpRequest request, StressRuns runs)
    {
        var fields = new QueryFields(request.Query);
        var format = fields.Word("format") ?? "html";
        fields.Require(format is "html" or "csv" or "json", "format", format, "html, csv or json");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (runs.Find(id) is not { Job.Kind: StressKind.Key } run)
        {
            return NoSuch(id);
        }

        var view = StressRunView.Of(run);
        return format switch
        {
            "json" => TypedResults.Ok(view),
            "csv" => TypedResults.Text(RunPack.Csv(view), "text/csv"),
            _ => TypedResults.Text(RunPack.Html(view), "text/html"),
        };
    }

    private static async Task<IResult> SensitivityAsync(string id, StressRuns runs, FrozenLender lender, CancellationToken leaving)
        => runs.Find(id) is not { Job.Kind: StressKind.Key } run ? NoSuch(id)
            : await lender.AskAsync(bench => TypedResults.Ok(SensitivityView.Of(bench, run.Job.Inputs.Ask<StressRunQuestion>(), leaving)), leaving) ?? (IResult)TwinApi.NotYet();

    private static ApiProblem NoSuch(string id) => ApiProblem.Of(Problem.Of(ProblemKind.NotFound, "id", id, "the run of a stress test"));

    private static IResult Compare(HttpRequest request, StressRuns runs)
    {
        var fields = new QueryFields(request.Query);
        var (named, loss, capital, roe) = (fields.Word("runs"), Weight("loss"), Weight("capital"), Weight("roe"));
        fields.Require(named is not null, "runs", named, "the runs to compare: a,b");
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        var weights = new RankWeights(loss, capital, roe);
        var ranked = runs.Compare(named!.Split(',', StringSplitOptions.TrimEntries), weights);
        return ranked.IsSuccess ? TypedResults.Ok(CompareView.Of(weights, ranked.Value, runs)) : ApiProblem.Of(ranked.Problem);

        double Weight(string name)
        {
            var text = fields.Word(name);
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight);
            fields.Require(text is null || (isNumber && weight is >= 0 and <= MostWeight), name, text, $"a weight between 0 and {MostWeight}");
            return text is null ? 1 : weight;
        }
    }

    private static IResult Accepted(Result<Job> asked)
        => asked.IsSuccess
            ? TypedResults.Accepted($"/api/jobs/{asked.Value.Id}", new AskedView(asked.Value.Id, asked.Value.Run, asked.Value.State.Key()))
            : ApiProblem.Of(asked.Problem);

    private sealed record Opened(Result<Scenario> Scenario)
    {
        public Result<RunWorld> World => Scenario.IsSuccess ? RunWorld.Of(Scenario.Value) : Scenario.Problem;
    }
}

/// <summary>A run as the API shows it. What is not known yet is null; <c>isPartial</c> says that paths are missing.</summary>
/// <param name="Hash">SHA-256 of the whole answer: the same inputs give the same.</param>
/// <param name="Loans">How many loans meet the scenario; null means all.</param>
/// <param name="Paths">Quarter by quarter.</param>
/// <param name="Reverse">What a search has found.</param>
internal sealed record StressRunView(
    string Run, string Kind, string Job, string State, string? Why, bool IsPartial, string? Hash, DateOnly Day, string? Scenario, int Quarters, string BalanceSheet, string? Population, int? Loans, ulong Seed, RunVersions Versions,
    int PathsAsked, int PathsDone, EstimateView? Loss, EstimateView? MinCapital, EstimateView? MinRoe, AnswerMetric[] Metrics, RunQuarter[] Paths, AnswerProduct[] ByProduct, SegmentView[] Segments,
    AnswerBridge? Bridge, AnswerBreach[] Breaches, AnswerState[] States, ReverseOutcome? Reverse)
{
    public static StressRunView Of(StressRunState run) => run.Job.Kind == ReverseKind.Key ? OfReverse(run) : OfStress(run, run.Job.Inputs.Ask<StressRunQuestion>());

    private static StressRunView OfReverse(StressRunState run)
    {
        var (inputs, question) = (run.Job.Inputs, run.Job.Inputs.Ask<ReverseRunQuestion>());
        return new(
            run.Run, ReverseKind.Key, run.Job.Id, run.Job.State.Key(), run.Job.Problem, run.Hash is null, run.Hash, DateOnly.FromDayNumber(inputs.Day), null, question.Quarters, question.BalanceSheet, null, null, inputs.Seed,
            inputs.Versions, 0, 0, null, null, null, [], [], [], [], null, [], [], run.Reverse);
    }

    private static StressRunView OfStress(StressRunState run, StressRunQuestion question)
    {
        var (inputs, known, answer) = (run.Job.Inputs, run.Stress, run.Stress?.Expected.Answer);
        var paths = known is { PathsDone: > 0 } ? known.Paths() : null;
        return new(
            run.Run, StressKind.Key, run.Job.Id, run.Job.State.Key(), run.Job.Problem, run.Hash is null, run.Hash, DateOnly.FromDayNumber(inputs.Day), question.World.Name, question.Quarters, question.BalanceSheet,
            question.Population, known?.Expected.Loans, inputs.Seed, inputs.Versions, question.Paths, known?.PathsDone ?? 0,
            paths is null ? null : EstimateView.Money(paths.Loss), paths is null ? null : EstimateView.Of(paths.MinCapital), paths is null ? null : EstimateView.Of(paths.MinRoe),
            answer?.Metrics ?? [], known is null ? [] : RunQuarter.Of(known), answer?.ByProduct ?? [], known?.Expected.Segments ?? [], answer?.Bridge, answer?.Breaches ?? [], answer?.States ?? [], null);
    }
}

/// <summary>What one factor does: the figures with it at its baseline, and what it adds to the loss and takes from the lowest capital ratio.</summary>
internal sealed record EffectView(string Factor, decimal LossWithout, decimal LossAdded, double CapitalWithout, double CapitalTaken);

/// <param name="Day">Of the book that was asked, not of the run.</param>
internal sealed record SensitivityView(DateOnly Day, string Scenario, EffectView[] Factors)
{
    public static SensitivityView Of(StressBench bench, StressRunQuestion question, CancellationToken leaving)
    {
        var sheet = question.Sheet == SheetMode.Dynamic ? SheetMode.RunOff : question.Sheet;
        var effects = Sensitivity.Of(bench, question.Bare() with { Sheet = sheet, Scenario = question.World.Make(bench) }, leaving);
        return new(bench.Day, question.World.Name, [.. effects.Select(effect => new EffectView(
            effect.Factor.Key, AnswerMonth.Money(effect.LossWithout), AnswerMonth.Money(effect.LossAdded), effect.CapitalWithout, effect.CapitalTaken))]);
    }
}

/// <summary>One run among others. One is the worst.</summary>
/// <param name="Score">Weighted mean of the measures in deviations; higher is worse.</param>
/// <param name="Holds">Share of resamples of the paths in which the rank is the same.</param>
/// <param name="Loss">Mean over the paths, in USD.</param>
internal sealed record RankedView(string Run, string Scenario, int Rank, double Score, double Holds, double Loss, double MinCapital, double MinRoe, int Paths);

internal sealed record CompareView(double LossWeight, double CapitalWeight, double RoeWeight, RankedView[] Runs)
{
    public static CompareView Of(RankWeights weights, IEnumerable<RankedRun> ranked, StressRuns runs)
        => new(weights.Loss, weights.Capital, weights.Roe, [.. ranked.Select(run => Of(run, runs.Find(run.Id)!.Stress!))]);

    private static RankedView Of(RankedRun run, StressRunOutcome outcome)
        => new(run.Id, outcome.Question.World.Name, run.Rank, run.Score, run.Holds, run.Loss / 100, run.MinCapital, run.MinRoe, outcome.PathsDone);
}
