using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Api;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Stress;

/// <summary>The answer in expectation, at once, on the whole book of the day.</summary>
internal static class AnswerApi
{
    public static void MapAnswerApi(this IEndpointRouteBuilder routes)
        => routes.MapGroup("/api/stress").WithTags("Stress").MapPost("/answer", AnswerAsync)
            .WithSummary("What a scenario does to the lender, in expectation: month by month, every metric, limits, the way of capital, beside the baseline. Without a scenario both are the same.").Produces<AnswerView>();

    private static async Task<IResult> AnswerAsync(HttpRequest request, FrozenLender lender, ScenarioRows rows, CancellationToken leaving)
    {
        var (json, refused) = await RequestBody.ReadAsync(request);
        if (refused is not null)
        {
            return refused;
        }

        var fields = new JsonFields(json);
        var given = ScenarioFields.Read(fields);
        var quarters = fields.WholeOrNone("quarters", 1, StressQuestion.MostQuarters) ?? 9;
        var sheet = fields.WordOrNone("balanceSheet") ?? SheetKeys.Usual;
        var overlays = OverlaysOf(fields);
        return await lender.AskAsync(bench => Answer(bench, rows, fields, given, new()
        {
            Quarters = quarters,
            Sheet = SheetKeys.Find(sheet) ?? SheetMode.RunOff,
            Overlays = overlays,
        }, sheet, leaving), leaving) ?? TwinApi.NotYet();
    }

    internal static Overlays OverlaysOf(JsonFields fields)
        => fields.Inner("overlays", inner => new Given(new(
            inner.NumberOrNone("cures", .1, 5) ?? 1, inner.NumberOrNone("lossGivenDefault", 0, 5) ?? 1, inner.NumberOrNone("prepayments", 0, 5) ?? 1)))?.Overlays ?? Overlays.None;

    private static IResult Answer(StressBench bench, ScenarioRows rows, JsonFields fields, ScenarioFields? given, StressQuestion question, string sheet, CancellationToken leaving)
    {
        var scenario = given?.Open(rows, ScenarioApi.StartOf(bench));
        var faults = new FaultList().Require(SheetKeys.Find(sheet) is SheetMode.RunOff or SheetMode.Static, "balanceSheet", sheet, "runOff or static; dynamic is a run");
        faults.Add(scenario is { IsSuccess: false } bad ? bad.Problem.Faults : []);
        var kind = scenario?.Problem?.Kind ?? ProblemKind.Invalid;
        if (fields.With(faults.Any ? faults.ToProblem(kind) : null) is { } problem)
        {
            return ApiProblem.Of(problem);
        }

        var answer = bench.Answer(question with { Scenario = scenario?.Value }, leaving);
        return answer.IsSuccess ? TypedResults.Ok(AnswerView.Of(bench, answer.Value)) : ApiProblem.Of(answer.Problem);
    }

    private sealed record Given(Overlays Overlays);
}

public sealed record AnswerMonth(DateOnly Month, decimal Loss, decimal CashLoss, decimal DefaultedBalance, decimal NetInterestIncome, decimal Provisions, double CapitalRatio, double? Roe)
{
    public static AnswerMonth Of(StressMonth month) => new(
        month.Month, Money(month.Loss), Money(month.CashLoss), Money(month.DefaultedBalance), Money(month.NetInterestIncome), Money(month.Provisions), month.CapitalRatio, month.Roe);

    public bool EndsQuarter() => Month.Month % 3 == 0;

    public static decimal Money(double cents) => Math.Round((decimal)cents / 100, 2);
}

public sealed record AnswerMetric(string Key, double? Base, double? Stressed, double? Worst, int? WorstQuarter, double? Limit, string Status);

public sealed record AnswerBreach(string Key, double Limit, int FirstQuarter, int LastQuarter, double Worst);

public sealed record AnswerStep(string Key, decimal Amount, double Ratio)
{
    public static AnswerStep Of(BridgeStep step) => new(step.Key, AnswerMonth.Money(step.Cents), step.Ratio);
}

public sealed record AnswerBridge(double Start, double Trough, double End, int TroughQuarter, AnswerStep[] ToTrough, AnswerStep[] ToEnd);

public sealed record AnswerProduct(string Product, decimal Base, decimal Stressed);

public sealed record AnswerState(string State, double Base, double Stressed);

public sealed record AnswerView(
    DateOnly Day, string Currency, AnswerMonth[] Baseline, AnswerMonth[] Stressed, AnswerMetric[] Metrics, AnswerBreach[] Breaches, AnswerBridge Bridge, AnswerProduct[] ByProduct, AnswerState[] States)
{
    /// <summary>The calendar quarter that a counted one ends: the first is the one the day lies in.</summary>
    public Quarter QuarterOf(int number) => CountedQuarter.Of(Day, number);

    internal static AnswerView Of(StressBench bench, StressAnswer answer)
    {
        var result = StressResult.Of(answer, bench.Limits);
        var bridge = result.Bridge;
        return new(
            bench.Day, "USD", [.. answer.Baseline.Months.Select(AnswerMonth.Of)], [.. answer.Stressed.Months.Select(AnswerMonth.Of)],
            [.. result.Metrics.Select(metric => new AnswerMetric(
                metric.Metric.Key, metric.Baseline, metric.Stressed, metric.Worst, metric.WorstQuarter, metric.Metric.Limit(bench.Limits), metric.WorstStatus.ToString().ToLowerInvariant()))],
            [.. result.Breaches.Select(breach => new AnswerBreach(breach.Metric.Key, breach.Limit, breach.FirstQuarter, breach.LastQuarter, breach.Worst))],
            new(bridge.Start, bridge.Trough, bridge.End, bridge.TroughQuarter, [.. bridge.ToTrough.Select(AnswerStep.Of)], [.. bridge.ToEnd.Select(AnswerStep.Of)]),
            [.. answer.Baseline.Start.Products.Select((product, place) => new AnswerProduct(product.Product, Loss(answer.Baseline, place), Loss(answer.Stressed, place)))],
            [.. result.States.Select(state => new AnswerState(state.State, state.Baseline, state.Stressed))]);
    }

    private static decimal Loss(StressPath path, int place) => AnswerMonth.Money(path.Months.Sum(month => month.Flows.Products[place].LossBooked));
}
