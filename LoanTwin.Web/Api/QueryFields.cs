using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>
/// What an address asks behind its question mark, read one by one like the fields of a body: all that is wrong is noted and named at once, and
/// so is what nobody has asked for.
/// </summary>
internal sealed class QueryFields(IQueryCollection query)
{
    private readonly FaultList _faults = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string? Word(string name)
    {
        _asked.Add(name);
        var values = query[name];
        _faults.Require(values.Count <= 1, name, values.ToString(), "a field given once");
        return values.Count == 1 && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
    }

    /// <summary>One of some words, or the first of them where none was given.</summary>
    public string OneOf(string name, params IReadOnlyList<string> words)
    {
        var word = Word(name) ?? words[0];
        _faults.Require(words.Contains(word), name, word, $"one of {string.Join(", ", words)}");
        return word;
    }

    public int Whole(string name, int low, int high, int otherwise)
        => (int)(Number(name, low, high, $"a whole number between {low} and {high}") ?? otherwise);

    public long? WholeOrNone(string name, long low, long high) => Number(name, low, high, $"a whole number between {low} and {high}");

    public DateOnly? Day(string name)
    {
        if (Word(name) is not { } text)
        {
            return null;
        }

        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        _faults.Require(isDay, name, text, "a date such as 2026-01-31");
        return isDay ? day : null;
    }

    public QueryFields Require(bool holds, string name, object? value, string rule)
    {
        _faults.Require(holds, name, value, rule);
        return this;
    }

    public void Add(IEnumerable<Fault> faults) => _faults.Add(faults);

    /// <summary>Everything that was wrong, once all fields have been asked for.</summary>
    public ApiProblem? Problem()
    {
        foreach (var name in query.Keys.Where(name => !_asked.Contains(name)).Order(StringComparer.Ordinal))
        {
            _faults.Require(false, name, query[name].ToString(), _asked.Count == 0 ? "no fields here" : $"no such field; known are {string.Join(", ", _asked)}");
        }

        return _faults.Any ? ApiProblem.Of(_faults.ToProblem()) : null;
    }

    private long? Number(string name, long low, long high, string rule)
    {
        if (Word(name) is not { } text)
        {
            return null;
        }

        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;
        _faults.Require(isNumber, name, text, rule);
        return isNumber ? number : null;
    }
}
