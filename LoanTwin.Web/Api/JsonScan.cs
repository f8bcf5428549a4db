using System.Text;
using System.Text.Json;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Api;

/// <summary>Reads a body token by token once, to say at which field it stops being JSON.</summary>
internal static class JsonScan
{
    private static readonly string[] BareWords = ["-Infinity", "Infinity", "NaN"];

    /// <summary>The field at which the text stops being JSON, or nothing when all of it can be read.</summary>
    public static Fault? FaultOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var places = new Stack<Place>();
        try
        {
            while (reader.Read())
            {
                Follow(ref reader, places);
            }

            return null;
        }
        catch (JsonException failure)
        {
            var where = $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}";
            return new(PathOf(places), json.IsEmpty ? "nothing" : Near(json, (int)reader.BytesConsumed), json.IsEmpty ? "a JSON object" : $"JSON: cannot be read at {where}");
        }
        catch (InvalidOperationException)
        {
            return new(PathOf(places), "text that is not Unicode", "JSON in UTF-8");
        }
    }

    /// <summary>The same text with the bare words NaN and Infinity as strings: some writers send them, and then every field that holds one can be named.</summary>
    public static byte[] WithBareWordsQuoted(ReadOnlySpan<byte> json)
    {
        var text = Encoding.Latin1.GetString(json); // a byte a character, so that nothing else changes
        var quoted = new StringBuilder(text.Length + 16);
        var inString = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (!inString && BareWords.FirstOrDefault(word => string.CompareOrdinal(text, at, word, 0, word.Length) == 0) is { } bare)
            {
                quoted.Append('"').Append(bare).Append('"');
                at += bare.Length - 1;
                continue;
            }

            quoted.Append(text[at]);
            if (inString && text[at] == '\\' && at + 1 < text.Length)
            {
                quoted.Append(text[++at]);
            }
            else if (text[at] == '"')
            {
                inString = !inString;
            }
        }

        return Encoding.Latin1.GetBytes(quoted.ToString());
    }

    // A place is an object with the name read last, or a list with the number of the entry that comes next.
    private static void Follow(ref Utf8JsonReader reader, Stack<Place> places)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                places.Pop();
                places.Push(new(reader.GetString()!, null));
                break;
            case JsonTokenType.StartObject:
                places.Push(new("", null));
                break;
            case JsonTokenType.StartArray:
                places.Push(new("", 0));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                places.Pop();
                Next(places);
                break;
            case JsonTokenType.String:
                _ = reader.GetString();
                Next(places);
                break;
            default:
                Next(places);
                break;
        }
    }

    private static void Next(Stack<Place> places)
    {
        if (places.TryPeek(out var place) && place.Entry is { } entry)
        {
            places.Pop();
            places.Push(place with { Entry = entry + 1 });
        }
    }

    private static string PathOf(Stack<Place> places)
    {
        var path = new StringBuilder();
        foreach (var place in places.Reverse())
        {
            path.Append(place.Entry is { } entry ? $"[{entry}]" : path.Length > 0 && place.Name.Length > 0 ? $".{place.Name}" : place.Name);
        }

        return path.Length == 0 ? JsonFields.Body : path.ToString();
    }

    private static string Near(ReadOnlySpan<byte> json, int at)
        => Encoding.UTF8.GetString(json[Math.Min(at, json.Length)..Math.Min(at + 20, json.Length)]) is { Length: > 0 } text ? text : "the end of the text";

    private readonly record struct Place(string Name, int? Entry);
}
