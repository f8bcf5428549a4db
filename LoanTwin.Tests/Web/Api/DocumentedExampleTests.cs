using System.Text.Json;
using System.Text.RegularExpressions;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Web.Api;

/// <summary>docs/api.md is executed: every request in it gives the status and the body that stand below it.</summary>
public sealed partial class DocumentedExampleTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Text = Repository.Read("docs/api.md");

    public static TheoryData<string, string, string, string, string> Examples =>
        [.. Example().Matches(Text).Select(match => (match.Groups["method"].Value, match.Groups["address"].Value, match.Groups["body"].Value, match.Groups["status"].Value, match.Groups["answer"].Value))];

    [Fact]
    public void Example_OfEachRequest_HasAnAnswer()
    {
        Assert.Equal(Text.Split("```http").Length - 1, Examples.Count);
        Assert.InRange(Examples.Count, 9, 100);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_Executed_AnswersAsDocumented(string method, string address, string body, string status, string answer)
    {
        await host.OpenAsync();

        var given = method == "GET" ? await host.SendAsync(HttpMethod.Get, address) : await host.SendAsync(HttpMethod.Post, address, body);

        Assert.Equal(status, ((int)given.Status).ToString());
        Assert.Equal(Compact(answer), Compact(given.Text));
    }

    // Numbers keep their text, so that 100.00 and 100 are not the same.
    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    [GeneratedRegex("```http\n(?<method>POST|GET) (?<address>\\S+)(?:\nContent-Type: application/json\n\n(?<body>.*?))?\n```\n\n`(?<status>\\d{3})`\n\n```json\n(?<answer>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
