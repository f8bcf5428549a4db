using System.Globalization;
using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Originations;

namespace LoanTwin.Tests.Lenders;

public class LenderTests
{
    private static readonly LenderPlan Small = new() { Loans = 4_000, Seed = 3, YearsLived = 1 };

    [Fact]
    public void The_same_plan_gives_the_same_lender_and_another_seed_another()
    {
        using var one = Lender.Found(Small).Value;
        using var again = Lender.Found(Small).Value;
        using var other = Lender.Found(Small with { Seed = 4 }).Value;

        Assert.Equal(LenderHash.Of(one), LenderHash.Of(again));
        Assert.NotEqual(LenderHash.Of(one), LenderHash.Of(other));
        Assert.Equal(Small.StartDay.DayNumber, one.World.Day);
    }

    [Fact]
    public void The_book_has_the_size_asked_for_on_the_start_day()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 10_000, Seed = 11 }).Value;

        Assert.InRange(lender.Levels.ToArray().Sum(level => level.Active), 9_700, 10_300);
        Assert.Equal(36, lender.Months.Count);
    }

    [Fact]
    public void A_fork_under_the_same_key_lives_the_same_days()
    {
        using var lender = Lender.Found(Small).Value;
        using var fork = lender.Fork(lender.World.Key);
        var before = LenderHash.Of(lender);

        Live(fork, 70);

        Assert.Equal(before, LenderHash.Of(lender));
        Live(lender, 70);
        Assert.Equal(LenderHash.Of(lender), LenderHash.Of(fork));
    }

    [Fact]
    public void No_forecast_knows_what_happens()
    {
        using var lender = Lender.Found(Small).Value;
        using var forecast = lender.Fork(RandomKey.Future(Small.Seed, "forecast", 0));

        Live(lender, 40);
        Live(forecast, 40);

        Assert.NotEqual(LenderHash.Of(lender), LenderHash.Of(forecast));
        Assert.NotEqual(lender.Ledger.Total(Account.Loans), forecast.Ledger.Total(Account.Loans));
    }

    [Fact]
    public void Every_metric_is_what_the_loans_say()
    {
        using var lender = Lender.Open(Small);
        var diary = new FlowDiary();
        lender.World.Facts = new();
        while (lender.World.Day < Small.StartDay.DayNumber)
        {
            diary.Note(lender, lender.LiveDay());
        }

        var audit = LenderAudit.Of(lender, diary);

        Assert.True(audit.WorstGap <= 1e-9, $"{audit.Worst} is off by {audit.WorstGap}");
        Assert.Equal(6 * MetricCatalogue.All.Length, audit.Metrics);
    }

    [Fact]
    public void Levels_are_those_of_the_loans_to_the_cent()
    {
        using var lender = Lender.Found(Small).Value;

        Assert.All(lender.World.Book.Shelves, shelf => Assert.Equal(
            ReferenceLevels.Of(shelf, lender.World.Market, lender.World.Day, lender.Pds), lender.Levels[shelf.Place]));
    }

    [Fact]
    public void The_balance_sheet_balances_and_income_moves_equity()
    {
        using var lender = Lender.Found(Small).Value;

        Live(lender, 120);

        Assert.Equal(lender.Ledger.TotalAssets, lender.Ledger.Liabilities + lender.Ledger.Equity);
        Assert.All(lender.Months.Zip(lender.Months.Skip(1)), pair => Assert.Equal(pair.First.Lender!.ClosingEquity, pair.Second.Lender!.OpeningEquity));
        Assert.Equal(0, lender.Ledger.Balances.ToArray().Sum());
    }

    [Fact]
    public void Funding_brings_liquid_assets_back_to_their_share()
    {
        using var lender = Lender.Found(Small).Value;

        Assert.Equal(Closing.LiquidShare, (double)lender.Ledger.Total(Account.Liquid) / lender.Ledger.TotalAssets, 6);
    }

    [Fact]
    public void Capital_above_its_target_is_paid_out_at_quarter_ends_only()
    {
        using var lender = Lender.Found(Small with { YearsLived = 2 }).Value;

        Assert.All(lender.Months.Where(month => month.Month.Month % 3 != 0), month => Assert.Equal(0, month.Lender!.Dividends));
        Assert.Contains(lender.Months, month => month.Lender!.Dividends > 0);
        Assert.True(lender.CapitalRatio < .125);
    }

    [Fact]
    public void A_lender_without_capital_lends_nothing_and_says_why()
    {
        using var lender = Lender.Found(Small).Value;
        _ = lender.Decide(lender.Policy with { MinCapitalRatio = .5 }).Value;
        Live(lender, 31);

        var applications = Applications(lender, 14);

        Assert.NotEmpty(applications);
        Assert.All(applications, application => Assert.True(application.Refusal.HasFlag(Refusal.CapitalShort)));
    }

    [Fact]
    public void A_product_at_its_limit_takes_no_more()
    {
        using var lender = Lender.Found(Small).Value;
        _ = lender.Decide(lender.Policy with { MaxConcentrationByType = .30 }).Value;
        Live(lender, 31);

        var mortgages = Applications(lender, 27).Where(application => application.Product == 2).ToList();

        Assert.NotEmpty(mortgages);
        Assert.All(mortgages, application => Assert.True(application.Refusal.HasFlag(Refusal.ConcentrationReached)));
    }

    [Fact]
    public void The_book_never_outgrows_its_highest_size()
    {
        using var lender = Lender.Found(Small).Value;
        _ = lender.Decide(lender.Policy with { MaxPortfolioSize = 1 }).Value;
        Live(lender, 31);

        Assert.Contains(Applications(lender, 14), application => application.Refusal.HasFlag(Refusal.BookFull));
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_refused_and_the_old_one_stays()
    {
        using var lender = Lender.Open(Small);

        var decided = lender.Decide(lender.Policy with { MaxDti = -1 });

        Assert.False(decided.IsSuccess);
        Assert.Equal(BusinessPolicies.Default, lender.Policy);
    }

    [Fact]
    public void A_plan_names_all_its_faults()
    {
        var plan = Small with { Loans = 0, YearsLived = 99 };

        Assert.Equal(["loans", "yearsLived", "startDay.year"], Lender.Found(plan).Problem!.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Another_economy_costs_more()
    {
        using var lender = Lender.Found(Small).Value;
        var severe = ScenarioOverlay.Of(lender.World.Market, lender.World.Day, PublishedScenarios.SeverelyAdverse2026, lender.World.Economy!);
        using var stressed = lender.Under(severe);
        using var calm = lender.Under(lender.World.Market.Expected(lender.World.Economy!, lender.World.Market.LastMonth + 24));

        Live(stressed, 540);
        Live(calm, 540);

        double Lost(Lender one) => one.Months.Skip(12).Sum(month => month.Products.Sum(product => product.LossBooked));
        Assert.True(Lost(stressed) > 1.4 * Lost(calm), $"{Lost(stressed)} against {Lost(calm)}");
    }

    [Fact]
    public void New_loans_carry_the_base_rate_that_half_of_their_funding_stays_at()
    {
        using var lender = Lender.Found(Small).Value;
        var shelf = lender.World.Book.Shelves[1];
        var young = Enumerable.Range(0, shelf.Count).Where(row => shelf.Fixed.OriginationDay[row] > new DateOnly(2025, 3, 1).DayNumber).ToList();

        Assert.NotEmpty(young);
        Assert.All(young, row => Assert.Equal(
            lender.World.Market.At(SimMonth.Of(shelf.Fixed.OriginationDay[row])).BaseRate, shelf.Fixed.FundingBase[row] / (double)AnnualRate.One, 6));
    }

    [Theory]
    [InlineData(1, "2026-01-01", 3)]
    [InlineData(120, "2024-02-29", 0)]
    [InlineData(120, "2026-01-31", 1)]
    [InlineData(120, "1995-06-15", 1)]
    [InlineData(120, "2080-01-01", 1)]
    public void A_lender_of_any_size_and_time_lives(int loans, string start, int years)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = loans, StartDay = DateOnly.Parse(start, CultureInfo.InvariantCulture), YearsLived = years }).Value;

        Live(lender, 62);

        Assert.All(lender.Metrics(), metric => Assert.True(metric.Value is null || double.IsFinite(metric.Value.Value)));
        Assert.True(loans == 1 || lender.Levels.ToArray().Sum(level => level.Active) > 60);
    }

    [Fact]
    public void A_fork_that_was_written_down_comes_back_as_the_fork()
    {
        using var lender = Lender.Found(Small).Value;
        using var fork = lender.Fork(RandomKey.Future(1, "another life", 0));
        using var bytes = new MemoryStream();
        fork.Write(bytes);
        bytes.Position = 0;

        using var again = Lender.Read(bytes, ProductCatalogue.Default, MarketModel.Default);

        Assert.Equal(LenderHash.Of(fork), LenderHash.Of(again));
        Assert.NotEqual(LenderHash.Of(lender), LenderHash.Of(again));
    }

    [Fact]
    public void Another_economy_moves_no_figure_before_its_first_day()
    {
        using var lender = Lender.Found(Small).Value;
        using var other = lender.Under(ScenarioOverlay.Of(lender.World.Market, lender.World.Day, PublishedScenarios.SeverelyAdverse2026, lender.World.Economy!));

        Assert.Equal(lender.CapitalRatio, other.CapitalRatio);
    }

    private static List<Application> Applications(Lender lender, int days) => [.. Enumerable.Range(0, days).SelectMany(_ => lender.LiveDay().Applications)];

    private static void Live(Lender lender, int days)
    {
        for (var day = 0; day < days; day++)
        {
            lender.LiveDay();
        }
    }
}
