using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Overview;

/// <summary>Which figures one reader has pinned to the overview, in the order of the tiles. A cookie keeps them, so that the first answer of the server is right already.</summary>
internal sealed class Pins
{
    /// <summary>As many as there are number keys and columns.</summary>
    public const int Most = 8;

    private const char Between = '.';
    private bool _isBegun;

    /// <summary>What is watched by who has chosen nothing, in reading order.</summary>
    public static ImmutableArray<string> Usual { get; } = ["outstanding", "roe", "nim", "expectedLossRate", "var95", "dpd30Balance", "capitalRatio", "topShare"];

    public ImmutableArray<string> Keys { get; private set; } = Usual;

    public IEnumerable<Metric> Pinned => Keys.Select(key => MetricCatalogue.Find(key).Value);

    public IEnumerable<Metric> Others => MetricCatalogue.All.Where(metric => !Keys.Contains(metric.Key));

    /// <summary>For the cookie; nothing where nothing was chosen.</summary>
    public string Kept => Keys.SequenceEqual(Usual) ? "" : string.Join(Between, Keys);

    /// <summary>Takes what the cookie says, once: from then on what the reader does counts. Names that no figure has are left out.</summary>
    public void Begin(string? kept)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            Keys = [.. (kept ?? "").Split(Between).Where(key => MetricCatalogue.All.Any(metric => metric.Key == key)).Distinct().Take(Most)];
            Keys = Keys.IsEmpty ? Usual : Keys;
        }
    }

    public void Add(string key) => Keys = Keys.Length < Most && Others.Any(metric => metric.Key == key) ? Keys.Add(key) : Keys;

    /// <summary>The last one stays: a strip without figures says nothing.</summary>
    public void Remove(string key) => Keys = Keys.Length > 1 ? Keys.Remove(key) : Keys;

    /// <summary>One place to the left or to the right.</summary>
    public void Move(int place, int by)
    {
        if (place + by >= 0 && place + by < Keys.Length)
        {
            Keys = Keys.SetItem(place, Keys[place + by]).SetItem(place + by, Keys[place]);
        }
    }

    public void Reset() => Keys = Usual;
}
