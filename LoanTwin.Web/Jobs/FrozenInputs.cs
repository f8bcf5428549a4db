using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Web.Jobs;

/// <summary>
/// All that decides the answer of a run, and never a copy of the book: the lender is that of <see cref="Day"/>, lived up to from the kept state of
/// <see cref="StateDay"/>. The same inputs are the same run.
/// </summary>
internal sealed record FrozenInputs(string Kind, int StateDay, int Day, int PolicyVersion, string? Scenario, ulong Seed, RunVersions Versions, JsonElement Question)
{
    private const int IdLetters = 24;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [JsonIgnore]
    public byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(ToJson()));

    /// <summary>The run's id: the beginning of the hash, so that asking again finds it again.</summary>
    [JsonIgnore]
    public string RunId => Convert.ToHexStringLower(Sha256)[..IdLetters];

    public static JsonElement Freeze<T>(T question) => JsonSerializer.SerializeToElement(question, Json);

    public T Ask<T>() => Question.Deserialize<T>(Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static FrozenInputs Parse(string json) => JsonSerializer.Deserialize<FrozenInputs>(json, Json)!;
}

/// <summary>The arithmetic that a run was made with; another program may give other figures.</summary>
internal sealed record RunVersions(int Kernel, int Calibration, string Market, int Method)
{
    public static RunVersions Of(IJobKind kind) => new(KernelVersion.Kernel, KernelVersion.Calibration, MarketModel.Default.Version, kind.Method);
}
