using System.Globalization;

namespace LoanTwin.Web.Storage;

/// <summary>Wall times as they are stored: ISO 8601 in UTC, sortable as text.</summary>
internal static class Utc
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>For a file's name.</summary>
    public static string FileText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

    public static bool TryReadFileText(string text, out DateTimeOffset time)
        => DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
