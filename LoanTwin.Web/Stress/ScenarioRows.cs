using System.Text.Json;
using LoanTwin.Domain.Economy;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Stress;

/// <summary>A scenario somebody drew, in one of its versions.</summary>
internal sealed record OwnScenario(string Id, int Version, string Name, string Story, string Source, string Author, DateTimeOffset Made, Scenario Scenario);

/// <summary>Scenarios of users, in the table of scenarios: a row a version, which never changes.</summary>
internal sealed class ScenarioRows(Store store, LoanTwinContextSource contexts, TimeProvider time)
{
    private const string Table = "scenarios";
    private const string Draft = "draft";

    /// <summary>Of the row that edits replace; versions that are kept count from one.</summary>
    public const int DraftVersion = 0;

    /// <summary>Every version, by id and version.</summary>
    public IReadOnlyList<OwnScenario> All()
    {
        using var context = contexts.Open();
        return [.. context.Scenarios.ToList().Select(row => Read(row.Id, row.Name, row.Author, row.CreatedUtc, row.Body)).OrderBy(own => own.Id, StringComparer.Ordinal).ThenBy(own => own.Version)];
    }

    public IReadOnlyList<OwnScenario> Newest() => [.. All().GroupBy(own => own.Id).Select(versions => versions.Last())];

    public OwnScenario? Find(string id, int? version = null) => All().LastOrDefault(own => own.Id == id && (version is null || own.Version == version));

    /// <summary>Keeps a new scenario, or the next version of one; nothing when there is no scenario of that id.</summary>
    public Task<OwnScenario?> KeepAsync(string? id, string story, Scenario scenario, string author, CancellationToken leaving)
    {
        return store.Writer.WriteAsync<OwnScenario?>(scope =>
        {
            var version = id is null ? 1 : Versions(scope, id) + 1;
            if (id is not null && version == 1 && !Is(scope, id, DraftVersion))
            {
                return null;
            }

            var key = id ?? NewId();
            var made = time.GetUtcNow();
            scope.Table(Table).Insert(RowOf(key, version), scenario.Name, author, Utc.Text(made), Draft, JsonSerializer.Serialize(ScenarioBody.Of(story, scenario)));
            return new(key, version, scenario.Name, story, scenario.Source, author, made, scenario);
        }, leaving);
    }

    /// <summary>What is being drawn, as it was last seen: one row, which every edit replaces.</summary>
    public Task SaveDraftAsync(string id, string name, string story, Scenario scenario, string author)
        => store.Writer.WriteAsync(scope =>
        {
            scope.Table(Table).Put(RowOf(id, DraftVersion), name, author, Utc.Text(time.GetUtcNow()), Draft, JsonSerializer.Serialize(ScenarioBody.Of(story, scenario)));
            return true;
        });

    public static string NewId() => $"own-{Guid.CreateVersion7():n}";

    private static int Versions(WriteScope scope, string id)
    {
        var version = 0;
        while (Is(scope, id, version + 1))
        {
            version++;
        }

        return version;
    }

    private static bool Is(WriteScope scope, string id, int version)
        => scope.Read($"SELECT count(*) FROM {Table} WHERE id = ?1").Bind(1, (Cell)RowOf(id, version)).WholeOrNothing() is > 0;

    private static string RowOf(string id, int version) => $"{id}@{version}";

    private static OwnScenario Read(string row, string name, string author, string made, string text)
    {
        var at = row.LastIndexOf('@');
        var body = JsonSerializer.Deserialize<ScenarioBody>(text)!;
        return new(row[..at], int.Parse(row[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture), name, body.Story, body.Source, author, DateTimeOffset.Parse(made, System.Globalization.CultureInfo.InvariantCulture), body.Open(name));
    }
}
