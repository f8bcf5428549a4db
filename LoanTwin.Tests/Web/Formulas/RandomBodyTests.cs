using System.Globalization;
using System.Net;
using System.Text;
using LoanTwin.Tests.Web.Api;

namespace LoanTwin.Tests.Web.Formulas;

/// <summary>Two thousand bodies a formula that nobody would send: each is answered, or refused by name; the same ones on every run.</summary>
public sealed class RandomBodyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Bodies = 2_000;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "1", "-1", "12", "0.1", "1.5", "480", "1e3", "1e-320", "1e308", "1e400", "-1e29", "79228162514264337593543950335", "9007199254740993", "NaN", "-Infinity",
        "\"\"", "\"x\"", "\"level\"", "\"balloon\"", "\"linear\"", "\"interestOnly\"", "\"cent\"", "\"none\"", "\"30/360\"", "\"Act/Act ISDA\"", "\"month\"", "\"52 weeks\"", "\"year\"", "\"mortgage\"", "\"creditCard\"",
        "\"2026-01-31\"", "\"2024-02-29\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "{}", "[]", "[[1]]", "[[0.5,0.5],[0,1]]",
    ];

    [Theory]
    [InlineData("amortization", "amount,annualRate,termMonths,start,style,balloon,dayCount,rounding")]
    [InlineData("apr", "advances,payments,unitPeriod")]
    [InlineData("xirr", "flows")]
    [InlineData("psa", "speed,months")]
    [InlineData("day-count", "convention,from,to")]
    [InlineData("transition-power", "matrix,steps")]
    [InlineData("cascade", "product,features,economy")]
    public async Task Body_OfAnyShape_IsAnsweredOrRefusedByName(string formula, string names)
    {
        var random = new Random(20260101);
        for (var i = 0; i < Bodies; i++)
        {
            var body = Body(random, names.Split(','));
            var answer = await host.AskAsync(formula, body);

            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{answer.Status} for {body}");
            Assert.True(answer.Status is HttpStatusCode.OK || answer.Fields.Count > 0, body);
        }
    }

    [Theory]
    [InlineData(",", ".")]
    [InlineData("٫", "٬")]
    public async Task Answers_InAnyCulture_AreTheSameBytes(string point, string group)
    {
        string[][] questions =
        [
            ["amortization", """{"amount":12345.67,"annualRate":0.0825,"termMonths":24,"start":"2026-01-31","style":"level","dayCount":"Act/360","rounding":"none"}"""],
            ["amortization", """{"amount":-1.5,"annualRate":1.5,"termMonths":24,"start":"1000-01-31","style":"INTERESTONLY","dayCount":"I","rounding":"cent"}"""],
            ["apr", """{"advances":[{"date":"2026-01-15","amount":1000.5}],"payments":[{"date":"2026-02-01","amount":1.25}],"unitPeriod":"SEMIMONTHS"}"""],
            ["xirr", """{"flows":[{"date":"2026-01-15","amount":-1000.5},{"date":"2027-02-01","amount":1100.25}]}"""],
            ["cascade", """{"product":"auto","features":{"score":611.5,"ltv":10.5}}"""],
            ["transition-power", """{"matrix":[[0.25,0.5],[0.1,0.9]],"steps":3}"""],
        ];
        var plain = await AskAllAsync(questions);
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Written out, because the program runs without culture data: German marks, and an alphabet whose small I has no dot.
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NumberGroupSeparator, foreign.NumberFormat.NegativeSign) = (point, group, "−");
            (foreign.DateTimeFormat.DateSeparator, foreign.DateTimeFormat.ShortDatePattern) = (".", "dd.MM.yyyy");
            CultureInfo.CurrentCulture = foreign;

            Assert.Equal(plain, await AskAllAsync(questions));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Answers_ToAnyLanguage_AreTheSameBytes(string language)
    {
        const string question = """{"amount":12345.67,"annualRate":0.0825,"termMonths":24,"start":"2026-01-31","style":"linear","dayCount":"30/360","rounding":"cent"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/formulas/amortization") { Content = new StringContent(question, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal((await host.AskAsync("amortization", question)).Text, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string[]> AskAllAsync(string[][] questions)
    {
        var answers = new List<string>();
        foreach (var question in questions)
        {
            answers.Add((await host.AskAsync(question[0], question[1])).Text);
        }

        return [.. answers];
    }

    private static string Body(Random random, string[] names)
    {
        var fields = names.Where(_ => random.Next(8) > 0).Select(name => $"\"{name}\":{Value(random, 2)}");
        var body = $"{{{string.Join(",", random.Next(10) == 0 ? fields.Append("\"other\":1") : fields)}}}";
        if (random.Next(10) > 0)
        {
            return body;
        }

        // One in ten is broken: cut short, or with a letter exchanged.
        var at = random.Next(body.Length);
        return random.Next(2) == 0 ? body[..at] : $"{body[..at]}{"{}[]:,\"\\1e-"[random.Next(11)]}{body[(at + 1)..]}";
    }

    private static string Value(Random random, int depth) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        1 => $"[{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        2 => $"{{\"date\":{Value(random, 0)},\"amount\":{Value(random, 0)},\"score\":{Value(random, 0)},\"month\":{Value(random, 0)}}}",
        3 => $"[{string.Join(",", Enumerable.Range(0, random.Next(1, 4)).Select(i => $"{{\"date\":\"{2020 + (10 * random.Next(20))}-0{1 + i}-15\",\"amount\":{random.Next(-50, 100)}}}"))}]",
        _ => Values[random.Next(Values.Length)],
    };
}
