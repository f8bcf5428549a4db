using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>
/// The fields of a JSON object, read one by one. A field that is missing or of the wrong kind is noted and a stand-in given back, so that the
/// whole request is read before anybody answers and every bad field is named; fields that nobody asked for are noted at the end.
/// </summary>
internal sealed class JsonFields
{
    public const string Body = "body";

    private static readonly DateOnly StandInDay = new(2026, 1, 1);

    private const long MostId = 1L << 53;

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Reading _reading;
    private readonly string _path;

    public JsonFields(JsonElement json)
        : this(json, "", new())
    {
    }

    /// <summary>The entries of a list that is the whole body, each with its own faults, which name it: [3].amount.</summary>
    public static IReadOnlyList<JsonFields> Of(JsonElement list)
        => [.. list.EnumerateArray().Select((entry, i) =>
        {
            var fields = new JsonFields(entry, $"[{i}]", new());
            if (!fields.IsObject)
            {
                fields.Refuse($"[{i}]", entry, "an object");
            }

            return fields;
        })];

    /// <summary>Whether there are fields at all.</summary>
    public bool IsObject { get; }

    /// <summary>How a field of this object is written in an answer.</summary>
    public string PathOf(string field) => At(field);

    private JsonFields(JsonElement json, string path, Reading reading)
    {
        (_path, _reading) = (path, reading);
        IsObject = json.ValueKind is JsonValueKind.Object;
        foreach (var field in json.ValueKind is JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            if (!_values.TryAdd(field.Name, field.Value))
            {
                reading.Refuse(At(field.Name), Shown(field.Value), "a field given once");
            }
        }
    }

    /// <summary>Money has at most 28 digits; what amounts make sense is for the domain to say.</summary>
    public decimal Money(string name) => Needed(name, AsMoney, 0m);

    public decimal? MoneyOrNone(string name) => Optional(name, AsMoney);

    public double Number(string name, double standIn = 0) => Needed(name, AsNumber, standIn);

    public double? NumberOrNone(string name, double low, double high) => Optional(name, (json, at) => AsNumberWithin(json, at, low, high));

    public int Whole(string name, int low, int high) => Needed(name, (json, at) => AsWhole(json, at, low, high), low);

    public int? WholeOrNone(string name, int low, int high) => Optional(name, (json, at) => AsWhole(json, at, low, high));

    /// <summary>The id of a loan, of a customer, of a row: a whole number, or a loan's shown form (L-0001234).</summary>
    public long Id(string name) => Needed<long>(name, AsId, 0);

    public long? IdOrNone(string name) => Optional<long>(name, AsId);

    public bool? FlagOrNone(string name) => Optional<bool>(name, AsFlag);

    public DateOnly? DayOrNone(string name) => Optional<DateOnly>(name, AsDay);

    public DateOnly Day(string name) => Day(name, StandInDay);

    public DateOnly Day(string name, DateOnly standIn) => Needed(name, AsDay, standIn);

    /// <summary>A word, or nothing where it was none.</summary>
    public string? Word(string name) => Find(name, isNeeded: true) is { } json ? AsWord(json, At(name)) : null;

    public string? WordOrNone(string name) => Find(name, isNeeded: false) is { } json ? AsWord(json, At(name)) : null;

    /// <summary>An object inside this one, or nothing when it was not given.</summary>
    public T? Inner<T>(string name, Func<JsonFields, T> read) where T : class
        => Find(name, isNeeded: false) is { } json ? Inside(json, At(name), read) : null;

    /// <summary>A list of objects. Outside its bounds the entries are not even looked at.</summary>
    public ImmutableArray<T> List<T>(string name, int least, int most, Func<JsonFields, T> read) where T : class
    {
        _reading.Lists.Add(At(name));
        return [.. Entries(name, least, most, (json, at) => Inside(json, at, read) ?? StandIn(read))];
    }

    /// <summary>A list of texts; nothing when it was not given.</summary>
    public ImmutableArray<string>? WordsOrNone(string name, int most)
        => Find(name, isNeeded: false) is { } json ? [.. Entries(json, At(name), 0, most, AsWord).Select(word => word ?? "")] : null;

    /// <summary>A list of numbers, or nothing when it was not given.</summary>
    public ImmutableArray<double>? NumbersOrNone(string name, int most)
        => Find(name, isNeeded: false) is { } json ? [.. Entries(json, At(name), 1, most, AsNumber).Select(number => number ?? 0)] : null;

    /// <summary>Whether a field was given as a text.</summary>
    public bool IsWord(string name) => _values.TryGetValue(name, out var json) && json.ValueKind is JsonValueKind.String;

    /// <summary>A list of lists of numbers.</summary>
    public ImmutableArray<ImmutableArray<double>> Rows(string name, int most)
        => [.. Entries(name, 1, most, (json, at) => Entries(json, at, 1, most, AsNumber).Select(number => number ?? 0).ToImmutableArray())];

    /// <summary>The faults of this request: those found while reading, then those of the domain that do not follow from a stand-in.</summary>
    public Problem? With(Problem? domain)
    {
        Done();
        if (!_reading.Faults.Any)
        {
            return domain;
        }

        _reading.Faults.Add(domain?.Kind is ProblemKind.Invalid ? [.. domain.Faults.Where(fault => !_reading.Spoils(fault.Field))] : []);
        return _reading.Faults.ToProblem();
    }

    private void Done()
    {
        foreach (var (name, value) in _values.Where(entry => !_asked.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            _reading.Faults.Require(false, At(name), Shown(value), $"no such field; known are {string.Join(", ", _asked)}");
        }
    }

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private JsonElement? Find(string name, bool isNeeded)
    {
        _asked.Add(name);
        if (_values.TryGetValue(name, out var json) && json.ValueKind is not JsonValueKind.Null)
        {
            return json;
        }

        if (isNeeded)
        {
            _reading.Refuse(At(name), "nothing", "a field that must be given");
        }

        return null;
    }

    private T Needed<T>(string name, Func<JsonElement, string, T?> read, T standIn) where T : struct
        => Find(name, isNeeded: true) is { } json ? read(json, At(name)) ?? standIn : standIn;

    private T? Optional<T>(string name, Func<JsonElement, string, T?> read) where T : struct
        => Find(name, isNeeded: false) is { } json ? read(json, At(name)) : null;

    private T? Inside<T>(JsonElement json, string at, Func<JsonFields, T> read) where T : class
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            Refuse(at, json, "an object");
            return null;
        }

        var fields = new JsonFields(json, at, _reading);
        var value = read(fields);
        fields.Done();
        return value;
    }

    // What an object would have been that could not be read: it keeps the places of those after it.
    private static T StandIn<T>(Func<JsonFields, T> read) => read(new JsonFields(default));

    private List<T> Entries<T>(string name, int least, int most, Func<JsonElement, string, T> read)
        => Find(name, isNeeded: true) is { } json ? Entries(json, At(name), least, most, read) : [];

    private List<T> Entries<T>(JsonElement json, string at, int least, int most, Func<JsonElement, string, T> read)
    {
        if (json.ValueKind is not JsonValueKind.Array)
        {
            Refuse(at, json, "a list");
            return [];
        }

        var count = json.GetArrayLength();
        if (count < least || count > most)
        {
            _reading.Refuse(at, $"{count} entries", $"between {least} and {most} entries");
            return [];
        }

        return [.. json.EnumerateArray().Select((entry, i) => read(entry, $"{at}[{i}]"))];
    }

    private decimal? AsMoney(JsonElement json, string at)
        => json.ValueKind is JsonValueKind.Number && json.TryGetDecimal(out var money) ? money : RefuseValue<decimal>(at, json, "a number of at most 28 digits");

    private double? AsNumber(JsonElement json, string at)
        => json.ValueKind is JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : RefuseValue<double>(at, json, "a number");

    private double? AsNumberWithin(JsonElement json, string at, double low, double high)
    {
        var number = AsNumber(json, at);
        if (number is not { } given || (given >= low && given <= high))
        {
            return number;
        }

        _reading.Faults.RequireRange(given, low, high, at);
        _reading.LeaveOut(at);
        return null;
    }

    private int? AsWhole(JsonElement json, string at, int low, int high)
        => json.ValueKind is JsonValueKind.Number && json.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number >= low && number <= high
            ? (int)number
            : RefuseValue<int>(at, json, $"a whole number between {low} and {high}");

    private long? AsId(JsonElement json, string at)
        => json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out var id) && id is >= 0 and < MostId ? id
            : json.ValueKind is JsonValueKind.String && json.GetString() is ['L', '-', .. var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) && shown < MostId ? shown
            : RefuseValue<long>(at, json, "a whole number below 2^53, or L- and digits");

    private bool? AsFlag(JsonElement json, string at)
        => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : RefuseValue<bool>(at, json, "true or false");

    private DateOnly? AsDay(JsonElement json, string at)
        => json.ValueKind is JsonValueKind.String && DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : RefuseValue<DateOnly>(at, json, "a date such as 2026-01-31");

    private string? AsWord(JsonElement json, string at)
    {
        if (json.ValueKind is JsonValueKind.String)
        {
            return json.GetString();
        }

        Refuse(at, json, "a text");
        return null;
    }

    private T? RefuseValue<T>(string at, JsonElement json, string rule) where T : struct
    {
        Refuse(at, json, rule);
        return null;
    }

    private void Refuse(string at, JsonElement json, string rule) => _reading.Refuse(at, Shown(json), rule);

    private static string Shown(JsonElement json) => json.ValueKind is JsonValueKind.String ? json.GetString()! : json.GetRawText();

    /// <summary>What was found while reading one request, shared by all objects inside it.</summary>
    private sealed class Reading
    {
        private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

        public FaultList Faults { get; } = new();

        public HashSet<string> Lists { get; } = new(StringComparer.Ordinal);

        public void Refuse(string at, string value, string rule)
        {
            _unread.Add(at);
            Faults.Require(false, at, value, rule);
        }

        /// <summary>The field has been faulted: what the domain says about its absence is no second fault.</summary>
        public void LeaveOut(string at) => _unread.Add(at);

        /// <summary>Whether a stand-in is in this field, around it or inside it; what is said about a whole list may rest on any entry of any list.</summary>
        public bool Spoils(string field)
            => _unread.Any(unread => IsAround(unread, field) || IsAround(field, unread) || (Lists.Contains(field) && Lists.Any(list => IsAround(list, unread))));

        private static bool IsAround(string outer, string inner)
            => inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
    }
}
