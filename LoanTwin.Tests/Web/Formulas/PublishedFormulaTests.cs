using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoanTwin.Tests.Lending;
using LoanTwin.Tests.Web.Api;

namespace LoanTwin.Tests.Web.Formulas;

/// <summary>The published figures again, this time through the address: what is lost on the way in or out would show here.</summary>
public sealed class PublishedFormulaTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Amortization_OfThePublishedLoans_AgreesCentForCent()
    {
        var schedules = PublishedData.Rows("schedules/schedule_part1.csv", PublishedSchedules.Rows).ToLookup(row => row[0]);
        foreach (var loan in PublishedData.Rows("schedules/loans_part1.csv", PublishedSchedules.Loans))
        {
            var answer = await ScheduleAsync(loan, "cent");

            Assert.Equal((Money(loan[8]), Money(loan[9])), (answer.GetProperty("payment").GetRawText(), answer.GetProperty("totalInterest").GetRawText()));
            var rows = answer.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(Money(loan[10]), rows[^1].GetProperty("payment").GetRawText());
            Assert.All(schedules[loan[0]], row => Assert.Equal(
                $$"""{"n":{{row[1]}},"due":"{{row[2]}}","payment":{{row[3]}},"interest":{{row[4]}},"principal":{{row[5]}},"balance":{{row[6]}}}""",
                rows[int.Parse(row[1]) - 1].GetRawText()));
        }
    }

    [Fact]
    public async Task Amortization_Unrounded_HasThePublishedPayment()
    {
        foreach (var loan in PublishedData.Rows("schedules/loans_part1.csv", PublishedSchedules.Loans).Take(20))
        {
            var answer = await ScheduleAsync(loan, "none");

            Assert.Equal(PublishedData.Number(loan[7]), decimal.Round(answer.GetProperty("payment").GetDecimal(), 10));
            Assert.Equal(PublishedData.Number(loan[12]), answer.GetProperty("rows")[int.Parse(loan[11]) - 1].GetProperty("balance").GetDecimal(), 6);
        }
    }

    [Theory]
    [InlineData("interestOnly", "")]
    [InlineData("linear", "")]
    [InlineData("balloon", ",\"balloon\":2000.50")]
    public async Task Amortization_OfEveryStyleAndDayCount_PaysBackWhatWasLent(string style, string balloon)
    {
        foreach (var dayCount in new[] { "30/360", "Act/365F", "Act/360", "Act/Act ISDA" })
        {
            var answer = await AnswerAsync(
                "amortization",
                $$"""{"amount":10000,"annualRate":0.0825,"termMonths":13,"start":"2024-01-31","style":"{{style}}","dayCount":"{{dayCount}}","rounding":"cent"{{balloon}}}""");
            var rows = answer.GetProperty("rows").EnumerateArray().ToList();

            Assert.Equal(["payment", "totalInterest", "rows"], answer.EnumerateObject().Select(member => member.Name));
            Assert.Equal(10_000m, rows.Sum(row => row.GetProperty("principal").GetDecimal()));
            Assert.Equal("0.00", rows[^1].GetProperty("balance").GetRawText());
            Assert.Equal(["2024-02-29", "2024-03-31"], rows.Take(2).Select(row => row.GetProperty("due").GetString()));
        }
    }

    [Fact]
    public async Task Apr_OfAppendixJ_IsThePublishedRate()
    {
        foreach (var row in PublishedData.Rows("schedules/regz_appendix_j_part1.csv", PublishedSchedules.AppendixJ))
        {
            var advance = Regex.Match(row[6], @"advance (\S+?);").Groups[1].Value;
            var first = PublishedData.Day(Regex.Match(row[6], @"(\d{4}-\d\d-\d\d);[^;]*$").Groups[1].Value);
            var amounts = Regex.Match(row[3], @"^(\d+) payments.*first=(\S+) regular=(\S+) last=(\S+)").Groups;
            var count = int.Parse(amounts[1].Value);
            var payments = Enumerable.Range(0, count).Select(i =>
                $$"""{"date":"{{Date(row[5], first, i)}}","amount":{{amounts[i == 0 ? 2 : i == count - 1 ? 4 : 3].Value}}}""");
            var apr = await AnswerAsync(
                "apr",
                $$"""{"advances":[{"date":"{{advance}}","amount":{{row[2]}}}],"payments":[{{string.Join(",", payments)}}],"unitPeriod":"{{row[5]}}"}""");

            Assert.Equal(["apr"], apr.EnumerateObject().Select(member => member.Name));
            Assert.Equal((double)PublishedData.Number(row[7]), apr.GetProperty("apr").GetDouble() * 100, 2);
        }
    }

    [Fact]
    public async Task Psa_OfThePublishedTable_IsItsRates()
    {
        var speeds = new[] { 50, 100, 150, 165, 200, 300, 400 };
        var tables = new List<JsonElement>();
        foreach (var speed in speeds)
        {
            tables.Add((await AnswerAsync("psa", $$"""{"speed":{{speed}},"months":360}""")).GetProperty("rows"));
        }

        foreach (var row in PublishedData.Rows("schedules/psa_table.csv", PublishedSchedules.Psa))
        {
            for (var i = 0; i < speeds.Length; i++)
            {
                var month = tables[i][int.Parse(row[0]) - 1];
                Assert.Equal(row[0], month.GetProperty("month").GetRawText());
                Assert.Equal((double)PublishedData.Number(row[1 + (2 * i)]), month.GetProperty("cpr").GetDouble(), 1e-9);
                Assert.Equal((double)PublishedData.Number(row[2 + (2 * i)]), month.GetProperty("smm").GetDouble(), 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("30/360", "2024-01-31", "2024-02-29", 29)]
    [InlineData("Act/365F", "2024-01-31", "2024-02-29", 29)]
    [InlineData("Act/360", "2024-02-29", "2024-02-29", 0)]
    [InlineData("Act/Act ISDA", "2023-12-31", "2024-01-02", 2)]
    public async Task DayCount_OfTwoDates_IsThatOfTheDomain(string convention, string from, string to, int days)
        => Assert.Equal(days, (await AnswerAsync("day-count", $$"""{"convention":"{{convention}}","from":"{{from}}","to":"{{to}}"}""")).GetProperty("days").GetInt32());

    [Fact]
    public async Task TransitionPower_OfTwoStates_IsTheClosedForm()
    {
        // With rates a and b of leaving: p11(n) = (b + a (1 - a - b)^n) / (a + b).
        foreach (var steps in new[] { 0, 1, 2, 7, 120, 10_000 })
        {
            var power = (await AnswerAsync("transition-power", $$"""{"matrix":[[0.97,0.03],[0.2,0.8]],"steps":{{steps}}}""")).GetProperty("matrix");

            Assert.Equal((.2 + (.03 * Math.Pow(.77, steps))) / .23, power[0][0].GetDouble(), 12);
            Assert.Equal(1, power[1][0].GetDouble() + power[1][1].GetDouble(), 12);
        }
    }

    private Task<JsonElement> ScheduleAsync(string[] loan, string rounding) => AnswerAsync(
        "amortization",
        $$"""{"amount":{{loan[2]}},"annualRate":{{loan[3]}},"termMonths":{{loan[4]}},"start":"{{loan[5]}}","style":"level","dayCount":"30/360","rounding":"{{rounding}}"}""");

    private async Task<JsonElement> AnswerAsync(string formula, string json)
    {
        var answer = await host.AskAsync(formula, json);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal("application/json", answer.Type);
        return answer.Json;
    }

    private static string Money(string text) => PublishedData.Number(text).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Date(string unit, DateOnly first, int i)
    {
        var day = unit switch
        {
            "month" => first.AddMonths(i),
            "half month" => first.AddMonths(i / 2).AddDays(i % 2 * 15),
            "quarter" => first.AddMonths(3 * i),
            _ => first.AddDays(7 * i),
        };
        return day.ToString("O", CultureInfo.InvariantCulture);
    }
}
