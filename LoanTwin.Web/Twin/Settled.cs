using System.Text.Json;

namespace LoanTwin.Web.Twin;

/// <summary>An inbox row as a day has dealt with it.</summary>
/// <param name="NewLoan">The loan that came in by it.</param>
internal sealed record Settled(long Sequence, string State, string? Answer, long? NewLoan = null)
{
    /// <summary>An answer that names one fault.</summary>
    public static string Errors(string field, string value, string rule) => JsonSerializer.Serialize(new { errors = new[] { new { field, value, rule } } });
}
