using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Worlds;

/// <summary>Which year of which homogeneous book is held against the law.</summary>
public sealed record VasicekQuestion(Product Product, int Futures, ulong Seed, int Threads)
{
    public int Loans { get; init; } = 20_000;

    /// <summary>The fresh world's last lived day; the year ends twelve months later less a day.</summary>
    public DateOnly Day { get; init; } = new(2026, 1, 1);

    public int Anchor { get; init; } = 15;
}

/// <summary>A quantile of the futures' default rates beside the law's, with the standard error of a sample quantile under the law.</summary>
public readonly record struct QuantileCheck(double Probability, double Sample, double Law, double StandardError)
{
    /// <summary>Distance in standard errors.</summary>
    public double Distance => (Sample - Law) / StandardError;
}

/// <summary>
/// The instrument behind the claim that one-year default rates follow Vasicek's law: a homogeneous book in a neutral economy through the
/// horizon that everything else uses, only the latent factor random beside each loan's own luck, against Vasicek mixed with the binomial
/// at the futures' mean rate.
/// </summary>
public sealed record VasicekCheck(string Product, int Futures, double MeanRate, QuantileCheck At95, QuantileCheck At99)
{
    private const int Months = 12;
    private const int MonthsOfHistory = 12;

    /// <summary>The larger of the two distances, whatever its sign.</summary>
    public double Worst => Math.Max(Math.Abs(At95.Distance), Math.Abs(At99.Distance));

    public static VasicekCheck Run(Product product, int futures, ulong seed, int threads) => Run(new(product, futures, seed, threads)).Value;

    public static Result<VasicekCheck> Run(VasicekQuestion question, CancellationToken cancel = default)
    {
        using var book = IdenticalLoans.Of(question.Product, question.Loans, question.Day, question.Anchor);
        var market = MarketPath.Neutral(SimMonth.Of(question.Day.DayNumber) - MonthsOfHistory, Months + (2 * MonthsOfHistory));
        using var world = new World(book, market, question.Seed, question.Day.DayNumber);
        var plan = new HorizonPlan
        {
            Question = $"vasicek {question.Product.Key}",
            LastDay = question.Day.AddDays(1).AddMonths(Months).AddDays(-2),
            Futures = question.Futures,
            Threads = question.Threads,
        };
        var run = Horizon.Run(world, plan, cancel: cancel);
        return run.IsSuccess ? Judge(question, Rates(run.Value, question.Loans)) : run.Problem;
    }

    private static double[] Rates(HorizonOutcome outcome, int loans)
        => [.. Enumerable.Range(0, outcome.Futures)
            .Select(future => Enumerable.Range(outcome.FirstMonth, outcome.Months).Sum(month => outcome.Of(future, 0, Flow.DefaultEvents, month)) / loans)
            .Order()];

    private static VasicekCheck Judge(VasicekQuestion question, double[] ascending)
    {
        var mean = ascending.Average();
        var law = DefaultCountLaw.OfVasicek(mean, question.Product.Correlation, question.Loans);
        QuantileCheck At(double probability)
            => new(probability, ascending[(int)Math.Ceiling(probability * ascending.Length) - 1], law.Quantile(probability), law.StandardError(probability, ascending.Length));
        return new(question.Product.Key, ascending.Length, mean, At(.95), At(.99));
    }
}
