using System.Globalization;

namespace LoanTwin.Web.Api;

/// <summary>A loan's id in an address: digits, or L- and digits. Words stay free for other addresses below the same parent.</summary>
internal sealed class LoanIdRoute : IRouteConstraint
{
    public const string Name = "loanId";

    private const string Mark = "L-";
    private const long MostId = 1L << 53;

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
        => values.TryGetValue(routeKey, out var value) && Digits(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "") is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);

    /// <summary>The id as people see it: L- and at least seven digits.</summary>
    public static string Shown(long id) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{id:D7}");

    public static bool TryParse(string text, out long id)
        => long.TryParse(Digits(text), NumberStyles.None, CultureInfo.InvariantCulture, out id) && id < MostId;

    private static string Digits(string text) => text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..] : text;
}
